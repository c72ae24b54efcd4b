"""The packet's page and its PDF: what they are headed, and what the file is called."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from sqlalchemy import update

from committee.store.engine import make_engine, session
from committee.store.tables import Loop

from .conftest import World


def test_only_what_is_decided_is_headed_as_a_decision(world: World) -> None:
    coach, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    now, decided = (coach.get(f"{loop}/{page}").text for page in ("packet", "decisions/1"))
    assert ("As it stands" in now, "Committee decision" in now) == (True, False)
    assert ("As it stands" in decided, "Committee decision" in decided) == (False, True)


@pytest.mark.parametrize(
    ("candidate", "plain"),
    [
        ("R. Okafor", "R. Okafor, committee packet, decision 1.pdf"),
        ("Zoë Ångström", "Zoe Angstrom, committee packet, decision 1.pdf"),
        ("李明", "committee packet, decision 1.pdf"),
        ('a/b"; x="\r\n', "a_b_ x_, committee packet, decision 1.pdf"),
    ],
)
def test_a_pdf_is_named_after_the_candidate_and_the_edition(
    world: World, candidate: str, plain: str
) -> None:
    engine = make_engine(world.url)
    with session(engine) as opened:
        opened.connection().execute(update(Loop).values(candidate_name=candidate))
    engine.dispose()
    path = f"/loops/{world.keys['loop']}/decisions/1.pdf"
    header = world.client("coach").get(path).headers["Content-Disposition"]
    inline, named, whole = header.split("; ")
    assert (inline, named) == ("inline", f'filename="{plain}"')
    told = unquote(whole.removeprefix("filename*=UTF-8''"))
    assert told.endswith(", committee packet, decision 1.pdf")
    assert told.startswith(candidate[:1])


PDFS = (
    "/loops/{loop}/packet.pdf",
    "/loops/{loop}/decisions/1.pdf",
    "/loops/{loop}/decisions/1.pdf?edition=summary",
    "/cohorts/{cohort}/report.pdf",
)


@pytest.mark.parametrize("address", PDFS)
def test_every_pdf_is_kept_and_sent_again_only_if_it_changed(
    world: World, address: str, tmp_path: Path
) -> None:
    path, folder = address.format(**world.keys), tmp_path / "files"
    coach = world.client("coach", world.app(files=folder))
    first = coach.get(path)
    tag = first.headers["ETag"]
    assert (first.status_code, first.mimetype) == (200, "application/pdf")
    assert [kept.read_bytes() for kept in folder.glob("packets/*/*.pdf")] == [first.data]
    assert first.headers["Cache-Control"] == "no-store"
    again = coach.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    changed = coach.get(path, headers={"If-None-Match": '"another"'})
    assert (changed.status_code, changed.data) == (200, first.data)
