"""The one place that judges: which trap an answer may have walked into, and what to ask next.

A hint is a question to a person, never a verdict: only a confirmed trap touches a decision.
The thresholds are chosen so that a hint is right nine times out of ten on a development set
of labelled answers; `scripts/hints` prints what they reach on answers held out from it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .answer import AnswerSignals
from .findings import Finding, ordered

FEW_SHARED = 2
"""Actions of "we", or that are nobody's, make a hint if none is the speaker's own; one of each
doesn't."""
TOGETHER = 3
"""With so many acts of "we", that nobody was heard to move may be because it was done together."""
MANY_SHARED, OWN_SHARE = 4, 0.25
"""With that many, own actions must reach this share unless one is a decision."""
LONG_SETUP, SETUP_SHARE = 140, 0.4
"""Words (about a minute) and share of the answer that set-up may take."""
LONG_ANSWER, ITS_SETUP = 200, 115
"""Words of an answer long enough to bear less, and what set-up it may have then."""
SHORT_ANSWER = 180
"""Words of an answer whose set-up is none if an act of theirs stands in its first half."""
LATE_SETUP, NEARLY_ALL = 100, 0.8
"""Words and share from which a point that does come has come as the answer ends."""
LONG_SETUP_SECONDS = 60.0
DIGRESSIONS = 4
DECISIVE = 3
"""Denials that a virtue, or having been right all along, is worth."""
DENIALS = 2
"""So many make a virtue of a weakness that isn't praised in so many words."""
VIRTUES = 2
"""So many different words of praise do where a weakness is told in general."""
CHANGED = 2
"""What a changed habit is worth: as much as a part of their own, however many there are."""
MEANS, MANY_DETAILS = 3, 5
"""From here on it is told how others were moved: acts count twice what details do, which have to
be many where there is no act."""
GENERAL = 2.0
"""A story this general, or more so, is given no credit for what it may have left out."""
PARTICULAR = 9.0
"""From here on, what wasn't heard in a story was told in words that aren't known."""
ENOUGH_WORDS = 15
"""Below this, an answer is a fragment, and what it merely lacks says nothing."""
FEW_SENTENCES = 40
"""Words below which how others were moved may be left out."""
FEW_WORDS = 10
"""From here on, an answer in which "I" is never a subject has told us whose it is."""
INTERVIEW_WORDS, INTERVIEW_ANSWERS = 300, 3


@dataclass(frozen=True, slots=True)
class Hint:
    """A trap to look at: why, the words that gave rise to it, and the next question to ask."""

    trap: str
    reason: str
    words: tuple[Finding, ...]
    ask: str


def hints_for(answer: AnswerSignals) -> tuple[Hint, ...]:
    """The trap hints of one answer. `safe-story` needs the story bank: see `safe_story`.

    Where their part in a failure, or in moving others, is missed, a few acts of "we" say the same
    and aren't hinted at as well; where leadership is all that is asked for, acts of "we" alone
    leave nothing to be said of influence.
    """
    shared = _we(answer)
    influence = None if shared and answer.asks_leading else _no_influence(answer)
    failure = _no_real_failure(answer)
    if (failure or influence) and shared and len(shared.words) < MANY_SHARED:
        shared = None
    judged = (shared, _verbosity(answer), failure, influence)
    return tuple(hint for hint in judged if hint is not None)


def interview_hints(answers: Sequence[AnswerSignals]) -> tuple[Hint, ...]:
    """What only the whole interview shows: nobody was moved in any of its answers."""
    enough = len(answers) >= INTERVIEW_ANSWERS and sum(a.words for a in answers) >= INTERVIEW_WORDS
    if not enough or any(a.influence.moved for a in answers):
        return ()
    reason = f"In {len(answers)} answers nobody who did not report to them was moved."
    return (Hint("no-influence", reason, (), "Whose mind did you change, and how?"),)


def _we(answer: AnswerSignals) -> Hint | None:
    subjects = answer.subjects
    shared = ordered((*subjects.plural, *subjects.group, *subjects.nobody))
    own = len(subjects.own)
    if answer.asks_weakness or (own and (answer.own_decisions or answer.influence.moved)):
        return None
    named = len(subjects.plural) + len(subjects.group)
    unsaid = not subjects.speaks_of_self and answer.words >= FEW_WORDS
    absent = named > 0 and len(shared) >= FEW_SHARED and unsaid
    mixed = named == 1 and len(shared) == FEW_SHARED
    few = len(shared) >= FEW_SHARED and not mixed and own == 0
    many = len(shared) >= MANY_SHARED and own / (own + len(shared)) < OWN_SHARE
    if not (few or many or absent) or (answer.own_decisions and not many):
        return None
    share = f"{own} of {own + len(shared)}"
    reason = f"{share} actions were the speaker’s own, and no decision was among them."
    return Hint("we", reason, shared, "Which of those calls was yours?")


