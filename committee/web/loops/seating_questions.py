"""What a coach is asked before somebody is seated: odd, and perhaps meant so."""

from collections.abc import Iterable
from datetime import date

from wtforms import BooleanField

from committee.domain.access import May
from committee.domain.read_others_first import same_name
from committee.present.voice.dates import day, moment
from committee.present.voice.words import KINDS
from committee.store import decisions, loops, people
from committee.store.tables.loops import Assignment, Cohort, Loop
from committee.store.tables.people import Person
from committee.web.accounts.signed_in import allowed, me
from committee.web.frame.forms import Form
from committee.web.frame.transactions import db

OWN_ADDRESS = (
    "This is your own address: as its candidate you would be locked out of this loop. Give the"
    " candidate’s."
)
ON_PANEL = "This address sits on the panel: the candidate can’t. Give the candidate’s."


class AskingForm(Form):
    """A form that comes back once with questions; `sure` is ticked to go on all the same."""

    questions: tuple[str, ...] = ()
    sure = BooleanField("I have seen this: do it all the same")

    def asks(self, questions: tuple[str, ...]) -> bool:
        """Whether something is still to be asked; the questions are kept for the page."""
        self.questions = questions
        return bool(questions) and not self.sure.data


def questions_about(
    loop: Loop,
    email: str,
    name: str,
    kind: str,
    due_on: date | None,
    seat: Assignment | None = None,
) -> tuple[str, ...]:
    """What is odd about seating somebody; `seat` is the one that is changed, if it is there."""
    known = people.by_email(db(), email)
    stays = known is not None and seat is not None and seat.interviewer_id == known.id
    asked = []
    if known:
        asked += _about_person(known, name, stays)
    if known and not (stays and seat is not None and seat.kind == kind):
        held = [each for each in loops.assignments_of(db(), loop) if each != seat]
        same = [s.label for s in held if s.interviewer_id == known.id and s.kind == kind]
        if same:
            has = f"{known.name} has {KINDS[kind].casefold()} here already: {same[0]}."
            asked.append(has)
    if due_on and due_on < date.today() and not (seat and seat.due_on == due_on):
        asked.append(f"The day that it is due on, {day(due_on)}, has passed.")
    return tuple(asked)


def questions_about_panel(
    who: Iterable[tuple[str, str]], group: Cohort | None = None, names: Iterable[str] = ()
) -> tuple[str, ...]:
    """What is odd about seating many at once, by address and name, in loops of these names."""
    asked = []
    for email, name in dict.fromkeys(who):
        known = people.by_email(db(), email)
        asked += _about_person(known, name, stays=False) if known else []
    there = loops.loops_in(db(), group) if group else []
    for name in names:
        if any(same_name(each.candidate_name, name) for each in there):
            asked.append(f"{name} has a loop in this cohort already.")
    return tuple(asked)


def _about_person(known: Person, name: str, stays: bool) -> list[str]:
    asked = []
    if known.disabled_at and not stays:
        asked.append(f"The account of {known.name} is closed: nobody can sign in with it.")
    if name and not same_name(known.name, name):
        what = "that is corrected under People." if stays else f"{known.name} is seated."
        asked.append(f"{known.email} is {known.name} here, not {name}: {what}")
    return asked


def fault_of_reader(loop: Loop, known: Person) -> str:
    """Why somebody can't be a loop's candidate; empty if they can."""
    if known.id == me().id:
        return OWN_ADDRESS
    panel = {seat.interviewer_id for seat in loops.assignments_of(db(), loop)}
    return ON_PANEL if known.id in panel else ""


def questions_about_reader(loop: Loop, email: str) -> tuple[str, ...]:
    """What is to be known before a packet gets another reader.

    Whether anything is released is told to who may read the loop, and to nobody else.
    """
    before = people.by_id(db(), loop.candidate_id) if loop.candidate_id else None
    if before is None or before.email == email.casefold():
        return ()
    release = decisions.release_of(db(), loop) if May.READ in allowed(loop) else None
    asked = [f"What is released of this loop {email} reads at once, and {before.email} no longer."]
    if release and release.read_at:
        asked.append(f"{before.email} has read it, {moment(release.read_at)}.")
    elif release:
        asked.append(f"{before.email} could read it since {moment(release.released_at)}.")
    return tuple(asked)
