"""Before the next loop: only from what was found, and tied to it."""

from hypothesis import given, settings

from committee.domain.advice import Advice, before_next_loop
from committee.domain.case import case_of
from committee.domain.trace import SUFFICIENCY, Rule
from committee.files.loops import packet_of
from committee.present.voice.advice_said import AdviceSaid, advised
from committee.present.voice.candidate_and_committee_voice import CommitteeVoice
from tests.loops import loops
from tests.packets import POLICY, RUBRIC, behavioral, loop, piece, scenario

READS = {"scope": "senior", "leadership": "senior", "failure": "mid", "communication": "senior"}
TECHNICAL = (
    {"id": "c1", "kind": "coding", "interviewer": "C", "scores": {"coding": 3.5}},
    {"id": "d1", "kind": "system_design", "interviewer": "D", "reads": {"system_design": "senior"}},
)


def advice(packet) -> tuple[Advice, ...]:
    return before_next_loop(case_of(packet, POLICY), RUBRIC)


def panel(first=(), second=(), story=(), **reads):
    both = {**READS, **reads}
    cards = [
        behavioral(who, who, [*(piece(f"{who}-{d}", d) for d in READS), *more], **both)
        for who, more in (("b1", first), ("b2", second))
    ]
    return loop(*cards, *TECHNICAL, story=story)


def test_a_hire_in_which_nothing_was_found_gets_no_advice() -> None:
    assert advice(panel()) == ()


def said(line: Advice) -> AdviceSaid:
    return advised(line, CommitteeVoice(POLICY, RUBRIC))


def test_what_decided_comes_first_with_the_sentences_against_it() -> None:
    against = piece("small", "scope", "I closed my ticket.", "against", reads="mid")
    story = {"id": "big", "title": "Merged two shops", "reach": "org"}
    (line,) = advice(panel([against], scope="mid", story=[story]))
    assert said(line) == AdviceSaid(
        work_on="Scope",
        because="Scope reads Mid where Senior needs Senior. 1 of 3 sentences speaks against it.",
        do="Senior reads like this: Decided for a whole team’s work, three people or more,"
        " over about half a year. “Merged two shops” reaches the org and was not told: tell it.",
    )
    assert (line.evidence, line.stories, line.decisive) == (("small",), ("big",), True)
    assert (line.topic, line.gap, line.needed) == ("scope", "near", "senior")


def test_a_trap_is_answered_in_the_story_that_it_was_heard_in() -> None:
    story = {"id": "s", "title": "The move", "reach": "team"}
    ours = piece(
        "ours", "scope", "We moved it, and we said so. I watched.", story="s", traps=["we"]
    )
    (line,) = advice(panel([ours], story=[story]))
    assert said(line) == AdviceSaid(
        work_on="We did it",
        because="2 “we” to 1 “I” in these sentences. There is no individual signal to grade,"
        " so the evidence backs no read.",
        do="In “The move”, answer this before it is asked: “Which of those calls was yours,"
        " and who would have made it without you?”",
    )
    assert (line.evidence, line.stories, line.topic) == (("ours",), (), "we")


def test_a_result_without_learnings_is_named_until_they_are_told() -> None:
    story = {"id": "s", "title": "The outage", "reach": "team"}
    result = piece("r", "failure", "It was down for an hour.", step="result", story="s")
    learned = piece("l", "failure", "We test it monthly.", step="learnings", story="s")
    (line,) = advice(panel([result], story=[story]))
    assert said(line) == AdviceSaid(
        work_on="Learnings",
        because="“The outage” stops at the Result; you didn’t say what you learned.",
        do="End “The outage” with what you, or your team, have done differently since.",
    )
    assert (line.evidence, line.stories, line.topic) == (("r",), ("s",), "learnings")
    assert advice(panel([result], [learned], story=[story])) == ()


def test_the_larger_story_that_stayed_at_home_is_asked_for() -> None:
    lines = {said(line).work_on: line.stories for line in advice(scenario("trap-safe-story"))}
    assert {name: stories for name, stories in lines.items() if name != "Learnings"} == {
        "Scope": ("merge",),
        "The safe story": ("merge",),
    }


def test_too_little_signal_says_what_was_missing_and_why() -> None:
    bare = behavioral("b2", "B", [], **READS)
    full = behavioral("b1", "A", [piece(d, d) for d in READS], **READS)
    scope, leadership = advice(loop(full, bare, *TECHNICAL))
    assert said(scope).because == (
        "One interviewer heard scope that can be graded (two are needed)."
        " A read was given that no sentence backs."
    )
    assert (scope.interviews, scope.decisive) == (("b2",), True)
    assert said(leadership).work_on == "Leadership"


@settings(max_examples=300, deadline=None)
@given(data=loops())
def test_every_line_rests_on_something_of_the_packet(data) -> None:
    packet = packet_of(data, "a random loop", POLICY.ladder)
    evidence = {piece.id for _, piece in packet.evidence}
    rooms = {card.id for card in packet.submitted}
    binding = case_of(packet, POLICY).ruling.binding_rule
    lines = advice(packet)
    for line in lines:
        assert set(line.evidence) <= evidence
        assert set(line.interviews) <= rooms
        assert line.evidence or line.interviews or (line.decisive and binding == Rule(SUFFICIENCY))
    assert [line.decisive for line in lines] == sorted((x.decisive for x in lines), reverse=True)
