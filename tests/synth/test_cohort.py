"""Made-up cohorts: the same for a seed, true to their reads, and of mixed outcomes."""

from collections import Counter
from collections.abc import Iterator

import pytest

from committee.cli import main
from committee.domain.case import case_of
from committee.domain.decision import Verdict
from committee.domain.packet import Evidence, Packet, Scorecard
from committee.domain.rubric import BEHAVIORAL, REACHES, STEPS
from committee.domain.signals import aggregate, lower_median
from committee.files.loops import loop_json, loop_toml, parse_loop, read_loop
from committee.files.policies import load_policy
from committee.files.rubrics import load_values
from committee.synth import cohort

POLICY = load_policy()
LADDER = POLICY.ladder


@pytest.fixture(scope="module")
def loops() -> tuple[Packet, ...]:
    # With this seed the same name is drawn twice.
    return cohort(seed=10, size=400)


def cards(loops: tuple[Packet, ...]) -> Iterator[tuple[Packet, Scorecard]]:
    return ((loop, card) for loop in loops for card in loop.scorecards)


def pieces(loops: tuple[Packet, ...]) -> Iterator[tuple[Scorecard, Evidence]]:
    return ((card, piece) for _, card in cards(loops) for piece in card.evidence)


def test_a_seed_makes_the_same_loops_and_another_seed_others() -> None:
    assert cohort(seed=5, size=6) == cohort(seed=5, size=6)
    assert cohort(seed=5, size=6) != cohort(seed=6, size=6)


def test_a_larger_cohort_begins_with_the_smaller_one() -> None:
    assert cohort(seed=5, size=9)[:4] == cohort(seed=5, size=4)


@pytest.mark.parametrize("write", [loop_toml, loop_json])
def test_every_loop_is_a_loop_file_that_reads_back_equal(write, loops) -> None:
    some = loops[:60]

    assert tuple(parse_loop(write(loop), "made up", LADDER) for loop in some) == some


def test_no_two_candidates_share_a_name_and_no_interviewer_sits_twice(loops) -> None:
    assert len({loop.candidate for loop in loops}) == len(loops)
    for loop in loops:
        panel = [card.interviewer for card in loop.scorecards]
        assert 4 <= len(set(panel)) == len(panel) <= 6
        assert loop.candidate not in panel


def test_a_submitted_bar_raiser_sits_in_each_loop(loops) -> None:
    raisers = [[card.submitted for card in loop.scorecards if card.bar_raiser] for loop in loops]

    assert raisers == [[True]] * len(loops)
    seats = {card.id for _, card in cards(loops) if card.bar_raiser}
    assert {"b1", "b2", "b3", "c1", "d1"} <= seats


def test_a_read_counts_unless_all_its_evidence_says_we(loops) -> None:
    for loop in loops:
        signals = aggregate(loop, POLICY)
        for card in loop.submitted:
            for dimension in BEHAVIORAL:
                if card.read(dimension) is None:
                    continue
                counted = card.id in [read.scorecard for read in signals[dimension].reads]
                said = card.on(dimension)
                assert said, (loop.candidate, card.id, dimension)
                assert counted == any("we" not in piece.traps for piece in said)


def test_evidence_reads_within_a_level_of_its_interviewer(loops) -> None:
    for card, piece in pieces(loops):
        if piece.reads is not None:
            read = card.read(piece.dimension)
            assert read is not None
            assert abs(LADDER.rank(piece.reads) - LADDER.rank(read)) <= 1, piece


def test_evidence_speaks_for_the_target_when_it_reads_there(loops) -> None:
    for loop, card in cards(loops):
        for piece in card.evidence:
            if piece.reads is not None and not piece.traps:
                reaches = LADDER.rank(piece.reads) >= LADDER.rank(loop.target)
                assert piece.polarity == ("for" if reaches else "against")


