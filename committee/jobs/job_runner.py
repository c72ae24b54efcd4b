"""What a job does: print every packet it names, then put them together."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from committee.domain.decision import Verdict
from committee.errors import CommitteeError, NotFoundError, StoreError
from committee.files.atomic_write import write_whole
from committee.files.frozen_policy import frozen_policy
from committee.present.voice.words import verdict_words
from committee.store import decisions, job_rows
from committee.store.engine import Engine, Session, session
from committee.store.tables import Cohort, Job, Loop, Person, Snapshot

from .bundles import BoundPart, bound, zipped
from .print_cache import not_kept
from .print_order import Order
from .printer_pool import Press, StoppedError

ZIP, BOUND = KINDS = ("zip", "bound")
SUFFIX = {ZIP: ".zip", BOUND: ".pdf"}


@dataclass(frozen=True)
class Office:
    """Where jobs are done: a database, and a folder that keeps what was made."""

    engine: Engine
    folder: Path
    printers: int = 0

    def product(self, job: Job) -> Path:
        """Where what a job makes is kept."""
        return self.folder / "jobs" / f"{job.key}{SUFFIX[job.kind]}"


@dataclass(frozen=True)
class Work:
    """Packets to be printed and put together, in order; `kind` is one of `KINDS`."""

    kind: str
    title: str
    edition: str
    paper: str
    chosen: list[tuple[Loop, Snapshot]]

    def printing(self, press: Press) -> Iterator[int]:
        """Print what isn't kept yet; yields how many are there, one by one."""
        return (done for done, _ in enumerate(press.print_all(self.orders), start=1))

    def together(self, folder: Path) -> bytes:
        """The packets in one file, when all of them are printed."""
        parts = [
            BoundPart(loop.candidate_name, _words(snapshot), order.place_in(folder))
            for (loop, snapshot), order in zip(self.chosen, self.orders, strict=True)
        ]
        return zipped(parts) if self.kind == ZIP else bound(parts, self.title, self.paper)

    @property
    def orders(self) -> list[Order]:
        """An order for each packet."""
        return [Order(each.body, self.edition, self.paper) for _, each in self.chosen]


def ask_for(opened: Session, work: Work, cohort: Cohort, by: Person) -> Job:
    """Ask for some work in the background; what is decided later isn't in it."""
    request = {
        "title": work.title,
        "edition": work.edition,
        "paper": work.paper,
        "snapshots": [snapshot.key for _, snapshot in work.chosen],
    }
    return job_rows.ask(opened, work.kind, cohort, by, request, total=len(work.chosen) + 1)


def work_asked(opened: Session, job: Job) -> Work:
    """The work that a job is to do."""
    wanted = dict(job.request)
    chosen = decisions.chosen(opened, wanted.pop("snapshots"))
    return Work(kind=job.kind, chosen=chosen, **wanted)


def work_on(office: Office, key: str) -> None:
    """Do a job that waits; what an earlier try has printed isn't printed again."""
    with session(office.engine) as opened:
        job = job_rows.claim(opened, key)
        try:
            work = work_asked(opened, job) if job else None
        except NotFoundError as error:  # A loop of it was deleted while it waited.
            work = None
            if job:
                job_rows.fail(opened, job, str(error))
    if job is None or work is None:
        return
    hold = Hold(office.engine, job)
    try:
        with Press(office.folder, office.printers) as press:
            if not all(hold.beat(done) for done in work.printing(press)):
                return
        write_whole(office.product(job), work.together(office.folder))
        hold.finish()
    except StoppedError:
        return  # This worker is being ended; the next one goes on with what is printed.
    except StoreError:
        raise  # Nothing is wrong with the job: it goes on when the database is back.
    except CommitteeError as error:
        hold.fail(str(error))
    except OSError as error:
        hold.fail(str(not_kept(error)))


class Hold:
    """A job that is ours until somebody cancels it or takes it over."""

    def __init__(self, engine: Engine, job: Job) -> None:
        self.engine, self.job = engine, job

    def beat(self, done: int) -> bool:
        """Say how far it is; False if it isn't ours any more."""
        with session(self.engine) as opened:
            held = job_rows.beat(opened, self.job, done)
        self.job = held or self.job
        return held is not None

    def finish(self) -> None:
        """Say that it is done."""
        with session(self.engine) as opened:
            job_rows.finish(opened, self.job)

    def fail(self, error: str) -> None:
        """Say why it can't be done."""
        with session(self.engine) as opened:
            job_rows.fail(opened, self.job, error)


def _words(snapshot: Snapshot) -> str:
    policy = frozen_policy(snapshot.body, f"decision {snapshot.number}")
    return verdict_words(Verdict(snapshot.verdict), snapshot.level, policy)
