"""The candidate's edition: a welcome, reasons, changes and two weeks, in the second person."""

import re
from dataclasses import replace
from itertools import chain, product, repeat

import pytest

from committee import assets
from committee.domain.case import case_of
from committee.domain.coaching import GAPS, TOPICS
from committee.domain.policy import Policy
from committee.domain.without_interviewers import candidates_own
from committee.errors import FileError
from committee.files.candidate_texts import load_coaching, read_coaching
from committee.files.policies import load_policy, shipped_policies
from committee.files.snapshot import freeze
from committee.present.packet.packet_view import PacketView
from tests.packets import RUBRIC, SCENARIOS, behavioral, loop, piece, scenario, view_of


def own(name: str, policy: str = "senior-loop") -> PacketView:
    return view_of(scenario(name), "candidate", load_policy(policy))


@pytest.mark.parametrize(
    ("name", "policy", "told"),
    [
        (
            "legible-senior",
            "senior-loop",
            "You met every bar of Senior, and no veto stands. So the decision is a hire at Senior.",
        ),
        (
            "the-acer",
            "senior-loop",
            "Your scope read Mid, and Senior was needed."
            " So the offer is at Mid rather than at Senior.",
        ),
        (
            "failing-code",
            "senior-loop",
            "Your coding averaged 2.25, and at least 3.0 was needed. Below that nothing else is"
            " weighed, so there is no offer this time.",
        ),
        (
            "aimed-too-high",
            "senior-loop",
            "Your scope read Mid, and Staff was needed. The same stood against Senior, one level"
            " lower, so there is no offer this time.",
        ),
        (
            "trap-we",
            "senior-loop",
            "There was too little to decide on Senior: one interviewer heard scope that can be"
            " graded; none heard leadership (two are needed for each). So the committee asks for"
            " more before it decides.",
        ),
        (
            "the-acer",
            "bar-raiser",
            "The bar raiser does not agree to Senior. Nothing below Senior could be offered,"
            " so there is no offer this time.",
        ),
        (
            "the-acer",
            "consensus",
            "Not everybody on the panel agrees to Senior. Nothing below Senior could be offered,"
            " so there is no offer this time.",
        ),
    ],
)
def test_what_was_decided_is_told_in_two_sentences(name: str, policy: str, told: str) -> None:
    assert own(name, policy).headline.sentence == told


def test_each_outcome_has_a_welcome_of_its_own_and_the_note_stands_at_the_end() -> None:
    names = ("legible-senior", "the-acer", "failing-code", "too-little-signal")
    views = [own(name) for name in names]
    assert len({view.you.opening for view in views}) == 4
    assert views[0].you.opening.startswith("Congratulations.")
    assert {view.you.withheld for view in views} == {load_coaching().withheld}
    assert own("the-acer", "consensus").you.withheld.endswith(load_coaching().withheld_votes)


def test_the_reasons_are_the_sentences_that_the_rule_read_those_against_first() -> None:
    told = own("the-acer").you.reasons
    assert told.title == "Which of your sentences it rests on"
    assert [(each.number, each.polarity) for each in told.pieces] == [
        (2, "against"), (3, "against"), (5, "against"), (1, "for"),
    ]  # fmt: skip
    mute = own("trap-we").you.reasons
    assert not mute.pieces[0].backs
    assert "isn’t clear what you did" in mute.lead


def test_no_change_names_the_level_of_a_vote() -> None:
    told = {name: own("the-acer", name).changes.lines[0] for name in ("bar-raiser", "consensus")}
    assert {name: (line.words, line.outcome) for name, line in told.items()} == {
        "bar-raiser": (
            "Had the bar raiser and most of the panel agreed,",
            "Hire at Senior",
        ),
        "consensus": ("Had everybody on the panel agreed,", "Hire at Senior"),
    }
    assert [line.words for line in own("legible-senior", "consensus").changes.lines][:1] == [
        "Had not everybody on the panel agreed,"
    ]


def test_what_would_have_changed_it_is_said_to_the_reader() -> None:
    (first, idle, *_) = own("the-acer").changes.lines
    assert first.words == "Had your scope read Senior rather than Mid,"
    assert (first.then, first.outcome) == ("the outcome would have been:", "Hire at Senior")
    assert (idle.then, idle.outcome) == ("it would have changed", "nothing")