def test_minutes_rise_and_each_story_is_told_in_the_order_of_its_steps(loops) -> None:
    for _, card in cards(loops):
        minutes = [piece.minute for piece in card.evidence]
        assert minutes == sorted(set(minutes))
        for story in {piece.story for piece in card.evidence} - {None}:
            told = [STEPS.index(p.step) for p in card.evidence if p.story == story]
            assert told == sorted(told)


def test_nothing_is_said_twice_in_a_loop_and_no_slot_stays_open(loops) -> None:
    for loop in loops:
        quotes = [piece.quote for card in loop.scorecards for piece in card.evidence]
        assert len(set(quotes)) == len(quotes)
        assert not any(mark in quote for quote in quotes for mark in "{}")


def test_recommendations_fit_the_reads_or_the_score(loops) -> None:
    for _, card in cards(loops):
        yes = card.recommendation.endswith("yes")
        if card.kind == "coding":
            assert yes == (card.scores["coding"] >= 3)
            continue
        reads = [LADDER.rank(level) for d in card.dimensions if (level := card.read(d))]
        assert yes == (lower_median(reads) >= LADDER.rank(card.at))


def test_each_trap_is_confirmed_somewhere_and_only_where_the_read_allows_it(loops) -> None:
    marked = [(card, piece) for card, piece in pieces(loops) if piece.traps]
    highest = {"no-real-failure": "below", "no-influence": "mid", "safe-story": "senior"}

    assert {trap for _, piece in marked for trap in piece.traps} == {
        "we", "safe-story", "verbosity", "no-real-failure", "no-influence",
    }  # fmt: skip
    for card, piece in marked:
        assert piece.polarity == "against"
        read = LADDER.rank(card.read(piece.dimension))
        assert read <= LADDER.rank(highest.get(piece.traps[0], "principal"))


def test_a_safe_story_leaves_a_larger_one_at_home(loops) -> None:
    for loop, card in cards(loops):
        reach = {story.id: REACHES.index(story.reach) for story in loop.stories}
        for piece in card.evidence:
            if "safe-story" in piece.traps:
                assert reach[piece.story] < max(reach.values())


def test_stories_carry_values_that_a_list_names(loops) -> None:
    known = {value for values in load_values() for value in values.values}

    assert {value for loop in loops for story in loop.stories for value in story.values} <= known


def test_all_four_outcomes_come_in_believable_shares(loops) -> None:
    verdicts = Counter(case_of(loop, POLICY).verdict for loop in loops)
    shares = {verdict: verdicts[verdict] / len(loops) for verdict in Verdict}

    assert 0.30 <= shares[Verdict.HIRE] <= 0.50
    assert 0.15 <= shares[Verdict.DOWNLEVEL] <= 0.35
    assert 0.15 <= shares[Verdict.NO_HIRE] <= 0.35
    assert 0.03 <= shares[Verdict.MORE_SIGNAL] <= 0.12


def test_the_command_writes_files_that_decide_reads(tmp_path, capsys) -> None:
    folder = tmp_path / "made"

    main_ok(["synth", "--size", "3", "--seed", "4", "-o", str(folder)])

    names = sorted(path.name for path in folder.iterdir())
    assert names == ["loop-001.toml", "loop-002.toml", "loop-003.toml"]
    assert tuple(read_loop(folder / name, LADDER) for name in names) == cohort(4, 3)
    assert "3 loops in" in capsys.readouterr().out


def test_the_command_never_overwrites_a_file(tmp_path, capsys) -> None:
    mine = tmp_path / "loop-002.toml"
    mine.write_text("mine", encoding="utf-8")

    with pytest.raises(SystemExit) as refusal:
        main(["synth", "--size", "3", "-o", str(tmp_path)])

    assert refusal.value.code == 2
    assert "loop-002.toml: the file is there already." in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["loop-002.toml"]


def main_ok(args: list[str]) -> None:
    with pytest.raises(SystemExit) as done:
        main(args)
    assert done.value.code == 0
