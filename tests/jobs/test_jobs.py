"""All packets of a cohort: printed once, put together, cancelled, failed, taken over."""

import io
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from pypdf import PdfReader

from committee.cli import main
from committee.errors import ConflictError
from committee.jobs import printer_pool
from committee.jobs.bundles import file_name
from committee.jobs.job_runner import BOUND, ZIP, Hold, work_on
from committee.jobs.printer_pool import Press
from committee.store import decisions, job_rows
from committee.store.engine import session

from .conftest import COHORT, SIZE, Decided


def kept(decided: Decided) -> list[Path]:
    return sorted(decided.office.folder.glob("packets/*/*.pdf"))


def test_a_zip_holds_every_packet_once_in_order(decided: Decided) -> None:
    key = decided.ask(ZIP)
    work_on(decided.office, key)
    job = decided.job(key)
    assert (job.state, job.done, job.total, job.error) == ("done", SIZE + 1, SIZE + 1, None)
    work = decided.work(ZIP)
    with ZipFile(decided.office.product(job)) as archive:
        assert archive.namelist() == [
            f"{n} {file_name(loop.candidate_name)}.pdf"
            for n, (loop, _) in enumerate(work.chosen, start=1)
        ]
        for name, order in zip(archive.namelist(), work.orders, strict=True):
            assert archive.read(name) == order.printed()


def test_a_bound_pdf_leads_to_every_packet(decided: Decided) -> None:
    key = decided.ask(BOUND)
    work_on(decided.office, key)
    work = decided.work(BOUND)
    path = decided.office.product(decided.job(key))
    reader = PdfReader(path)
    names = [loop.candidate_name for loop, _ in work.chosen]
    contents = reader.pages[0].extract_text()
    starts = []
    with pikepdf.open(path) as bound:
        numbers = {page.obj.objgen: n for n, page in enumerate(bound.pages)}
        links = [link.Dest[0].objgen for link in bound.pages[0].obj.Annots]
        starts = [numbers[link] for link in links]
        with bound.open_outline() as outline:
            marked = [item.title.partition(":")[0] for item in outline.root]
    assert marked == ["Spring", *names]
    for name, start in zip(names, starts, strict=True):
        assert name in contents
        assert name in reader.pages[start].extract_text()
    assert starts == sorted(set(starts))


def test_links_inside_a_packet_still_lead_into_it(decided: Decided) -> None:
    work = decided.work(BOUND, size=2, edition="committee")
    with Press(decided.office.folder, 2) as printing:
        assert list(work.printing(printing)) == [1, 2]
    reader = PdfReader(io.BytesIO(work.together(decided.office.folder)))
    named = reader.named_destinations
    used = [
        str(link.get_object()["/A"]["/D"] if "/A" in link.get_object() else "")
        for page in reader.pages[1:]
        for link in page.get("/Annots", [])
        if "/D" in link.get_object().get("/A", {})
    ] + [
        str(link.get_object()["/Dest"])
        for page in reader.pages[1:]
        for link in page.get("/Annots", [])
        if isinstance(link.get_object().get("/Dest"), str)
    ]
    assert len(used) > 10
    assert set(used) <= set(named)


def test_the_same_packets_give_the_same_bytes_and_are_printed_once(decided: Decided) -> None:
    made = []
    for _ in range(2):
        key = decided.ask(BOUND, size=2)
        work_on(decided.office, key)
        made.append(decided.office.product(decided.job(key)).read_bytes())
    assert made[0] == made[1]
    assert len(kept(decided)) == 2


def test_a_job_cancelled_at_work_stops_and_makes_nothing(decided: Decided) -> None:
    key = decided.ask(ZIP)
    with session(decided.office.engine) as opened:
        job = job_rows.claim(opened, key)
    assert job is not None
    hold = Hold(decided.office.engine, job)
    assert hold.beat(1)
    with session(decided.office.engine) as opened:
        job_rows.cancel(opened, job_rows.job_by_key(opened, key))
    assert not hold.beat(2)
    hold.finish()
    work_on(decided.office, key)
    cancelled = decided.job(key)
    assert (cancelled.state, cancelled.done) == ("cancelled", 1)
    assert not decided.office.product(cancelled).exists()
    with pytest.raises(ConflictError), session(decided.office.engine) as opened:
        job_rows.cancel(opened, job_rows.job_by_key(opened, key))


def test_a_worker_thought_dead_cannot_go_on(decided: Decided) -> None:
    key = decided.ask(ZIP, size=1)
    with session(decided.office.engine) as opened:
        first = job_rows.claim(opened, key)
    with session(decided.office.engine) as opened:
        assert job_rows.claim(opened, key) is None
        assert job_rows.resume(opened) == [key]
        second = job_rows.claim(opened, key)
    assert first is not None
    assert second is not None
    late, new = Hold(decided.office.engine, first), Hold(decided.office.engine, second)
    assert not late.beat(1)
    late.fail("came back")
    assert new.beat(1)
    new.finish()
    assert (decided.job(key).state, decided.job(key).error) == ("done", None)


@pytest.fixture
def hurried() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(printer_pool, "LONGEST", 0.01)
        yield


def test_a_packet_that_takes_too_long_ends_the_job_and_says_so(
    decided: Decided, hurried: None
) -> None:
    key = decided.ask(ZIP, size=1)
    work_on(decided.office, key)
    failed = decided.job(key)
    assert failed.state == "failed"
    assert "could not be printed within" in str(failed.error)


def test_only_the_newest_decision_of_a_loop_is_in_it(decided: Decided) -> None:
    with session(decided.office.engine) as opened:
        loop, before = decisions.standing_in(opened, decided.cohort)[0]
        decisions.freeze(
            opened,
            loop,
            loop.version,
            body=before.body,
            policy=before.policy,
            verdict=before.verdict,
            level=before.level,
            by=decided.coach,
        )
        standing = decisions.standing_in(opened, decided.cohort)
    assert [snapshot.number for _, snapshot in standing] == [2] + [1] * (COHORT - 1)


def test_the_command_prints_a_cohort(
    decided: Decided, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMITTEE_DATABASE_URL", decided.url)
    monkeypatch.setenv("COMMITTEE_FILES", str(tmp_path / "files"))
    with pytest.raises(SystemExit) as ended:
        main(["packets", decided.cohort.key, "-o", str(tmp_path / "all.pdf"), "--edition=summary"])
    assert ended.value.code == 0
    assert len(PdfReader(tmp_path / "all.pdf").pages) == COHORT + 1