@pytest.mark.parametrize("policy", shipped_policies())
def test_two_weeks_hold_two_to_five_steps_no_two_alike_and_what_decided_first(policy: str) -> None:
    for name in SCENARIOS:
        weeks = own(name, policy).you.plan.weeks
        assert [week.name for week in weeks] == ["This week", "Next week"]
        steps = [step for week in weeks for step in week.steps]
        assert all(week.steps for week in weeks)
        assert 2 <= len(steps) <= 5
        assert len({step.do for step in steps}) == len(steps)
        decisive = [step.decisive for step in steps]
        assert decisive[0] or not any(decisive)
        assert not re.search("[{}]", " ".join(step.do for step in steps))


def test_a_step_names_a_story_of_the_bank_or_what_to_look_for() -> None:
    (first, *_) = own("too-little-signal").you.plan.weeks[0].steps
    assert "“Log-in without passwords”" in first.do
    (first, *_) = own("the-acer").you.plan.weeks[0].steps
    assert first.do.startswith("Look for one thing that you decided yourself and that reached")


def test_braces_in_a_title_are_a_title() -> None:
    story = {"id": "s", "title": "The {target} of {0}", "reach": "org"}
    heard = piece("p", "scope", "I closed it.", "against", reads="mid", story="s")
    packet = loop(behavioral("b", "B", [heard], scope="mid"), story=[story])
    steps = view_of(packet, "candidate").you.plan.weeks[0].steps
    assert "“The {target} of {0}”" in steps[0].do


def test_there_is_an_exercise_for_every_topic_and_gap() -> None:
    coaching = load_coaching()
    assert [(t, g) for t in TOPICS for g in GAPS if not coaching.exercises(t, g)] == []


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("{target}", "{candidate}", "no other braces"),
        ('topic = "learnings"', 'topic = "luck"', "one of scope"),
        ('gap = "far"', 'gap = "wide"', "one of missing"),
        ("always =", "ever =", "ever"),
        ('topic = "votes"', 'topic = "learnings"', "advice on votes"),
    ],
)
def test_a_text_that_somebody_broke_is_refused(tmp_path, old, new, complaint) -> None:
    text = (assets.RUBRIC / "coaching.toml").read_text()
    assert old in text
    path = tmp_path / "coaching.toml"
    path.write_text(text.replace(old, new))
    with pytest.raises(FileError, match=complaint):
        read_coaching(path)


VOTES = [(word, at) for word in ("strong_no", "no", "yes") for at in ("mid", "senior")]
REST = ("yes", "mid")


@pytest.mark.parametrize("policy", map(load_policy, shipped_policies()), ids=shipped_policies())
@pytest.mark.parametrize("name", ["staff-downleveled", "mid-reads-senior"])
def test_a_vote_changes_no_more_than_what_votes_add_up_to(name: str, policy: Policy) -> None:
    """Of all the votes that two people could give, those that add up alike give one packet."""
    packet = scenario(name)
    told: dict[str, set[str]] = {}
    for votes in product(VOTES, repeat=2):
        cards = tuple(
            replace(card, recommendation=word, at=at)
            for card, (word, at) in zip(packet.scorecards, chain(votes, repeat(REST)), strict=False)
        )
        other = replace(packet, scorecards=cards)
        own = freeze(candidates_own(case_of(other, policy)), RUBRIC)
        told.setdefault(own.text, set()).add(repr(view_of(other, "candidate", policy)))
    assert {len(views) for views in told.values()} == {1}
    assert len(told) < len(VOTES) ** 2 / 4


def test_where_votes_decide_the_candidates_packet_has_no_odds() -> None:
    assert own("the-acer").panel.branches
    hidden = own("the-acer", "consensus").panel
    assert (hidden.branches, hidden.model, hidden.assumptions) == ((), "", ())
    assert hidden.sentence == (
        "Not estimated, because this policy counts what single people recommend, and odds would"
        " give those away."
    )


def test_a_bar_raisers_vote_is_nowhere_in_what_the_candidate_gets() -> None:
    """Two bar raisers who would offer different levels, none of them tried, write one packet."""
    packet, policy = scenario("staff-downleveled"), load_policy("bar-raiser")

    def voted(at: str) -> tuple[PacketView, str]:
        cards = tuple(
            replace(card, recommendation="yes", at=at) if card.bar_raiser else card
            for card in packet.scorecards
        )
        other = replace(packet, scorecards=cards)
        own = freeze(candidates_own(case_of(other, policy)), RUBRIC)
        return view_of(other, "candidate", policy), own.text

    assert voted("mid") == voted("below")
