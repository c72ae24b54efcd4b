"""Loops from elsewhere: all of them come in, or none."""

import re
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from .column_types import now
from .exporting import Data
from .loop_document import FROM_FORM
from .loops import assign, create_cohort, share_bank
from .people import by_email, create_person
from .row_helpers import add, number_of
from .scorecards import hand_back, submit
from .stories import bank, save_story
from .tables import Cohort, Loop, Person, Snapshot

NOWHERE = "imported.invalid"
"""The domain of addresses made up for people who came without one; no mail can reach it."""


@dataclass
class Arrival:
    """What an import brought, or would bring: new rows by what they are."""

    cohorts: int = 0
    people: int = 0
    loops: int = 0
    scorecards: int = 0
    evidence: int = 0
    decisions: int = 0
    known: dict[str, Person] = field(default_factory=dict, repr=False)

    @property
    def counts(self) -> dict[str, int]:
        """How many of each came in that weren't here."""
        return {name: n for name, n in vars(self).items() if name != "known"}


def bring_in(session: Session, loops: list[Data]) -> Arrival:
    """Add checked loops; ConflictError if one is here already, and then nothing may be kept.

    People are told apart by their address, and without one by their name. Nobody who comes in
    this way can sign in before a coach invites them.
    """
    arrival = Arrival()
    for data in loops:
        _bring_loop(session, data, arrival)
    return arrival


def _bring_loop(session: Session, data: Data, arrival: Arrival) -> None:
    head = data["loop"]
    cohort = _cohort(session, data, arrival)
    told = [story for story in data.get("story", ()) if story != _bare(story)]
    email = data.get("candidate_email")
    candidate = _person(session, head["candidate"], email, arrival) if email or told else None
    loop = Loop(
        key=data["id"],
        cohort_id=number_of(cohort),
        candidate_name=head["candidate"],
        candidate_id=number_of(candidate) if candidate else None,
        target=head["target"],
        policy=data["policy"],
        role=head.get("role"),
        held_on=head.get("held_on"),
    )
    here = f"the loop “{data['id']}” ({head['candidate']}) is here already."
    loop = add(session, loop, here, "Take it out of the file; nothing was imported.")
    arrival.loops += 1
    if candidate:
        _bring_stories(session, candidate, data.get("story", ()))
    for entry in data.get("interview", ()):
        _bring_interview(session, loop, entry, arrival)
    for decision in data.get("decision", ()):
        _bring_decision(session, loop, decision, arrival)
    if data.get("bank_shared"):
        share_bank(session, loop)


def _cohort(session: Session, data: Data, arrival: Arrival) -> Cohort:
    key = data.get("cohort_id")
    same = Cohort.key == key if key else Cohort.name == data["cohort"]
    found = session.exec(select(Cohort).where(same).order_by(col(Cohort.id))).first()
    if found:
        return found
    arrival.cohorts += 1
    if not key:
        return create_cohort(session, data["cohort"])
    return add(session, Cohort(key=key, name=data["cohort"]), "the cohort is here already.")


def _person(session: Session, name: str, email: str | None, arrival: Arrival) -> Person:
    address = email or _address(name)
    if address not in arrival.known:
        found = by_email(session, address)
        arrival.people += found is None
        arrival.known[address] = found or create_person(session, address, name)
    return arrival.known[address]


def _address(name: str) -> str:
    """An address for somebody who came without one: the same for the same name."""
    plain = re.sub(r"[^\w-]+", ".", name.casefold())[:100]
    return f"{plain}@{NOWHERE}"


def _bring_stories(session: Session, candidate: Person, stories: list[Data]) -> None:
    known = {story.key for story in bank(session, candidate)}
    for story in stories:
        if story["id"] not in known:
            save_story(session, candidate, story["id"], story)


def _bring_interview(session: Session, loop: Loop, entry: Data, arrival: Arrival) -> None:
    email = entry.get("interviewer_email")
    interviewer = _person(session, entry["interviewer"], email, arrival)
    seat = assign(
        session,
        loop,
        interviewer,
        entry["kind"],
        label=entry["id"],
        bar_raiser=entry.get("bar_raiser", False),
    )
    handed_back = entry.get("handed_back")
    if handed_back or entry.get("submitted", True):
        body = {name: entry[name] for name in FROM_FORM if name in entry}
        sent = submit(session, seat, body, 0, interviewer)
        sent.submitted_after_seeing = entry.get("submitted_after_seeing")
        sent.changed_after_seeing = entry.get("changed_after_seeing")
        arrival.scorecards += 1
        arrival.evidence += len(body.get("evidence", ()))
    if handed_back:
        hand_back(session, seat, handed_back)


def _bring_decision(session: Session, loop: Loop, decision: Data, arrival: Arrival) -> None:
    name, email = decision.get("decided_by"), decision.get("decided_by_email")
    decider = _person(session, name, email, arrival) if name else None
    same = ("number", "policy", "verdict", "sha256")
    snapshot = Snapshot(
        loop_id=number_of(loop),
        body=decision["snapshot"],
        level=decision.get("level"),
        decided_by=number_of(decider) if decider else None,
        decided_at=decision.get("decided_at") or now(),
        **{name: decision[name] for name in same},
    )
    add(session, snapshot, "this decision is here already.")
    arrival.decisions += 1


def _bare(story: Data) -> Data:
    return {"id": story["id"], "title": story["id"]}
