"""The evidence form over HTTP: nothing typed is lost, and what is wrong stands at its field."""

import html
import io
import json
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import TestResponse

from committee.assets import FIXTURES
from committee.config import Settings
from committee.store import loops, scorecards
from committee.store.engine import make_engine, session
from committee.web import create_app

from .sites import PASSWORD, Site, running

CUE = "one a month to none in a year. None of the teams reported to me."
SAID = "I chose the queue, and three teams moved to it."


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    kinds = ("behavioral", "coding", "system_design", *["behavioral"] * 18)
    with running(tmp_path_factory.mktemp("site"), kinds) as site:
        yield site


@pytest.fixture
def seat(site: Site) -> str:
    """The label of an interview that no other test has touched."""
    with session(make_engine(site.database)) as db:
        loop = loops.loop_by_key(db, site.loop)
        return next(
            each.label
            for each in loops.assignments_of(db, loop)
            if each.kind == "behavioral" and scorecards.draft_of(db, each).version == 0
        )


@pytest.fixture
def mina(site: Site) -> FlaskClient:
    return signed_in(site, "mina@example.org")


def signed_in(site: Site, email: str) -> FlaskClient:
    client = create_app(Settings(database_url=site.database, secret_key="t" * 40)).test_client()
    key = token(client.get("/sign-in"))
    client.post("/sign-in", data={"csrf_token": key, "email": email, "password": PASSWORD})
    return client


def token(answer: TestResponse) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', answer.text)
    assert found
    return found[1]


def path(site: Site, label: str, rest: str = "") -> str:
    return f"/scorecards/{site.seats[label]}{rest}"


def press(
    client: FlaskClient, address: str, action: str, version: int, **fields: Any
) -> TestResponse:
    data = MultiDict({"csrf_token": token(client.get("/account")), "version": str(version)})
    data.update({"action": action, **{k.replace("__", "."): v for k, v in fields.items()}})
    return client.post(address, data=data)


def review(client: FlaskClient, address: str, **fields: Any) -> TestResponse:
    """The page that a press of “Rate & submit” leads to."""
    return client.get(press(client, address, "review", 0, **fields).location)


def draft(site: Site, label: str) -> tuple[dict[str, Any], int]:
    with session(make_engine(site.database)) as db:
        kept = scorecards.draft_of(db, loops.assignment_by_key(db, site.seats[label]))
        return kept.body, kept.version


def logged(client: FlaskClient, site: Site, label: str, **more: Any) -> TestResponse:
    fields = {"form__text": SAID, "form__dimension": "scope", **more}
    return press(client, path(site, label), "log", 0, **fields)


def test_logging_answers_with_the_form_and_the_piece_in_it(
    mina: FlaskClient, site: Site, seat: str
) -> None:
    answer = logged(mina, site, seat)
    assert (answer.status_code, answer.location) == (303, path(site, seat))
    assert SAID in mina.get(answer.location).text
    body, version = draft(site, seat)
    assert version == 1
    assert [piece["quote"] for piece in body["evidence"]] == [SAID]


def test_a_log_that_lacks_something_keeps_all_that_was_typed(
    mina: FlaskClient, site: Site, seat: str
) -> None:
    typed = {"form__text": SAID, "form__minute": "soon", "note": "<b>sharp</b>"}
    answer = press(mina, path(site, seat), "log", 0, **typed)
    assert answer.status_code == 422
    assert "is no minute of an interview." in answer.text
    assert SAID in answer.text
    assert "&lt;b&gt;sharp&lt;/b&gt;" in answer.text
    assert draft(site, seat)[0]["form"]["text"] == SAID


def test_a_rating_without_evidence_is_refused_beside_its_field(
    mina: FlaskClient, site: Site, seat: str
) -> None:
    answer = press(mina, path(site, seat), "save", 0, read__failure="senior", note="kept")
    assert answer.status_code == 422
    assert 'id="read.failure-fault"' in answer.text
    assert "kept" in answer.text
    unassessed = press(mina, path(site, seat), "save", 1, read__failure="not_assessed")
    assert unassessed.status_code == 303


def test_a_review_names_every_fault_and_submitting_is_refused_with_them(
    mina: FlaskClient, site: Site, seat: str
) -> None:
    answer = review(mina, path(site, seat))
    assert answer.status_code == 422
    faults = re.findall(r'id="([\w.]+)-fault"', answer.text)
    rated = [f"read.{name}" for name in ("scope", "leadership", "failure", "communication")]
    assert sorted(faults) == sorted([*rated, "recommendation"])
    assert press(mina, path(site, seat, "/submit"), "", 1).status_code == 422
    assert mina.get(path(site, seat)).status_code == 200


