"""What would have changed a decision, told to the candidate in the second person."""

from collections.abc import Mapping, Sequence

from committee.domain.case import NO_SIGNAL, Case
from committee.domain.decision import Verdict
from committee.domain.policy import BAR_RAISER, VOTES
from committee.domain.rubric import CODING, TRAPS, Rubric
from committee.domain.votes_hidden_from_candidate import votes_of
from committee.odds.flips import Flip
from committee.odds.judge_whole_grid import award
from committee.odds.single_changes import NOT_CONFIRMED, TARGET, Change, changed
from committee.present.output.odds_json import value_words
from committee.present.voice.candidate_said import YOUR
from committee.present.voice.words import listed

AGREED: Mapping[str, str] = {
    BAR_RAISER: "the bar raiser",
    "lowest": "everybody on the panel",
    "lower_median": "most of the panel",
}


def flips_to_you(flips: Sequence[Flip], case: Case) -> list[Flip]:
    """The flips that may be told: of votes, only what agreement to the target would have done."""
    # At another target the same votes would show whether they agree to that level.
    hidden = {VOTES, BAR_RAISER, *([TARGET] if case.policy.reads_votes else [])}
    plain = [flip for flip in flips if hidden.isdisjoint(c.dimension for c in flip.changes)]
    if case.verdict is Verdict.HIRE:
        alone = [f for f in flips if [c.dimension for c in f.changes] in ([VOTES], [BAR_RAISER])]
        return [*{flip.changes[0].dimension: flip for flip in reversed(alone)}.values(), *plain]
    against = dict.fromkeys(
        votes
        for test in case.ruling.tests[:1]
        for step in test.unmet
        if (votes := votes_of(step.rule, case.policy))
    )
    changes = tuple(Change(votes, NO_SIGNAL, case.target, 1) for votes in against)
    agreed = Flip(changes, award(changed(case, changes)))
    return [agreed, *plain] if changes else plain


def changes_to_you(changes: Sequence[Change], case: Case, rubric: Rubric) -> str:
    """Changes as the clause that a sentence begins with: "Had your scope read Senior"."""
    votes = [change.dimension for change in changes if change.dimension in (VOTES, BAR_RAISER)]
    said = [_had(change, case, rubric) for change in changes if change.dimension not in votes]
    if votes:
        adds_up = case.policy.aggregation.votes
        who = listed([AGREED[what if what == BAR_RAISER else adds_up] for what in votes])
        agreed = case.verdict is not Verdict.HIRE
        said.insert(0, f"{who} agreed" if agreed else f"not {who} agreed")
    return f"Had {listed(said)}"


def _had(change: Change, case: Case, rubric: Rubric) -> str:
    what, policy = change.dimension, case.policy
    after = value_words(change.after, policy)
    if what in TRAPS:
        who = "nobody" if change.after == NOT_CONFIRMED else "every interviewer"
        return f"{who} confirmed “{rubric.trap(what).name}”"
    if what == TARGET:
        return f"you aimed for {after}"
    # A read under the count has no value that it was before.
    valued = isinstance(change.before, float) or change.before in policy.ladder
    before = f" rather than {value_words(change.before, policy)}" if valued else ""
    verb = "averaged" if what == CODING else "read"
    return f"{YOUR[what]} {verb} {after}{before}"
