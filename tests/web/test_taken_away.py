"""What was made can be put away, deleted and brought back; a seat can be changed and given away."""

import re
from datetime import timedelta
from html import unescape

import pytest
from playwright.sync_api import Browser, expect
from sqlmodel import select

from committee.store import journal, loops, people, scorecards, taken_away
from committee.store.column_types import now
from committee.store.engine import make_engine, session
from committee.store.forgetting import forget
from committee.store.own_data import kept_about
from committee.store.schema import check
from committee.store.tables import Row, TakenAway
from committee.store.tables.loops import Assignment, Loop

from .axe import follow, violations
from .conftest import MINA, World, post
from .sites import served
from .test_changes import fields_of
from .test_decisions import decide

TARIQ = {"name": "Tariq Aziz", "email": "tariq@example.org", "kind": "behavioral"}


def every_page(world: World) -> dict[str, str]:
    """What a coach reads of the loop and its cohort, without what a form hides."""
    coach, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    paths = (f"/cohorts/{world.keys['cohort']}", loop, f"{loop}/packet", f"{loop}/decisions/1")
    coach.get("/cohorts")  # What was said of the last act stands here.
    hidden = re.compile(r'<input[^>]*name="csrf_token"[^>]*>')
    return {path: hidden.sub("", coach.get(path).text) for path in paths}


def bring_back(world: World, name: str) -> str:
    """Press Bring back beside a name on the page of what was deleted."""
    coach = world.client("coach")
    row = coach.get("/deleted").text.split(f">{name}</th>")[1].split("</tr>")[0]
    path = re.search(r'action="([^"]+)"', row)
    assert path
    answer = post(coach, path[1])
    assert answer.status_code == 303
    return answer.location


def test_a_deleted_loop_is_gone_for_everybody_and_comes_back_as_it_was(world: World) -> None:
    coach, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    before = every_page(world)
    asked = unescape(coach.get(f"{loop}/delete").text)
    assert "With it go: 3 interviews, 1 scorecard handed in and 1 decision." in asked
    assert "R. Okafor can’t read the packet any more." in asked
    deleted = post(coach, f"{loop}/delete")
    assert deleted.location == f"/cohorts/{world.keys['cohort']}"
    assert "R. Okafor</a>" not in coach.get(deleted.location).text
    gone = {
        "coach": loop,
        "done": loop,
        "open": f"/scorecards/{world.keys['own']}",
        "candidate": f"/packets/{world.keys['loop']}",
    }
    for who, path in gone.items():
        assert world.client(who).get(path).status_code == 404, who
    assert check(world.url) == []

    post(
        coach,
        f"/cohorts/{world.keys['cohort']}",
        candidate="A. New",
        target="mid",
        policy="averaging",
    )
    assert bring_back(world, "R. Okafor") == loop
    after = every_page(world)
    shown = f"/cohorts/{world.keys['cohort']}"
    assert {**after, shown: ""} == {**before, shown: ""}
    assert "R. Okafor</a>" in after[shown]
    for who, path in gone.items():
        assert world.client(who).get(path).status_code == 200, who
    assert check(world.url) == []
    journal = unescape(coach.get("/journal").text)
    assert "deleted loop" in journal
    assert "brought back loop" in journal


def test_a_deleted_cohort_comes_back_with_its_loops(world: World) -> None:
    coach, cohort = world.client("coach"), f"/cohorts/{world.keys['cohort']}"
    before = every_page(world)
    assert "3 interviews" in coach.get(f"{cohort}/delete").text
    assert post(coach, f"{cohort}/delete").location == "/cohorts"
    assert coach.get(cohort).status_code == 404
    page = coach.get("/deleted").text
    assert "R. Okafor" not in page, "it went with its cohort"
    assert bring_back(world, "Spring") == cohort
    assert every_page(world) == before
    assert coach.get(f"/jobs/{world.keys['made']}").status_code == 200


def test_a_loop_comes_back_only_into_its_cohort(world: World) -> None:
    coach, cohort = world.client("coach"), f"/cohorts/{world.keys['cohort']}"
    post(coach, f"{cohort}/delete")
    answer = post(coach, f"/deleted/{world.keys['deleted']}/bring-back")
    assert (answer.status_code, "Bring that back first" in answer.text) == (409, True)