def whole(**more: str) -> dict[str, str]:
    """What a form lacks once `SAID` is logged in it, so that nothing is wrong."""
    rated = {f"read__{d}": "not_assessed" for d in ("leadership", "failure", "communication")}
    return {**rated, "read__scope": "senior", "recommendation": "yes", **more}


def test_submitting_locks_and_an_amendment_is_a_revision_with_a_reason(
    mina: FlaskClient, site: Site, seat: str
) -> None:
    logged(mina, site, seat)
    reviewed = press(mina, path(site, seat), "review", 1, **whole())
    assert reviewed.location == path(site, seat, "/review")
    assert SAID in mina.get(reviewed.location).text
    assert press(mina, path(site, seat, "/submit"), "", 2).status_code == 303
    read = mina.get(path(site, seat)).text
    assert "Revision 1" in read
    assert "<textarea" not in read

    amended = press(mina, path(site, seat), "review", 3, **whole(read__scope="mid"))
    assert amended.status_code == 303
    assert press(mina, path(site, seat, "/submit"), "", 4).status_code == 422
    why = {"reason": "I had the team's size wrong."}
    assert press(mina, path(site, seat, "/submit"), "", 4, **why).status_code == 303
    read = mina.get(path(site, seat)).text
    assert "Revision 2" in read
    assert "I had the team&#39;s size wrong." in read


def test_an_impression_is_asked_about_and_keeps_nobody_from_submitting(
    mina: FlaskClient, site: Site, seat: str
) -> None:
    ask = "What did they say or do that made you write this?"
    logged(mina, site, seat)
    assert ask not in mina.get(path(site, seat)).text
    logged(mina, site, seat, form__text="seemed nervous, great energy", form__kind="observation")
    assert mina.get(path(site, seat)).text.count(ask) == 1
    page = html.unescape(review(mina, path(site, seat), **whole(read__scope="mid")).text)
    assert "Worth another look" in page
    assert f"“seemed nervous, great energy” An impression? {ask}" in page
    assert "all that stands under it speaks for. What was missing?" in page
    assert "You say yes at Senior, and nothing here reads higher than Mid." in page
    assert press(mina, path(site, seat, "/submit"), "", 3).status_code == 303
    assert ask not in mina.get(path(site, seat)).text


def test_whose_words_a_piece_is_is_chosen_for_each_and_printed_so(
    mina: FlaskClient, site: Site, seat: str
) -> None:
    logged(mina, site, seat, form__kind="paraphrase")
    logged(mina, site, seat, form__text="I moved two of them.")
    body, _ = draft(site, seat)
    assert [piece.get("kind") for piece in body["evidence"]] == ["paraphrase", None]
    page = mina.get(path(site, seat)).text
    assert page.count('class="quote is-noted"') == 1
    row = f"e.{body['evidence'][1]['id']}"
    changed = {f"{row}.kind": "observation"}
    assert press(mina, path(site, seat), "save", 2, **changed).status_code == 303
    kinds = [piece.get("kind") for piece in draft(site, seat)[0]["evidence"]]
    assert kinds == ["paraphrase", "observation"]
    nonsense = {f"{row}.kind": "rumour"}
    assert press(mina, path(site, seat), "save", 3, **nonsense).status_code in (303, 422)
    assert review(mina, path(site, seat), **whole()).status_code in (200, 422)


def test_a_no_speaks_of_no_level_and_nobody_is_recommended_below_the_levels(
    mina: FlaskClient, site: Site, seat: str
) -> None:
    logged(mina, site, seat)
    low = review(mina, path(site, seat), **whole(at="below"))
    assert low.status_code == 422
    assert "nobody can be recommended at “below”" in low.text
    no = press(mina, path(site, seat), "review", 2, **whole(recommendation="no", at="staff"))
    sheet = mina.get(no.location).text
    assert "<strong>Recommendation:</strong> No</p>" in sheet
    assert press(mina, path(site, seat, "/submit"), "", 3).status_code == 303
    assert "at" not in draft(site, seat)[0]


def shown(client: FlaskClient, address: str) -> dict[str, str]:
    """The fields that a form says of itself, which a press of any button posts along."""
    html = client.get(address).text
    return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', html))


