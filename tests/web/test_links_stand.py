"""Links stand with the seat until they are used, and the database alone opens none of them."""

import re
from datetime import date, timedelta
from pathlib import Path

from sqlmodel import select

from committee.store.engine import make_engine, session
from committee.store.tables.people import Invite

from .conftest import World, post
from .test_accounts import NEW
from .test_links import YAW, link_in, said

DUE = date.today() + timedelta(days=30)


def invites_in(world: World) -> list[Invite]:
    engine = make_engine(world.url)
    with session(engine) as s:
        found = list(s.exec(select(Invite).order_by(Invite.id)))  # type: ignore[arg-type]
    engine.dispose()
    return found


def test_a_link_stands_with_its_seat_until_it_is_used(world: World) -> None:
    app = world.app()
    coach, loop = world.client("coach", app), f"/loops/{world.keys['loop']}"
    link = link_in(said(coach, f"{loop}/seats", **YAW))
    page = coach.get(loop).text
    assert link_in(page) == link
    letter = re.search(r'href="(mailto:yaw%40example.org[^"]+)"', page)
    assert letter
    assert link.split("/")[-1] in letter[1]
    assert "Coding%20interview%20of%20R.%20Okafor" in letter[1]
    assert post(app.test_client(), link, new=NEW, again=NEW).status_code == 303
    assert "/join/" not in coach.get(loop).text


def test_all_links_of_a_panel_are_one_text(world: World) -> None:
    coach, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    said(coach, f"{loop}/seats", **YAW)
    page = said(coach, f"{loop}/seats", name="Ivy", email="ivy@example.org", kind="coding")
    (text,) = re.findall(r'<textarea id="all-links"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    links = re.findall(r"/join/\w+", text)
    assert len(set(links)) == 2
    assert all(link in page.replace(text, "") for link in links)


def test_the_database_alone_opens_no_invite(world: World) -> None:
    coach, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    token = link_in(said(coach, f"{loop}/seats", **YAW)).split("/")[-1]
    files = [path.read_bytes() for path in Path(world.path).parent.glob(f"{world.path.name}*")]
    assert not any(token.encode() in held for held in files)
    elsewhere = world.client("coach", world.app(secret_key="another secret of forty letters or so"))
    page = elsewhere.get(loop).text
    assert "/join/" not in page
    assert "can’t be shown again" in page


def test_of_a_link_that_was_used_or_ended_nothing_is_kept_to_open(world: World) -> None:
    app = world.app()
    coach, loop = world.client("coach", app), f"/loops/{world.keys['loop']}"
    lost = said(coach, f"{loop}/seats", **YAW)
    renew = re.findall(rf'action="({loop}/seats/[^/"]+/link)"', lost)[-1]
    used = link_in(said(coach, renew))
    assert post(app.test_client(), used, new=NEW, again=NEW).status_code == 303
    assert [each.sealed for each in invites_in(world)[-2:]] == [None, None]


def test_a_link_lives_as_long_as_an_interview_is_due(world: World) -> None:
    coach, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    said(coach, f"{loop}/seats", **YAW)
    soon = invites_in(world)[-1]
    assert (soon.expires_at.date() - date.today()).days in (6, 7)
    said(coach, f"{loop}/seats", **{**YAW, "kind": "behavioral"}, due_on=str(DUE))
    (same,) = [each for each in invites_in(world) if each.id == soon.id]
    assert (same.expires_at.date() - DUE).days in (6, 7)
    said(coach, f"{loop}/seats", name="Ivy", email="ivy@example.org", kind="coding",
         due_on=str(DUE + timedelta(days=4000)))  # fmt: skip
    assert (invites_in(world)[-1].expires_at.date() - date.today()).days in (89, 90)


def test_no_link_breaks_at_a_hyphen(world: World) -> None:
    page = said(world.client("coach"), f"/loops/{world.keys['loop']}/seats", **YAW)
    assert re.search(r"/join/[0-9a-f]{64}\"", page)
