"""A decision told to the candidate: what decided it, and what would have, in the second person."""

from collections.abc import Mapping, Sequence

from committee.domain.case import NO_SIGNAL, Case
from committee.domain.decision import Verdict
from committee.domain.discreet import votes_of
from committee.domain.explain import opening
from committee.domain.policy import BAR_RAISER, VOTES, Policy, ReadRule
from committee.domain.rubric import CODING, LEVEL_DIMENSIONS, TRAPS, Rubric
from committee.domain.trace import GATE, LEVEL, SUFFICIENCY, VETO, Outcome, Rule, Step
from committee.odds.flips import Flip
from committee.odds.grid_judgement import award
from committee.odds.single_changes import NOT_CONFIRMED, TARGET, Change, changed
from committee.present.output.odds_json import value_words
from committee.present.voice.words import listed

from .rule_table import in_names

YOUR: Mapping[str, str] = {
    "scope": "your scope",
    "leadership": "your leadership",
    "failure": "your failure story",
    "communication": "your communication",
    "coding": "your coding",
    "system_design": "your system design",
}
AGREED: Mapping[str, str] = {
    BAR_RAISER: "the bar raiser",
    "lowest": "everybody on the panel",
    "lower_median": "most of the panel",
}
NO_OFFER = "so there is no offer this time"


def sentence_to_you(case: Case, rubric: Rubric) -> str:
    """What decided and what followed, in two sentences; `case` is the candidate's own."""
    binding = case.ruling.binding
    if binding is None:
        vetoes = ", and no veto stands" if case.policy.vetoes else ""
        target = case.policy.ladder.name(case.target)
        return f"You met every bar of {target}{vetoes}. So the decision is a hire at {target}."
    cause = f"{opening(_cause(binding, case, rubric))}."
    return f"{cause} {_so(binding, case, rubric)}."


def ruled(rule: Rule, policy: Policy) -> str:
    """The dimension that a gate, a bar or a veto reads; empty for one that reads none."""
    what = rule.subject
    if rule.kind == VETO:
        found = policy.veto_by_id[what].rule
        what = found.dimension if isinstance(found, ReadRule) else ""
    return what if what in (*LEVEL_DIMENSIONS, CODING) else ""


def _cause(step: Step, case: Case, rubric: Rubric) -> str:
    policy, what = case.policy, ruled(step.rule, case.policy)
    if step.rule.kind == SUFFICIENCY:
        missing = [s for s in step.steps if s.outcome is Outcome.NOT_MET]
        target = policy.ladder.name(case.target)
        counts = listed([f"{each.saw} of {each.needs}" for each in missing])
        return f"there was too little to decide on {target}: {counts}"
    if what == CODING:
        return f"your coding averaged {step.saw}, and {step.needs} was needed"
    if not what:
        return in_names(step.because, rubric)
    held = case.signals[what].capped
    down = f", held down by the trap “{rubric.trap(held).name}”" if held else ""
    read = policy.ladder.name(str(case.signals[what].reads_at))
    return f"{YOUR[what]} read {read}{down}, and {step.needs} was needed"


def _so(binding: Step, case: Case, rubric: Rubric) -> str:
    policy, name, rule = case.policy, case.policy.ladder.name, binding.rule
    if case.verdict is Verdict.MORE_SIGNAL:
        return "So the committee asks for more before it decides"
    if case.level is not None:
        return f"So the offer is at {name(case.level)} rather than at {name(case.target)}"
    if rule.kind == GATE:
        return f"Below that nothing else is weighed, {NO_OFFER}"
    if rule.kind == VETO and policy.veto_by_id[rule.subject].effect == "no_hire":
        return f"Nothing else outweighs that, {NO_OFFER}"
    lower = [stage for stage in case.ruling.trace if stage.rule.kind == LEVEL][1:]
    unmet = lower[-1].first_unmet if lower else None
    if unmet is None:
        return f"Nothing below {name(case.target)} could be offered, {NO_OFFER}"
    if unmet.rule == rule:
        at = name(lower[-1].rule.subject)
        return f"The same stood against {at}, one level lower, {NO_OFFER}"
    return f"One level lower, {_cause(unmet, case, rubric)}, {NO_OFFER}"


def flips_to_you(flips: Sequence[Flip], case: Case) -> list[Flip]:
    """The flips that may be told: of votes, only what agreement to the target would have done."""
    # At another target the same votes would show whether they agree to that level.
    hidden = {VOTES, BAR_RAISER, *([TARGET] if case.policy.reads_votes else [])}
    plain = [flip for flip in flips if hidden.isdisjoint(c.dimension for c in flip.changes)]
    if case.verdict is Verdict.HIRE:
        alone = [f for f in flips if [c.dimension for c in f.changes] in ([VOTES], [BAR_RAISER])]
        return [*{flip.changes[0].dimension: flip for flip in reversed(alone)}.values(), *plain]
    aimed = case.ruling.at(case.target)
    against = dict.fromkeys(
        votes
        for step in (aimed.steps if aimed else ())
        if step.outcome is Outcome.NOT_MET and (votes := votes_of(step.rule, case.policy))
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
