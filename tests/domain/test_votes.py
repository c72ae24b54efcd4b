"""Votes, vetoes and traps, from a loop's text to what is decided."""

import pytest

from committee.domain.case import case_of
from committee.domain.without_interviewers import anonymous
from committee.errors import FileError
from committee.files.loops import parse_loop
from committee.files.policies import load_policy, parse_policy, shipped_as
from committee.files.policy_as_data import policy_data, policy_from
from committee.present.voice.decision_said import decided as sentence_of
from committee.present.voice.snapshot_words import Record

DIMENSIONS = ("scope", "leadership", "failure", "communication")
READ_AT = "reads = { " + ", ".join(f'{d} = "senior"' for d in DIMENSIONS) + " }"
BACKED = "".join(
    f'[[interview.evidence]]\nid = "ID-{n}"\ndimension = "{d}"\nquote = "I set the date."\n'
    'polarity = "for"\n'
    for n, d in enumerate(DIMENSIONS)
)
OWN = 'name = "own"\nversion = 1\ntitle = "Own"\nsummary = "For a test."\n'


def interview(id_, who, kind="behavioral", **said):
    """An interview as text; behavioural ones read senior, each read with evidence of its own."""
    given = {"scores": "{ coding = 3.5 }"} if kind == "coding" else {}
    given |= {"reads": '{ system_design = "senior" }'} if kind == "system_design" else {}
    lines = [f'id = "{id_}"', f'kind = "{kind}"', f'interviewer = "{who}"']
    lines += [f"{key} = {value}" for key, value in {**given, **said}.items()]
    read = kind == "behavioral"
    head = "[[interview]]\n" + "\n".join([*lines, *([READ_AT] if read else [])]) + "\n"
    return head + (BACKED.replace("ID", id_) if read else "")


def decided(*interviews, policy="consensus", target="senior"):
    policy = load_policy(policy) if isinstance(policy, str) else policy
    text = f'[loop]\ncandidate = "R. Okafor"\ntarget = "{target}"\n' + "".join(interviews)
    packet = parse_loop(text, "a loop", policy.ladder)
    case = case_of(packet, policy)
    # Without names nothing is decided otherwise.
    assert case_of(anonymous(packet), policy).ruling.binding_rule == case.ruling.binding_rule
    return case


def because(case):
    return sentence_of(case, Record(case.policy))


def outcome(*interviews, **how):
    case = decided(*interviews, **how)
    binding = case.ruling.binding_rule
    return case.verdict, case.level, str(binding) if binding else None


YES, NO = {"recommendation": '"yes"'}, {"recommendation": '"no"'}
PANEL = (
    interview("b1", "Mina", **YES),
    interview("b2", "Tomasz", **YES),
    interview("c1", "Adaeze", "coding", **YES),
)


def test_a_panel_that_agrees_hires():
    assert outcome(*PANEL) == ("hire", "senior", None)


def test_a_person_votes_once_and_the_lowest_stands():
    twice = interview("s1", "Mina", "system_design", **NO)
    assert outcome(*PANEL, twice) == ("no_hire", None, "bar.recommendation")
    votes = decided(*PANEL, twice).signals["recommendation"]
    assert [(v.scorecard, v.value) for v in votes.reads] == [
        ("b2", "senior"),
        ("c1", "senior"),
        ("s1", "below"),
    ]
    assert [(v.scorecard, v.value) for v in votes.stood_back] == [("b1", "senior")]
    (votes_counted,) = (
        leaf
        for step in decided(*PANEL, twice).ruling.trace
        for leaf in step.leaves()
        if str(leaf.rule) == "sufficiency.recommendation"
    )
    assert (
        Record(load_policy("consensus")).said(votes_counted)
        == "recommendations: 3 of 3 (of Mina the lowest counts)"
    )


def test_two_interviews_of_one_person_are_one_vote_of_the_three_that_are_needed():
    two = (*PANEL[:2], interview("s1", "Mina", "system_design", **YES))
    assert outcome(*two) == ("more_signal", None, "sufficiency")
    told = because(decided(*two))
    assert "recommendations: 2 of 3 (of Mina the lowest counts)" in told


@pytest.mark.parametrize("at", ["mid", "senior", "principal"])
def test_a_no_reads_the_lowest_whatever_it_names(at):
    no = interview("s1", "Sari", "system_design", at=f'"{at}"', **NO)
    assert outcome(*PANEL, no, target="mid") == ("no_hire", None, "bar.recommendation")


def test_a_yes_reads_what_it_names_and_the_target_where_it_names_nothing():
    lower = interview("s1", "Sari", "system_design", at='"mid"', **YES)
    assert outcome(*PANEL, lower) == ("downlevel", "mid", "bar.recommendation")
    assert outcome(*PANEL) == ("hire", "senior", None)


def test_nobody_can_be_recommended_at_the_lowest_level():
    with pytest.raises(FileError) as refused:
        decided(*PANEL, interview("s1", "Sari", "system_design", at='"below"', **YES))
    assert "interview 4 (“s1”), at" in str(refused.value)
    assert 'write recommendation = "no"' in str(refused.value)


RAISERS = (
    interview("b1", "Mina", bar_raiser="true", **YES),
    interview("b2", "Tomasz", bar_raiser="true", **YES),
    interview("c1", "Adaeze", "coding", **YES),
    interview("s1", "Sari", "system_design", **YES),
)