def test_two_forms_opened_at_once_end_in_one_draft_and_only_a_collision_is_asked_about(
    mina: FlaskClient, site: Site, seat: str
) -> None:
    logged(mina, site, seat)
    address = path(site, seat)
    first, second = shown(mina, address), shown(mina, address)
    row = f"e.{seat}-1"
    old = {f"{row}.quote": SAID, f"{row}.dimension": "scope", f"{row}.polarity": "for"}
    asked = "I asked their lead what it would cost them."
    box = {"form.text": asked, "form.dimension": "leadership"}
    mina.post(address, data={**first, **old, f"{row}.quote": "I chose a bus.", "action": "save"})
    late = mina.post(address, data={**second, **old, **box, "note": "Late.", "action": "log"})
    assert late.status_code == 303
    body, _ = draft(site, seat)
    assert [piece["quote"] for piece in body["evidence"]] == ["I chose a bus.", asked]
    assert body["note"] == "Late."
    assert "collisions" not in body["form"]
    both = {**second, **old, f"{row}.quote": "I chose a queue.", "action": "review"}
    assert mina.post(address, data=both).location == path(site, seat, "/review")
    asks = mina.get(path(site, seat, "/review"))
    assert asks.status_code == 422
    assert "I chose a bus." in asks.text
    assert "I chose a queue." in asks.text
    assert "It was changed in two tabs at once." in asks.text
    press(mina, address, f"settle:{row}.quote there", 9)
    assert draft(site, seat)[0]["evidence"][0]["quote"] == "I chose a queue."


def send(client: FlaskClient, address: str, tab: str, *acts: dict[str, Any]) -> TestResponse:
    numbered = [{"number": n, "at": 2e9, **act} for n, act in enumerate(acts, start=1)]
    return press(client, address, "", 0, tab=tab, acts=json.dumps(numbered))


def typing(field: str, value: str, was: str = "") -> dict[str, Any]:
    return {"field": field, "value": value, "was": was}


def test_what_a_tab_sends_again_is_done_once_and_another_tab_has_its_own_box(
    mina: FlaskClient, site: Site, seat: str
) -> None:
    address = path(site, seat, "/draft")
    one, two = typing("form.text", "one"), typing("form.text", "one two", "one")
    first = send(mina, address, "a", one)
    assert first.json == {"version": 1, "wrong": {}}
    for _ in range(2):
        send(mina, address, "a", one, two)
    send(mina, address, "b", typing("form.text", "else"))
    form = draft(site, seat)[0]["form"]
    assert (form["text"], form["box_of"], form["aside"]) == ("else", "b", {"a": "one two"})
    send(mina, address, "a", one, two)
    refused = send(mina, address, "b", one, {"action": "log"}, {"action": "log"})
    assert refused.json
    assert refused.json["wrong"] == {"form.text": "There is nothing to log yet. Type it first."}
    form = draft(site, seat)[0]["form"]
    assert (form["box_of"], form["aside"]) == ("b", {"a": "one two"})
    assert draft(site, seat)[0]["evidence"][0]["quote"] == "else"


@pytest.mark.parametrize(
    "acts",
    [
        "",
        "{",
        "7",
        "[7]",
        '[{"number": 1}]',
        '[{"number": -1, "at": 1, "action": "log"}]',
        '[{"number": 1, "at": 1e999, "action": "log"}]',
        '[{"number": 1, "at": 1, "action": 1}]',
    ],
)
def test_acts_that_nobody_understands_are_refused_whole(
    mina: FlaskClient, site: Site, seat: str, acts: str
) -> None:
    refused = press(mina, path(site, seat, "/draft"), "", 0, tab="a", acts=acts)
    assert refused.status_code == 422
    assert draft(site, seat)[1] == 0


def test_a_draft_saved_after_its_review_is_reviewed_again(
    mina: FlaskClient, site: Site, seat: str
) -> None:
    logged(mina, site, seat)
    press(mina, path(site, seat), "review", 1, **whole())
    press(mina, path(site, seat), "save", 2, **whole(note="A second thought."))
    early = press(mina, path(site, seat, "/submit"), "", 2)
    assert (early.status_code, early.location) == (303, path(site, seat, "/review"))
    assert "A second thought." in mina.get(early.location).text
    assert press(mina, path(site, seat, "/submit"), "", 4).location == path(site, seat)