def test_a_deleted_loop_ends_the_links_that_lead_nowhere_else(world: World) -> None:
    coach, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    post(coach, f"{loop}/seats", name="Osei Badu", email="new@example.org", kind="coding")
    assert world.client("anonymous").get(f"/join/{world.keys['invite']}").status_code == 200
    post(coach, f"{loop}/delete")
    assert world.client("anonymous").get(f"/join/{world.keys['invite']}").status_code == 404


def test_the_journal_names_what_is_deleted_and_keeps_who_owes_there_blind(world: World) -> None:
    coach, loop = world.client("coach"), world.keys["loop"]
    with session(make_engine(world.url)) as opened:
        ruth = people.by_email(opened, "ruth@example.org")
        journal.record(opened, "submitted", None, f"loop:{loop}", "b1")
        assert ruth
        assert not ruth.limited
    post(coach, f"/loops/{loop}/delete")
    page = coach.get("/journal").text
    assert "<td>R. Okafor, deleted</td>" in page
    assert f'href="/loops/{loop}"' not in page
    assert "<td>b1</td>" in page
    assert "<td>b1</td>" not in world.client("coach_open").get("/journal").text


def test_after_thirty_days_it_is_gone_for_good(world: World) -> None:
    post(world.client("coach"), f"/loops/{world.keys['loop']}/delete")
    engine = make_engine(world.url)
    with session(engine) as opened:
        assert taken_away.clear_taken(opened, now() + timedelta(days=29)) == 0
        assert taken_away.clear_taken(opened, now() + timedelta(days=31)) == 2
        assert opened.exec(select(TakenAway)).all() == []
    assert "Nothing: what was deleted" in world.client("coach").get("/deleted").text


def test_what_is_deleted_is_told_to_who_wrote_it_and_forgotten_with_them(world: World) -> None:
    post(world.client("coach"), f"/loops/{world.keys['loop']}/delete")
    with session(make_engine(world.url)) as opened:
        mina, olga = (people.by_email(opened, f"{n}@example.org") for n in ("mina", "stranger"))
        assert mina
        assert olga
        (told,) = kept_about(opened, mina)["deleted"]
        assert [len(told[name]) for name in ("interviews", "draft", "submitted")] == [1, 1, 1]
        assert kept_about(opened, olga)["deleted"] == []
        forget(opened, mina)
        assert [each.name for each in opened.exec(select(TakenAway))] == ["L. Gone"]


@pytest.mark.parametrize("what", ["loop", "cohort"])
def test_what_is_archived_is_out_of_the_way_and_comes_back(world: World, what: str) -> None:
    coach = world.client("coach")
    lists = {"loop": f"/cohorts/{world.keys['cohort']}", "cohort": "/cohorts"}
    path = f"/{what}s/{world.keys[what]}"
    post(coach, f"{path}/archive")
    page = coach.get(lists[what]).text
    assert f'href="{path}"' in page.split("<summary>Archived (1)</summary>")[1]
    assert (
        f'href="{path}">' not in page.split("<summary>Archived (1)</summary>")[0].split("<main")[1]
    )
    assert coach.get(path).status_code == 200
    post(coach, f"{path}/unarchive")
    assert "Archived" not in coach.get(lists[what]).text
    journal = coach.get("/journal").text
    assert f"archived {what}" in journal
    assert f"took from the archive {what}" in journal


def test_who_still_writes_deletes_nothing(world: World) -> None:
    ruth, loop = world.client("coach_open"), f"/loops/{world.keys['loop']}"
    assert post(ruth, f"{loop}/delete").status_code == 404
    assert "Delete…" not in ruth.get(f"{loop}/change").text
    refused = post(ruth, f"/cohorts/{world.keys['cohort']}/delete")
    assert (refused.status_code, "still owe a scorecard" in refused.text) == (422, True)


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [("due_on", "2099-03-12", "March\u00a02099"), ("bar_raiser", "y", "Tariq Aziz, bar raiser")],
)
def test_a_seat_is_changed(world: World, field: str, value: str, shown: str) -> None:
    coach, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    path = f"{loop}/seats/{world.keys['own']}/change"
    before = fields_of(coach, path)
    assert post(coach, path, **{**before, field: value}).status_code == 303
    assert shown in coach.get(loop).text
    assert "changed seat" in coach.get("/journal").text


