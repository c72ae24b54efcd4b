"""Policy files: read strictly, and refused with file, key and remedy."""

import pytest

from committee.assets import POLICIES
from committee.errors import FileError
from committee.files.policies import load_policy, parse_policy, shipped_as, shipped_policies
from committee.odds.policy_proof import check_policy

TEXT = (POLICIES / "senior-loop.toml").read_text()
SCOPE_BAR = 'scope         = { mid = "mid",   senior = "senior", staff = "staff"'


def test_every_shipped_policy_is_well_formed_and_names_its_sources():
    for name in shipped_policies():
        policy = load_policy(name)
        assert policy.name == name
        assert policy.sources
        assert all(veto.question and veto.sources for veto in policy.vetoes)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            SCOPE_BAR,
            SCOPE_BAR.replace('"staff"', '"mid"'),
            ["bars.scope", "falls as the level rises", "senior = senior, staff = mid"],
        ),
        ("senior = 3.0, staff = 3.0", "senior = 3.0, staff = 2.5", ["gates.coding", "falls"]),
        ("scorecards    = { mid = 1,", "scorecards    = { mid = 3,", ["sufficiency.scorecards"]),
        ("version = 2", "version = 2\ncolour = 3", ["“colour” is unknown here"]),
        ('applies_from = "senior"', 'applies_from = "senor"', ["veto 1", "“senior”"]),
        ('at = "mid"', 'at = "middle"', ["aggregation.cap", "middle"]),
        ('effect = "no_hire"', 'effect = "maybe"', ["veto 1", "effect", "blocks_level"]),
        ('when = "trap_confirmed"', 'when = "moon"', ["veto 1", "moon"]),
        ('dimension = "scope"', 'dimension = "scope"\nlevels = 5', ["can never fire"]),
        ('unless_reads = "senior"\n', "", ["unless_for and unless_reads go together"]),
        ("senior = 1\nstaff = 1", "seniour = 1\nstaff = 1", ["downlevel", "“senior”"]),
        ('id = "scope-below-level"', 'id = "no-real-failure"', ["veto 2", "stands twice"]),
        ('ladder = "ladder"', 'ladder = "stairs"', ["there is no ladder “stairs”"]),
    ],
)
def test_a_policy_that_may_not_be_is_refused_with_key_and_remedy(old, new, told):
    assert old in TEXT
    with pytest.raises(FileError) as caught:
        parse_policy(TEXT.replace(old, new, 1), "mine.toml")
    for words in told:
        assert words in str(caught.value)


def test_an_earlier_version_of_a_policy_is_kept_and_goes_by_its_name():
    now, first = shipped_as("senior-loop", 2), shipped_as("senior-loop", 1)
    assert now == load_policy()
    assert first is not None
    assert (first.name, first.version) == ("senior-loop", 1)
    # Senior asks for two leadership reads, so the rule of a single one could never speak there.
    dead = [str(rule) for rule in check_policy(first).dead_rules]
    assert dead == ["veto.no-influence.sole_read_of"]
    assert shipped_as("senior-loop", 3) is None
    assert shipped_as("mine", 1) is None


def test_a_ladder_with_a_level_more_is_only_data(tmp_path):
    rungs = ["intern", "mid", "senior", "senior-staff", "principal"]
    levels = "".join(
        f'[[ladder.level]]\nid = "{r}"\nname = "{r.title()}"\n'
        f"target = {str(r != 'intern').lower()}\n"
        for r in rungs
    )
    policy = parse_policy(
        'name = "own"\nversion = 1\ntitle = "Own"\nsummary = "A ladder of our own."\n'
        '[bars]\nscope = { mid = "mid", senior-staff = "senior-staff", '
        'senior = "senior", principal = "principal" }\n'
        "[downlevel]\nsenior-staff = 1\n" + levels,
        "own.toml",
    )
    assert policy.ladder.targets == ("mid", "senior", "senior-staff", "principal")
    assert policy.levels_tried("senior-staff") == ("senior-staff", "senior")