def test_a_form_that_was_open_for_a_day_still_saves(
    mina: FlaskClient, site: Site, seat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = token(mina.get("/account"))
    tomorrow = time.time() + 86_400
    monkeypatch.setattr(time, "time", lambda: tomorrow)
    fields = {"csrf_token": key, "version": "0", "action": "save", "note": "Written at length."}
    assert mina.post(path(site, seat), data=fields).status_code == 303
    assert draft(site, seat)[0]["note"] == "Written at length."


def test_passages_of_a_transcript_become_evidence_with_their_minute(
    mina: FlaskClient, site: Site, seat: str
) -> None:
    logged(mina, site, seat)
    heard = (FIXTURES / "transcripts" / "teams-okafor.vtt").read_text("utf-8")
    shown = press(mina, path(site, seat, "/transcript"), "", 0, text=heard)
    assert shown.status_code == 200
    passages = re.findall(r'name="e\.(\d+)\.(quote|minute)" value="([^"]+)"', shown.text)
    sentences = [words for _, name, words in passages if name == "quote"]
    assert CUE.split(". ")[1] in sentences
    taken = {"take": "2", "e__2__quote": CUE, "e__2__minute": "00:15"}
    chosen = {"e__2__dimension": "leadership", "e__2__step": "result"}
    address = path(site, seat, "/transcript/take")
    assert press(mina, address, "", 0, **taken, **chosen).location == path(site, seat)
    pieces = draft(site, seat)[0]["evidence"]
    assert [piece["quote"] for piece in pieces] == [SAID, CUE]
    assert pieces[1] == {
        "id": f"{seat}-2",
        "quote": CUE,
        "dimension": "leadership",
        "step": "result",
        "polarity": "for",
        "minute": 0.25,
    }


def test_a_broken_transcript_is_named_by_its_line_and_kept(
    mina: FlaskClient, site: Site, seat: str
) -> None:
    broken = "WEBVTT\n\n00:00:05.000 --> soon\nI chose the queue."
    answer = press(mina, path(site, seat, "/transcript"), "", 0, text=broken)
    assert answer.status_code == 422
    assert "line 3" in answer.text
    assert "--&gt; soon" in answer.text


def test_a_file_whose_speakers_cannot_be_told_comes_back_as_turns_to_be_named(
    mina: FlaskClient, site: Site, seat: str
) -> None:
    talk = (FIXTURES / "transcripts" / "whisper.tsv").read_bytes()
    file = FileStorage(io.BytesIO(talk), "talk.tsv")
    answer = press(mina, path(site, seat, "/transcript"), "", 0, file=file)
    assert answer.status_code == 422
    assert "no speaker is named" in answer.text
    assert "[00:05] I moved the ledger without a rehearsal" in answer.text


def test_a_word_document_is_taken_as_a_file(mina: FlaskClient, site: Site, seat: str) -> None:
    talk = (FIXTURES / "transcripts" / "teams.docx").read_bytes()
    file = FileStorage(io.BytesIO(talk), "talk.docx")
    shown = press(mina, path(site, seat, "/transcript"), "", 0, file=file)
    assert shown.status_code == 200
    assert "What Tan, Ivo said, answer by answer." in shown.text


def test_coding_takes_a_score_and_gives_back_what_it_cannot_read(
    mina: FlaskClient, site: Site
) -> None:
    wrong = review(mina, path(site, "c1"), score__coding="3.5x", recommendation="yes")
    assert wrong.status_code == 422
    assert 'value="3.5x"' in wrong.text
    off = review(mina, path(site, "c1"), score__coding="4,5", recommendation="yes")
    assert "4.5 is off the scale" in off.text
    right = review(mina, path(site, "c1"), score__coding="3,25", recommendation="yes")
    assert right.status_code == 200
    assert draft(site, "c1")[0]["scores"] == {"coding": 3.25}


def test_a_design_read_needs_no_evidence(mina: FlaskClient, site: Site) -> None:
    read = {"read__system_design": "staff", "recommendation": "yes"}
    assert review(mina, path(site, "s1"), **read).status_code == 200


def test_somebody_elses_form_is_not_there(site: Site, seat: str) -> None:
    okafor = signed_in(site, "okafor@example.org")
    missing = okafor.get("/scorecards/no-such-form")
    for rest in ("", "/review", "/now", "/amend"):
        answer = okafor.get(path(site, seat, rest))
        assert (answer.status_code, answer.text) == (404, missing.text)
    assert press(okafor, path(site, seat, "/draft"), "", 0).status_code == 404


def test_what_one_level_more_would_have_needed_is_asked_at_review_and_submitted(
    mina: FlaskClient, site: Site, seat: str
) -> None:
    logged(mina, site, seat)
    page = html.unescape(review(mina, path(site, seat), **whole()).text)
    assert "What would you need to have heard for Staff?" in page
    wanted = {"next__scope": "Whose plan changed for it, and why they agreed."}
    assert press(mina, path(site, seat, "/submit"), "", 2, **wanted).status_code == 303
    body, _ = draft(site, seat)
    assert body["next_level"] == {"scope": "Whose plan changed for it, and why they agreed."}
    page = html.unescape(mina.get(path(site, seat)).text)
    assert "Scope at Staff would have needed:</strong> Whose plan changed for it" in page


def test_a_line_typed_at_review_is_kept_where_the_draft_was_saved_meanwhile(
    mina: FlaskClient, site: Site, seat: str
) -> None:
    logged(mina, site, seat)
    press(mina, path(site, seat), "review", 1, **whole())
    press(mina, path(site, seat), "save", 2, note="Later.")
    typed = {"next__scope": "Whose plan changed."}
    again = press(mina, path(site, seat, "/submit"), "", 2, **typed)
    assert again.location == path(site, seat, "/review")
    assert 'value="Whose plan changed."' in mina.get(again.location).text