def test_the_kind_of_a_seat_changes_until_something_is_written(world: World) -> None:
    coach, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    path = f"{loop}/seats/{world.keys['own']}/change"
    refused = post(coach, path, **{**TARIQ, "kind": "coding"})
    assert (refused.status_code, "Something is written in it" in refused.text) == (422, True)
    ruths = f"{loop}/seats/{seat_key(world, 'ruth')}/change"
    given = {"name": "Ruth Aalto", "email": "ruth@example.org", "kind": "coding"}
    assert post(coach, ruths, **given).status_code == 303
    assert "Coding</td>" in coach.get(loop).text


def seat_key(world: World, name: str) -> str:
    with session(make_engine(world.url)) as opened:
        person = people.by_email(opened, f"{name}@example.org")
        assert person
        return loops.assignments_for(opened, person)[0].key


def test_a_seat_is_given_to_somebody_else_and_its_writer_has_their_draft_back(world: World) -> None:
    coach, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    own = f"/scorecards/{world.keys['own']}"
    given = {"name": "Olga Petrova", "email": "stranger@example.org", "kind": "behavioral"}
    assert post(coach, f"{loop}/seats/{world.keys['own']}/change", **given).status_code == 303
    page = coach.get(loop).text
    assert ("Olga Petrova" in page, 'row">Tariq Aziz' in page) == (True, False)
    assert world.client("open").get(own).status_code == 404
    with session(make_engine(world.url)) as opened:
        given_now = loops.assignment_by_key(opened, seat_key(world, "stranger"))
        assert scorecards.draft_of(opened, given_now).body == {}
    post(coach, f"{loop}/seats", **TARIQ)
    assert world.client("open").get(own).status_code == 200
    with session(make_engine(world.url)) as opened:
        body = scorecards.draft_of(opened, loops.assignment_by_key(opened, world.keys["own"])).body
        assert body["form"] == {"capture": "canary-draft-51c0"}


def test_a_seat_that_was_handed_back_is_given_to_somebody_else(world: World) -> None:
    coach, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    seat = f"{loop}/seats/{world.keys['seat']}"
    given = {"name": "Olga Petrova", "email": "stranger@example.org", "kind": "behavioral"}
    refused = post(coach, f"{seat}/change", **given)
    assert (refused.status_code, "hand it back first" in refused.text) == (422, True)
    post(coach, f"{seat}/hand-back", reason="She wasn’t there.")
    assert post(coach, f"{seat}/change", **given).status_code == 303
    assert decide(coach, world.keys["loop"]).status_code == 303
    with session(make_engine(world.url)) as opened:
        held = opened.exec(select(Assignment).where(Assignment.label == "b1")).one()
        assert (held.interviewer.name, scorecards.latest(opened, held)) == ("Olga Petrova", None)


def test_a_removed_seat_is_brought_back_with_what_was_submitted(world: World) -> None:
    coach, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    seat = f"{loop}/seats/{world.keys['seat']}"
    post(coach, f"{seat}/hand-back", reason="She wasn’t there.")
    post(coach, f"{seat}/remove", sure="yes")
    coach.get("/cohorts")
    assert f'<th scope="row">{MINA}' not in coach.get(loop).text
    assert bring_back(world, f"{MINA}’s behavioural") == loop
    assert f'<th scope="row">{MINA}' in coach.get(loop).text
    assert coach.get(seat).status_code == 200, "with all its revisions"


