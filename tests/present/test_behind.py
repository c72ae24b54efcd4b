"""What stands behind a read, a score, a trap and an outcome: sentences, or a hand."""

import pytest

from committee.domain.case import Case, WhatIf, case_of
from committee.domain.rubric import LEVEL_DIMENSIONS
from committee.domain.without_names import nameless
from committee.files.policies import load_policy, shipped_policies
from committee.files.rubrics import load_rubric
from committee.files.scenario_catalogue import scenarios
from committee.present.simulator.quotes_behind import behind, fitting
from committee.present.talk.talk_script import Gloss
from committee.present.talk.term_explanations import first_standing, standing_in


def case(name: str, **imagined: object) -> Case:
    return case_of(scenarios()[name].packet, load_policy("senior-loop"), None, WhatIf(**imagined))


def quotes(name: str, key: str, **imagined: object) -> list[str]:
    return [
        each.quote[:20] for each in behind(case(name, **imagined), load_rubric())[key].sentences
    ]


def test_every_piece_of_evidence_stands_behind_its_dimension() -> None:
    for scenario in scenarios().values():
        found = behind(case(scenario.id), load_rubric())
        for dimension in LEVEL_DIMENSIONS:
            on = [p.quote for _, p in scenario.packet.evidence if p.dimension == dimension]
            assert [each.quote for each in found[dimension].sentences] == on


def test_a_veto_shows_the_sentences_that_it_rests_on_what_speaks_against_first() -> None:
    assert quotes("the-acer", "outcome")[:2] == ["Who else used it? I ", "After the rewrite I "]
    assert quotes("trap-no-real-failure", "outcome")[:1] == ["The worst thing was "]
    assert quotes("trap-no-influence", "outcome")[:1] == ["The design people wa"]
    assert quotes("trap-we", "outcome")[:1] == ["We decided to move t"]
    assert quotes("failing-code", "outcome")[:1] == ["Kept the whole file "]


@pytest.mark.parametrize("policy", shipped_policies())
def test_every_outcome_of_every_scenario_can_be_asked(policy: str) -> None:
    for scenario in scenarios().values():
        found = case_of(scenario.packet, load_policy(policy))
        for each in behind(found, load_rubric()).values():
            assert each.title


def test_where_votes_decide_they_open_what_those_who_voted_had_heard() -> None:
    """First what speaks against, from whoever said no; a vote that was set has no sentence."""
    packet, policy = scenarios()["bar-raiser-objects"].packet, load_policy("bar-raiser")
    found = behind(case_of(packet, policy), load_rubric())
    (raiser,) = [card for card in packet.scorecards if card.bar_raiser]
    against = [piece.quote for piece in raiser.evidence if piece.polarity == "against"]
    assert [each.quote for each in found["bar_raiser"].sentences] == against
    assert found["bar_raiser"].title.startswith("The bar raiser’s vote: ")
    assert [each.quote for each in found["recommendation"].sentences][: len(against)] == against
    turned = case_of(packet, policy, None, WhatIf(reads={"bar_raiser": "senior"}))
    by_hand = behind(turned, load_rubric())["bar_raiser"].by_hand
    assert by_hand.startswith("The bar raiser’s vote was set to Senior by hand: no sentence")
    assert "bar_raiser" not in behind(case("bar-raiser-objects"), load_rubric())


def test_what_was_changed_by_hand_says_that_no_sentence_stands_behind_it() -> None:
    found = behind(
        case("the-acer", reads={"scope": "senior"}, coding=2.0, traps={"we": True}), load_rubric()
    )
    assert found["scope"].by_hand == (
        "Scope was set to Senior by hand: no sentence stands behind that. "
        "What was heard came to Mid."
    )
    assert "set to 2.0 by hand" in found["coding"].by_hand
    told = "“We did it” was confirmed by hand: no sentence stands behind that."
    assert found["we"].by_hand == told
    assert found["leadership"].by_hand == ""
    raised = behind(case("the-acer", reads={"scope": "senior"}), load_rubric())["outcome"]
    assert raised.by_hand.startswith("Scope was set to Senior by hand")
    assert raised.sentences == ()


def test_names_are_away_everywhere_and_the_outcome_stays() -> None:
    for scenario in scenarios().values():
        packet = scenario.packet
        away = nameless(packet, "Candidate B")
        words = repr(away)
        for name in (packet.candidate, *(card.interviewer for card in packet.scorecards)):
            assert name not in words
            assert not [part for part in name.split() if f" {part} " in words]
        policy = load_policy("bar-raiser")
        before, after = case_of(packet, policy), case_of(away, policy)
        assert (before.verdict, before.level) == (after.verdict, after.level)


BAR, RAISER = Gloss("bar", "a read", ("bar", "bars")), Gloss("bar raiser", "a no", ("bar raiser",))


def test_a_word_is_explained_once_and_a_bar_raiser_is_no_bar() -> None:
    assert standing_in("The bar raiser said no.", (BAR, RAISER)) == [RAISER]
    texts = ("A bar raiser", "Bars, and a bar raiser", "the bar")
    assert first_standing(texts, (BAR, RAISER)) == [(RAISER,), (BAR,), ()]
    assert first_standing(texts, (BAR, RAISER), ((), {"bar"}, ())) == [(RAISER,), (), ()]


def test_what_a_scene_has_no_room_for_is_left_out_or_cut() -> None:
    told = behind(case("the-acer"), load_rubric())["scope"]
    assert fitting(told, 3, 520).sentences == told.sentences[:3]
    assert fitting(told, 9, 140).sentences == told.sentences[:2]
    (cut,) = fitting(told, 9, 45).sentences
    assert cut.quote == "The ticket said the cache was slow, so I …"
