"""Decided packets, frozen; and what of them the candidate may read."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from committee.errors import ConflictError, NotFoundError

from .column_types import now
from .loops import LOOK_AGAIN, touch
from .row_helpers import add, number_of, only
from .tables import Cohort, Loop, Person, Release, Snapshot


def freeze(
    session: Session,
    loop: Loop,
    version: int,
    *,
    body: str,
    policy: str,
    verdict: str,
    level: str | None,
    by: Person,
    note: str | None = None,
) -> Snapshot:
    """Keep a decided packet for good; `body` is its canonical JSON, `note` the decider's.

    `version` is the loop's as the decider saw it: ConflictError if anything changed since, so
    that of two deciders at once one decides.
    """
    touch(session, loop, version)
    before = snapshots(session, loop)
    snapshot = Snapshot(
        loop_id=number_of(loop),
        number=max((each.number for each in before), default=0) + 1,
        body=body,
        sha256=sha256(body.encode()).hexdigest(),
        policy=policy,
        verdict=verdict,
        level=level,
        decided_by=number_of(by),
        note=note or None,
    )
    return add(session, snapshot, "somebody else decided this loop at once.", LOOK_AGAIN)


def snapshots(session: Session, loop: Loop) -> list[Snapshot]:
    """The decisions of a loop, the first first."""
    of = select(Snapshot).where(Snapshot.loop_id == loop.id)
    return list(session.exec(of.order_by(col(Snapshot.number))))


def release(
    session: Session, loop: Loop, snapshot: Snapshot, by: Person, note: str | None = None
) -> Release:
    """Let the candidate read a snapshot, in place of whichever they could read before.

    `note` is what the coach says on top of it.
    """
    only(session, Snapshot, Snapshot.id == snapshot.id, Snapshot.loop_id == loop.id)
    touch(session, loop)
    standing = released(session, loop)
    if standing and standing.id == snapshot.id:
        raise ConflictError("this packet is released already.", remedy=LOOK_AGAIN)
    _withdraw(session, loop, by)
    row = Release(
        loop_id=number_of(loop),
        snapshot_id=number_of(snapshot),
        released_by=number_of(by),
        note=note or None,
    )
    return add(session, row, "somebody else released a packet at once.", LOOK_AGAIN)


def withdraw(session: Session, loop: Loop, by: Person) -> None:
    """Take back what the candidate may read; ConflictError if that is nothing."""
    touch(session, loop)
    if _withdraw(session, loop, by) == 0:
        raise ConflictError("no packet of this loop is released.", remedy=LOOK_AGAIN)


def released(session: Session, loop: Loop) -> Snapshot | None:
    """The snapshot that the candidate may read now."""
    found = release_of(session, loop)
    return found.snapshot if found else None


def mark_read(session: Session, release: int) -> None:
    """Write down that the candidate has opened what was released to them, the first time."""
    first = update(Release).where(col(Release.id) == release, col(Release.read_at).is_(None))
    session.connection().execute(first.values(read_at=now()))


def released_before(session: Session, release: Release) -> Release | None:
    """What the candidate of a release could read before it, of another decision, if anything."""
    earlier = select(Release).where(
        Release.loop_id == release.loop_id,
        col(Release.id) < release.id,
        Release.snapshot_id != release.snapshot_id,
    )
    return session.exec(earlier.order_by(col(Release.id).desc()).limit(1)).first()


def last_release(session: Session, loop: Loop) -> Release | None:
    """What the candidate of a loop may read, or could read last."""
    all_ = select(Release).where(Release.loop_id == loop.id).order_by(col(Release.id).desc())
    return session.exec(all_.limit(1)).first()


def release_of(session: Session, loop: Loop) -> Release | None:
    """The release that stands: since when the candidate may read which snapshot."""
    standing = select(Release).where(
        Release.loop_id == loop.id, col(Release.withdrawn_at).is_(None)
    )
    return session.exec(standing).one_or_none()


def _withdraw(session: Session, loop: Loop, by: Person) -> int:
    standing = (
        update(Release)
        .where(col(Release.loop_id) == number_of(loop), col(Release.withdrawn_at).is_(None))
        .values(withdrawn_by=number_of(by), withdrawn_at=now())
    )
    return session.connection().execute(standing).rowcount


def standing_of(session: Session, many: Iterable[Loop]) -> dict[int, Snapshot]:
    """The decision that counts, by the number of its loop: what is released, else the newest."""
    numbers = {number_of(loop) for loop in many}
    made = select(Snapshot).where(col(Snapshot.loop_id).in_(numbers)).order_by(col(Snapshot.number))
    out = select(Release.snapshot_id).where(
        col(Release.loop_id).in_(numbers), col(Release.withdrawn_at).is_(None)
    )
    released = set(session.exec(out))
    found = sorted(session.exec(made), key=lambda snapshot: snapshot.id in released)
    return {snapshot.loop_id: snapshot for snapshot in found}


def standing_in(session: Session, cohort: Cohort) -> list[tuple[Loop, Snapshot]]:
    """The newest decision of each loop of a cohort that has one, in the order of the loops."""
    of = select(Loop, Snapshot).where(Loop.cohort_id == cohort.id, Snapshot.loop_id == Loop.id)
    rows = session.exec(of.order_by(col(Loop.id), col(Snapshot.number)))
    newest = {loop.key: (loop, snapshot) for loop, snapshot in rows}
    return list(newest.values())


def released_in(session: Session, cohort: Cohort) -> list[tuple[Loop, Snapshot]]:
    """The decision of each loop of a cohort that its candidate may read, in order of the loops."""
    of = select(Loop, Snapshot).where(
        Loop.cohort_id == cohort.id,
        Release.loop_id == Loop.id,
        Release.snapshot_id == Snapshot.id,
        col(Release.withdrawn_at).is_(None),
    )
    return list(session.exec(of.order_by(col(Loop.id))))


def chosen(session: Session, keys: Sequence[str]) -> list[tuple[Loop, Snapshot]]:
    """Snapshots by their public ids, in that order, each with its loop; NotFoundError."""
    of = select(Loop, Snapshot).where(Snapshot.loop_id == Loop.id, col(Snapshot.key).in_(keys))
    found = {snapshot.key: (loop, snapshot) for loop, snapshot in session.exec(of)}
    if lacking := [key for key in keys if key not in found]:
        raise NotFoundError(f"{len(lacking)} of these decisions are not there any more.")
    return [found[key] for key in keys]


def all_released(session: Session, keys: Sequence[str]) -> bool:
    """Whether the candidates may read every one of these snapshots now."""
    out = select(func.count()).where(
        col(Snapshot.key).in_(keys),
        Release.snapshot_id == Snapshot.id,
        col(Release.withdrawn_at).is_(None),
    )
    return session.exec(out).one() == len(set(keys))


def all_kept(session: Session, keys: Sequence[str]) -> bool:
    """Whether every one of these snapshots is still there."""
    kept = select(func.count()).where(col(Snapshot.key).in_(keys))
    return session.exec(kept).one() == len(set(keys))


def loops_of(session: Session, keys: Sequence[str]) -> list[Loop]:
    """The loops that snapshots decide, without reading the snapshots themselves."""
    of = select(Loop).where(Snapshot.loop_id == Loop.id, col(Snapshot.key).in_(keys)).distinct()
    return list(session.exec(of))