def test_odd_seating_is_asked_once_and_done_when_meant(world: World) -> None:
    coach, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    with session(make_engine(world.url)) as opened:
        olga = people.by_email(opened, "stranger@example.org")
        assert olga
        people.disable(opened, olga)
    path = f"{loop}/seats/{world.keys['own']}/change"
    odd = {"name": "Olga Smith", "email": "stranger@example.org", "kind": "behavioral"}
    asked = post(coach, path, **odd, due_on="2001-01-01")
    page = unescape(asked.text)
    assert asked.status_code == 422
    for question in (
        "The account of Olga Petrova is closed",
        "stranger@example.org is Olga Petrova here, not Olga Smith: Olga Petrova is seated.",
        "The day that it is due on, 1 January 2001, has passed.",
    ):
        assert question in page.replace("\u00a0", " ")
    assert 'value="2001-01-01"' in page
    twice = unescape(post(coach, path, **{**odd, "name": MINA, "email": "mina@example.org"}).text)
    assert "Mina Okonjo has behavioural here already: b1." in twice
    renamed = unescape(post(coach, path, **{**TARIQ, "name": "Tariq Azim"}).text)
    assert "is Tariq Aziz here, not Tariq Azim: that is corrected under People." in renamed
    assert post(coach, path, **odd, sure="y").status_code == 303


def test_a_name_that_is_there_and_a_closed_account_are_asked_about(world: World) -> None:
    coach, cohort = world.client("coach"), f"/cohorts/{world.keys['cohort']}"
    with session(make_engine(world.url)) as opened:
        olga = people.by_email(opened, "stranger@example.org")
        assert olga
        people.disable(opened, olga)
    new = {"candidate": "r.  okafor", "target": "senior", "policy": "senior-loop", "act": "make"}
    line = {"seats-0-kind": "coding", "seats-0-who": "Olga Petrova <stranger@example.org>"}
    asked = unescape(post(coach, cohort, **new, **line).text)
    assert "r. okafor has a loop in this cohort already." in asked
    assert "The account of Olga Petrova is closed" in asked
    assert "Olga Petrova <stranger@example.org>" in asked, "what was typed stands there"
    assert post(coach, cohort, **new, **line, sure="y").status_code == 303


def test_another_reader_is_asked_about_with_who_has_read_it(world: World) -> None:
    coach, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    blind = unescape(
        post(world.client("coach_open"), f"{loop}/candidate", reader="a@example.org").text
    )
    assert "What is released of this loop a@example.org reads at once" in blind
    assert "read it" not in blind, "she isn’t told whether anything is"
    given = {"reader": "stranger@example.org"}
    assert world.client("candidate").get(f"/packets/{world.keys['loop']}").status_code == 200
    asked = post(coach, f"{loop}/candidate", **given)
    assert (asked.status_code, "okafor@example.org has read it," in unescape(asked.text)) == (
        422,
        True,
    )
    assert post(coach, f"{loop}/candidate", **given, sure="y").status_code == 303
    assert world.client("candidate").get(f"/packets/{world.keys['loop']}").status_code == 404
    back = post(coach, f"{loop}/candidate", reader="okafor@example.org")
    assert "stranger@example.org could read it" in unescape(back.text), "she has not read it"


def test_everything_that_hangs_on_a_loop_goes_with_it() -> None:
    hangs = {"loop", "assignment", "snapshot"}
    found = {
        table.name
        for table in Row.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name in hangs
    }
    taken = {str(each.__tablename__) for each in taken_away.rows_of_loop(Loop(id=1))}
    assert found - {"invite"} == taken - {"loop"}, "an invite stays, and leads nowhere"


def test_a_loop_is_deleted_and_brought_back_in_a_browser(chromium: Browser, world: World) -> None:
    with served(world.app()) as address:
        context = chromium.new_context(viewport={"width": 360, "height": 740})
        cookie = world.client("coach").get_cookie("committee")
        assert cookie
        context.add_cookies([{"name": "committee", "url": address, "value": cookie.value}])
        page = context.new_page()
        page.goto(f"{address}/loops/{world.keys['loop']}")
        follow(page.get_by_role("link", name="Change", exact=True))
        follow(page.get_by_role("link", name="Delete…"))
        expect(page.get_by_text("With it go: 3 interviews")).to_be_visible()
        assert violations(page) == []
        follow(page.get_by_role("button", name="Delete"))
        expect(page.get_by_role("status")).to_contain_text("R. Okafor is deleted.")
        page.goto(f"{address}/deleted")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert violations(page) == []
        follow(page.get_by_role("button", name="Bring back R. Okafor"))
        expect(page.get_by_role("heading", level=1)).to_have_text("R. Okafor")
        context.close()
