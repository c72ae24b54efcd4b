"""Scripts that coaches write, change, share, and take along as files."""

from typing import Any

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from committee.errors import CommitteeError, ConflictError, FormError, NotFoundError
from committee.files.own_talk_script_file import read_script, script_of, script_text
from committee.files.policies import load_ladder, load_policy, shipped_policies
from committee.files.rubrics import load_rubric
from committee.present.talk.talk_script import KINDS
from committee.store import talks
from committee.store.tables import Person, TalkScript
from committee.web.accounts.signed_in import coaches_only
from committee.web.frame.parameters import LARGEST_ID
from committee.web.frame.transactions import db, page, see_other
from committee.web.simulator.packet_choices import choices, may_show, shown

from .script_form import SHOWN, SLOTS, Fields, blank_fields, entry_of, sent_fields

GONE = "This script isn’t there any more. What you typed is below: Save keeps it as a new one."

bp = Blueprint("scripts", __name__, url_prefix="/simulator/demonstrations")


@bp.get("/new")
def new() -> str:
    """A form for a script, and one for a file."""
    coaches_only()
    return _form(blank_fields())


@bp.post("/new")
def keep() -> ResponseReturnValue:
    """Keep a new script, typed or from a file."""
    coach, fields = coaches_only(), sent_fields(request.form)
    try:
        brings = fields.get("act") == "bring in"
        body = read_script(fields.get("toml", ""), "the file") if brings else entry_of(fields)
        _presentable(body)
    except CommitteeError as error:
        return _form(fields, wrong=str(error)), 422
    row = talks.keep_script(db(), coach, body["title"], body, shared=bool(fields.get("shared")))
    return see_other("talk.index", f"“{row.title}” is kept.")


@bp.get("/<key>")
def edit(key: str) -> str:
    """A script of one's own, to be changed."""
    row = talks.own_script(db(), coaches_only(), key)
    shared = {"shared": "yes"} if row.shared else {}
    return _form(blank_fields(row.body) | shared | {"version": str(row.version)}, row)


@bp.post("/<key>")
def change(key: str) -> ResponseReturnValue:
    """Save a script, or delete it."""
    coach, fields = coaches_only(), sent_fields(request.form)
    try:
        row = talks.own_script(db(), coach, key)
    except NotFoundError:
        return _form(fields, wrong=GONE), 404
    if fields.get("act") == "delete":
        talks.delete_script(db(), row)
        return see_other("talk.index", f"“{row.title}” is deleted.")
    try:
        body = entry_of(fields)
        _presentable(body)
        shared = bool(fields.get("shared"))
        talks.change_script(db(), row, _version(fields), body["title"], body, shared=shared)
    except ConflictError as error:
        # What was typed is on the form: saving once more is meant.
        return _form(fields | {"version": str(row.version)}, row, str(error)), 422
    except CommitteeError as error:
        return _form(fields, row, str(error)), 422
    return see_other("talk.index", f"“{body['title']}” is saved.")


@bp.get("/<key>.toml")
def exported(key: str) -> Response:
    """A script as a file."""
    coach = coaches_only()
    row = talks.script_for(db(), coach, key)
    if not may_read(row, coach):
        raise NotFoundError("there is no such script.", where="the demonstrations")
    named = {"Content-Disposition": 'attachment; filename="script.toml"'}
    return Response(script_text(row.body), mimetype="application/toml", headers=named)


def may_read(row: TalkScript, coach: Person) -> bool:
    """Whether a script's texts, which may quote its packets, are a coach's to read."""
    return row.person_id == coach.id or (may_show(row.body["a"]) and may_show(row.body["b"]))


def _presentable(body: dict[str, Any]) -> None:
    """FormError or FileError where an entry can't be shown to whoever wrote it."""
    script = script_of(body, "this script")
    if script.a == script.b:
        raise FormError(
            "both packets are the same.",
            where="this script",
            remedy="Choose two; the simulator shows one packet beside itself, changed.",
        )
    sides = (
        ("left", script.a, [each.a for each in script.scenes]),
        ("right", script.b, [each.b for each in script.scenes]),
    )
    for side, source, named in sides:
        try:
            held = {piece.id for _, piece in shown(source).packet.evidence}
        except NotFoundError as error:
            raise FormError(
                f"the packet on the {side} is none that you can show.",
                where="this script",
                remedy="Choose another packet.",
            ) from error
        if strange := next((each for ids in named for each in ids if each not in held), ""):
            raise FormError(
                f"the packet on the {side} has no sentence “{strange}”.",
                where="this script",
                remedy="Use an id from “Its sentences”, under the packet’s name on this form.",
            )


def _sentences(source: str) -> list[tuple[str, str, str]]:
    """Each sentence of a packet: its id, what it speaks of, and the words."""
    try:
        evidence = shown(source).packet.evidence if source else ()
    except NotFoundError:
        return []
    rubric = load_rubric()
    return [(piece.id, rubric.name(piece.dimension), piece.quote) for _, piece in evidence]


def _version(fields: Fields) -> int:
    given = fields.get("version", "")
    return int(given) if given.isdecimal() and len(given) < len(str(LARGEST_ID)) else 0


def _form(fields: Fields, row: TalkScript | None = None, wrong: str = "") -> str:
    policies = [(name, load_policy(name).title) for name in shipped_policies()]
    ladder, offered = load_ladder(), choices()
    there = {value for listed in offered.values() for value, _ in listed}
    gone = {fields[side] for side in ("a", "b") if fields.get(side)} - there
    return page(
        "talk/edit.html",
        fields=fields,
        row=row,
        wrong=wrong,
        sentences={side: _sentences(fields.get(side, "")) for side in ("a", "b")},
        choices=offered | {"Not yours now": [(each, "What was chosen") for each in gone]},
        policies=policies,
        targets=[(level, ladder.name(level)) for level in ladder.targets],
        slots=SLOTS,
        kinds=[(kind, SHOWN[kind]) for kind in KINDS],
    )