def _verbosity(answer: AnswerSignals) -> Hint | None:
    setup, seconds = answer.setup_words, answer.setup_seconds
    ask = "Let me stop you there: what did you decide, and what came of it?"
    late = setup >= LATE_SETUP and NEARLY_ALL <= answer.setup_share < 1
    if answer.words < SHORT_ANSWER and any(2 * act.before < setup for act in answer.subjects.own):
        return None
    most = ITS_SETUP if answer.words >= LONG_ANSWER else LONG_SETUP
    long = late or setup >= most or (seconds is not None and seconds >= LONG_SETUP_SECONDS)
    if long and answer.setup_share >= SETUP_SHARE:
        points = [p.finding for p in (answer.first_decision, answer.first_result) if p]
        if not points:
            reason = f"{answer.words} words, and no decision or result among them."
        else:
            reason = f"{setup} of {answer.words} words come before the first decision or result."
        return Hint("verbosity", reason, ordered(points), ask)
    if len(answer.digressions) >= DIGRESSIONS and answer.words >= LONG_SETUP:
        reason = f"{len(answer.digressions)} times the story is left, or taken up again."
        return Hint("verbosity", reason, answer.digressions, ask)
    return None


def _no_real_failure(answer: AnswerSignals) -> Hint | None:
    found = answer.failure
    if "failure" not in answer.themes:
        return None
    if answer.asks_weakness:
        return _virtuous_weakness(answer)
    ask = "What was your own part in it, and what would you do differently?"
    against = ordered((*found.denial, *found.excuses, *found.boasts, *found.blame))
    own = len(found.own_part)
    credit = 2 * own + len(found.aftermath) + (CHANGED if found.changed else 0)
    weight = len(against) + (DECISIVE - 1) * len((*found.boasts, *found.excuses))
    particular = answer.specificity > GENERAL
    acted = answer.subjects.own or answer.specificity >= PARTICULAR
    if not own and not against and particular and acted:
        return None
    if found.boasts and own <= 1:
        return Hint("no-real-failure", "The failure named is a virtue.", against, ask)
    doubt = weight + (not particular)
    if not own and found.blame and doubt >= credit:
        reason = "Others get the blame, and no part of their own is named."
        return Hint("no-real-failure", reason, against, ask)
    if not own and (against or answer.words >= ENOUGH_WORDS) and doubt >= credit:
        reason = "No part of their own is named in what went wrong."
        return Hint("no-real-failure", reason, against, ask)
    if weight > credit:
        reason = "Blame and denial outweigh the part that was their own."
        return Hint("no-real-failure", reason, against, ask)
    return None


def _virtuous_weakness(answer: AnswerSignals) -> Hint | None:
    """A weakness is real unless praise of oneself outweighs what it cost and what has changed."""
    found = answer.failure
    cost = len((*found.own_part, *found.aftermath)) + (CHANGED if found.changed else 0)
    against = ordered((*found.denial, *found.excuses, *found.boasts))
    if not (found.boasts or len(against) >= DENIALS):
        against = ordered((*against, *found.virtues))
        if len(against) < VIRTUES or answer.specificity > GENERAL:
            return None
    if cost > len(against):
        return None
    reason = "The weakness named is a virtue."
    return Hint("no-real-failure", reason, against, "When did it last cost somebody something?")


def _no_influence(answer: AnswerSignals) -> Hint | None:
    found = answer.influence
    if not answer.asks_influence:
        return None
    if found.moved:
        return _asserted_influence(answer)
    ask = "Who did not have to follow you, and what made them do it?"
    for reason, words in (
        ("Rank settled it.", found.authority),
        ("It ended with giving in.", found.gave_in),
        ("The others stayed where they were, or left.", found.unmoved),
    ):
        partial = words is found.unmoved and answer.specificity >= PARTICULAR
        if len(words) > partial:
            return Hint("no-influence", reason, words, ask)
    together = len(answer.subjects.plural) >= TOGETHER
    if answer.words < ENOUGH_WORDS or found.reached or together:
        return None
    if answer.specificity >= PARTICULAR:
        return None
    own = answer.subjects.own[:3]
    return Hint("no-influence", "Asked about others, and nobody was moved.", own, ask)


def _asserted_influence(answer: AnswerSignals) -> Hint | None:
    """That somebody was moved is said, and how is left out."""
    found = answer.influence
    told = 2 * len(found.means) + found.details
    enough = MEANS if found.means else MANY_DETAILS
    enough += answer.specificity <= GENERAL
    unsaid = answer.words < FEW_SENTENCES or answer.specificity >= PARTICULAR
    if told >= enough or (told > 1 and unsaid):
        return None
    reason = "That others came round is said, and not what made them."
    return Hint("no-influence", reason, found.moved, "What exactly did you do or show them?")
