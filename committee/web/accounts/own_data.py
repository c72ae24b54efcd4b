"""What is kept about the person here: taken home, or forgotten at their wish."""

import io
import json
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from flask import Blueprint, Response, current_app
from flask.typing import ResponseReturnValue

from committee.errors import FormError, NotFoundError
from committee.jobs.print_cache import forget_prints
from committee.jobs.print_order import Order
from committee.jobs.scheduled_backups import kept_backups, last_gone
from committee.present.packet.packet_view import CANDIDATE
from committee.store import decisions, forgetting, journal, loops, own_data, people
from committee.store.column_types import now
from committee.store.tables.people import Person
from committee.web.frame.transactions import db, finish, page, see_other
from committee.web.packets.release_cover import cover_of
from committee.web.packets.responses import printed

from .signed_in import me, owners_only

bp = Blueprint("own_data", __name__)
NOT_TWICE = FormError("this person was forgotten already.", remedy="There is nothing left to do.")


@bp.get("/account/data")
def show() -> str:
    """What is kept about the person here, counted."""
    kept = own_data.kept_about(db(), me())
    counts = {name: len(rows) for name, rows in kept.items() if name != "account"}
    return page("accounts/own-data.html", counts=counts, packets=len(_released_to(me())))


@bp.get("/account/data.zip")
def download() -> Response:
    """All of it as one file: JSON, and the packets that were released to them as PDFs."""
    kept = json.dumps(own_data.kept_about(db(), me()), ensure_ascii=False, indent=1, default=str)
    orders = _released_to(me())
    finish()
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr(ZipInfo("own-data.json"), kept, ZIP_DEFLATED)
        for number, order in enumerate(orders, 1):
            archive.writestr(ZipInfo(f"packet-{number}.pdf"), printed(order))
    named = {"Content-Disposition": 'attachment; filename="own-data.zip"'}
    return Response(packed.getvalue(), mimetype="application/zip", headers=named)


@bp.post("/account/forget-me")
def ask() -> ResponseReturnValue:
    """Ask to be forgotten; a coach does it."""
    people.ask_to_be_forgotten(db(), me())
    journal.record(db(), "asked to be forgotten", me(), f"person:{me().id}")
    return see_other("own_data.show", "The coaches see your wish on their page “People”.")


TELLING = ("account", "sightings", "predictions", "jobs", "journal")
"""What would tell somebody who still writes what another has handed in or may read by now."""


@bp.get("/people/<int:number>/forget")
def confirm(number: int) -> str:
    """What goes and what stays, before it goes."""
    owners_only()
    person = _other(number)
    kept = own_data.kept_about(db(), person)
    counts = {name: len(rows) for name, rows in kept.items() if name not in TELLING}
    settings = current_app.config["SETTINGS"]
    backups = len(kept_backups(settings)), last_gone(settings, now())
    return page("people/forget.html", person=person, counts=counts, backups=backups)


@bp.post("/people/<int:number>/forget")
def forget(number: int) -> ResponseReturnValue:
    """Forget a person: names and words go, counts stay."""
    coach, person = owners_only(), _other(number)
    jobs = forgetting.forget(db(), person)
    journal.record(db(), forgetting.FORGOT, coach, f"person:{number}")
    finish()
    forget_prints(current_app.config["SETTINGS"].files, jobs)
    return see_other("people.index", f"{forgetting.called(person)} has no name or words here now.")


def _other(number: int) -> Person:
    """Somebody else, who can still be forgotten; NotFoundError, FormError."""
    person = people.by_id(db(), number)
    if person is None:
        raise NotFoundError("there is no such person.")
    if person.id == me().id:
        raise FormError("you can’t forget yourself.", remedy="Ask another coach.")
    if forgetting.is_forgotten(person):
        raise NOT_TWICE
    return person


def _released_to(person: Person) -> list[Order]:
    released = (decisions.release_of(db(), loop) for loop in loops.loops_of(db(), person))
    return [Order(each.snapshot.body, CANDIDATE, cover=cover_of(each)) for each in released if each]