def test_every_bar_raiser_holds_the_veto():
    assert outcome(*RAISERS, policy="bar-raiser") == ("hire", "senior", None)
    third = interview("s2", "Ines", "system_design", bar_raiser="true", **NO)
    assert outcome(*RAISERS, third, policy="bar-raiser") == ("no_hire", None, "veto.bar-raiser")
    lower = interview("s2", "Ines", "system_design", bar_raiser="true", at='"mid"', **YES)
    assert outcome(*RAISERS, lower, policy="bar-raiser") == (
        "downlevel",
        "mid",
        "veto.bar-raiser",
    )


def test_who_raises_the_bar_in_one_interview_votes_as_such_in_the_other():
    other = (
        interview("b1", "Mina", bar_raiser="true"),
        interview("b2", "Tomasz", **YES),
        interview("c1", "Adaeze", "coding", **YES),
        interview("s1", "Sari", "system_design", **YES),
        interview("s2", "Mina", "system_design", **NO),
    )
    assert outcome(*other, policy="bar-raiser") == ("no_hire", None, "veto.bar-raiser")


def test_without_a_bar_raisers_vote_there_is_too_little():
    silent = (interview("b1", "Mina", bar_raiser="true"), *RAISERS[1:])
    assert outcome(*silent, policy="bar-raiser")[0] == "hire"
    nobody = [each.replace("bar_raiser = true\n", "") for each in RAISERS]
    assert outcome(*nobody, policy="bar-raiser") == ("more_signal", None, "sufficiency")
    one = (nobody[1], *RAISERS[2:], interview("b1", "Mina", bar_raiser="true"))
    case = decided(*one, interview("s2", "Ines", "system_design", **YES), policy="bar-raiser")
    assert (case.verdict, str(case.ruling.binding_rule)) == ("more_signal", "sufficiency")
    assert because(case) == (
        "Too little evidence for Senior: recommendations by a bar raiser: 0 of 1 (none by Mina); "
        "so the committee asks for more signal instead of deciding."
    )
    told = because(decided(*nobody, policy="bar-raiser"))
    assert "recommendations by a bar raiser: 0 of 1 (nobody who voted is one)" in told


def test_a_policy_that_weighs_votes_asks_for_one_though_it_does_not_say_so():
    own = parse_policy(
        OWN
        + '[bars]\nrecommendation = { senior = "senior", staff = "staff", principal = "staff" }\n',
        "own.toml",
    )
    assert own.sufficiency == {"recommendation": {"senior": 1, "staff": 1, "principal": 1}}
    silent = interview("b1", "Mina")
    assert outcome(silent, policy=own) == ("more_signal", None, "sufficiency")
    assert "recommendations: 0 of 1 (none by Mina)" in because(decided(silent, policy=own))
    assert outcome(silent, interview("b2", "Tomasz", **YES), policy=own)[0] == "hire"


TECHNICAL = (interview("c1", "Adaeze", "coding"), interview("s1", "Sari", "system_design"))


@pytest.mark.parametrize(
    ("trap", "binding"),
    [("no-real-failure", "veto.no-real-failure"), ("no-influence", "veto.no-influence")],
)
def test_traps_count_from_behavioural_interviews_only(trap, binding):
    said = {"traps": f'["{trap}"]'}
    clean = (interview("b1", "Mina"), interview("b2", "Tomasz"))
    marked = tuple(
        interview(f"{kind}-{n}", who, kind, **said)
        for kind in ("coding", "system_design")
        for n, who in enumerate(("Ines", "Omar"))
    )
    assert outcome(*clean, *TECHNICAL, *marked, policy="senior-loop") == ("hire", "senior", None)
    both = (interview("b1", "Mina", **said), interview("b2", "Tomasz", **said))
    assert outcome(*both, *TECHNICAL, policy="senior-loop")[2] == binding


def test_two_interviews_by_one_interviewer_confirm_a_trap_once():
    said = {"traps": '["no-influence"]'}
    twice = (interview("b1", "Mina", **said), interview("b2", "Mina", **said))
    assert outcome(*twice, *TECHNICAL, policy="senior-loop") == ("hire", "senior", None)


def test_a_veto_that_only_another_kind_of_interview_could_confirm_is_refused():
    veto = (
        '[[veto]]\nid = "it"\nquestion = "Is it?"\napplies_from = "mid"\neffect = "no_hire"\n'
        'when = "trap_confirmed"\ntrap = "verbosity"\nkind = "coding"\n'
        '[bars]\nscope = { mid = "mid", senior = "mid", staff = "mid", principal = "mid" }\n'
    )
    with pytest.raises(FileError, match=r"veto 1 \(“it”\), kind: it can never fire"):
        parse_policy(OWN + veto, "own.toml")


def test_what_an_earlier_version_decided_is_decided_as_it_was():
    first = shipped_as("bar-raiser", 2)
    data = policy_data(first)
    assert policy_from(data, "here") == first
    # Snapshots of those days say nothing of how votes were counted.
    del data["aggregation"]["counts"]
    assert policy_from(data, "here") == first
    third = interview("s2", "Ines", "system_design", bar_raiser="true", **NO)
    assert outcome(*RAISERS, third, policy=first) == ("hire", "senior", None)
