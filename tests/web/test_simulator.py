"""The simulator's addresses: what they say is on the screen, and what they can't say is refused."""

import html
import re

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from committee.domain.case import case_of
from committee.domain.rubric import LEVEL_DIMENSIONS, TRAPS
from committee.files.policies import load_ladder, load_policy, shipped_policies
from committee.files.scenario_catalogue import scenarios
from committee.files.snapshot import freeze, parse_snapshot
from committee.present.voice.words import verdict_words
from committee.store.engine import make_engine, session
from committee.store.tables.decisions import Snapshot
from tests.web.conftest import World

LEVELS = ["", "no_signal", *load_ladder().ids]
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        **{dimension: st.sampled_from(LEVELS) for dimension in LEVEL_DIMENSIONS},
        "coding": st.sampled_from(["", "1", "2.75", "2.99", "3", "4", "no_signal"]),
        "trap": st.lists(st.sampled_from(TRAPS), unique=True),
    },
)
SOURCES = st.sampled_from(list(scenarios()))


@pytest.fixture(scope="module")
def anybody(worlds: dict[bool, World]) -> FlaskClient:
    """A browser in which nobody is signed in."""
    return worlds[True].client("anonymous")


def address_in(page: str) -> str:
    found = re.search(r'data-address="([^"]*)"', page)
    assert found
    return html.unescape(found.group(1))


def verdicts_in(page: str) -> list[str]:
    """The two outcomes on the screen, left to right."""
    return [
        " ".join(re.sub("<[^>]+>", " ", each).split()).lstrip("✓↓✗? ")
        for each in re.findall(r'<p class="verdict">(.*?)</p>', page, re.DOTALL)
    ]


def test_without_an_address_it_shows_the_pair_of_the_demonstration(anybody: FlaskClient) -> None:
    page = anybody.get("/simulator").text
    assert verdicts_in(page) == ["Hire at Senior", "Downlevel: offer at Mid"]
    assert "Coding can’t buy it back" in page
    assert "Checked on all 303,264 cells of this policy" in page


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    a=SOURCES,
    b=SOURCES,
    a_changes=CHANGES,
    b_changes=CHANGES,
    side=st.sampled_from(["a", "b"]),
    policy=st.sampled_from(shipped_policies()),
    target=st.sampled_from(load_ladder().targets),
)
def test_a_link_restores_exactly_what_was_on_the_screen(
    anybody: FlaskClient, a, b, a_changes, b_changes, side, policy, target
) -> None:
    sent = {"a": a, "b": b, "side": side, "policy": policy, "target": target}
    sent |= {"a.of": a, "b.of": b}
    sent |= {f"a.{key}": value for key, value in a_changes.items()}
    sent |= {f"b.{key}": value for key, value in b_changes.items()}
    first = anybody.get("/simulator", query_string=sent)
    assert first.status_code == 200
    link = address_in(first.text)
    assert len(link) < 700
    assert anybody.application.test_client().get(link).text == first.text


@pytest.mark.parametrize("policy", shipped_policies())
def test_every_scenario_comes_out_as_it_is_decided(anybody: FlaskClient, policy: str) -> None:
    from committee.domain.case import case_of

    rules = load_policy(policy)
    for scenario in scenarios().values():
        case = case_of(scenario.packet, rules)
        page = anybody.get("/simulator", query_string={"b": scenario.id, "policy": policy}).text
        assert verdicts_in(page)[1] == verdict_words(case.verdict, case.level, rules)


def test_changes_belong_to_the_packet_that_they_were_made_to(anybody: FlaskClient) -> None:
    changed = {"a": "the-acer", "b": "the-acer", "b.of": "the-acer", "b.scope": "senior"}
    assert verdicts_in(anybody.get("/simulator", query_string=changed).text) == [
        "Downlevel: offer at Mid",
        "Hire at Senior",
    ]
    other = {**changed, "b": "staff-downleveled", "target": "staff"}
    page = anybody.get("/simulator", query_string=other).text
    assert "b.scope" not in address_in(page)
    assert verdicts_in(page)[1] == "Downlevel: offer at Senior"


def test_a_form_that_changes_nothing_says_nothing_in_the_address(anybody: FlaskClient) -> None:
    heard = {"b": "the-acer", "b.of": "the-acer", "b.scope": "", "b.coding": "4.0"}
    page = anybody.get("/simulator", query_string=heard).text
    assert "b." not in address_in(page)


def test_taking_a_trap_off_brings_back_the_reads_that_it_took(anybody: FlaskClient) -> None:
    as_heard = anybody.get("/simulator", query_string={"b": "trap-we"}).text
    without = {"b": "trap-we", "b.of": "trap-we"}
    assert verdicts_in(as_heard)[1] == "More signal needed"
    assert verdicts_in(anybody.get("/simulator", query_string=without).text)[1] == "Hire at Senior"


def test_all_policies_show_both_packets_under_each(anybody: FlaskClient) -> None:
    page = anybody.get("/simulator/policies").text
    for name in shipped_policies():
        assert load_policy(name).title in page
        assert f"policy={name}" in page
    assert page.count("Hire at Senior") >= 3


def test_a_guess_is_asked_for_before_anything_tells_and_then_held_against_the_outcome(
    anybody: FlaskClient,
) -> None:
    asked = anybody.get("/simulator?guess=ask").text
    assert verdicts_in(asked) == ["Hire at Senior"]
    side = asked.split('id="side-b"')[1].split("</section>")[0]
    assert "behind-b-outcome" not in side
    side = side.split("<div popover")[0]  # What was heard may be read before a guess.
    assert not re.search(
        r"VETO|Downlevel|meets|under bar|tone-(meet|down|veto)|another panel", side
    )
    assert "What flips" not in asked
    guesses = re.findall(r'href="(/simulator\?[^"]*guess=\w+\.\d)"', html.unescape(asked))
    assert len(guesses) == 12
    gaps = {
        guess.rpartition("guess=")[2]: re.findall(
            r'class="sim-gap tone-\w+"><strong>(.*?)</strong> (.*?)</p>', anybody.get(guess).text
        )
        for guess in guesses
    }
    assert gaps["downlevel.7"] == [
        (
            "You said “Offer at a lower level”, 7 in 10 sure, and so it is.",
            "Of ten such guesses, seven should come true.",
        )
    ]
    assert gaps["hire.9"] == [
        (
            "You said “Hire at Senior”, 9 in 10 sure; it is “Downlevel: offer at Mid”.",
            "Of ten such guesses, one may come out otherwise.",
        )
    ]
    assert sum("so it is" in said for ((said, _),) in gaps.values()) == 3
    answered = anybody.get("/simulator?guess=hire.9")
    assert "guess=hire.9" in address_in(answered.text)
    tries = re.findall(r'href="([^"]*)" data-try', answered.text)
    assert tries
    assert all("guess=ask" in each for each in tries)


@pytest.mark.parametrize(
    ("query", "remedy"),
    [
        ({"b.scope": "senor"}, "Did you mean “senior”?"),
        ({"b.coding": "11"}, "Give a score from 1.0 to 4.0."),
        ({"b.coding": "nan"}, "Give a score from 1.0 to 4.0."),
        ({"policy": "../secret"}, "Expected one of senior-loop"),
        ({"target": "below"}, "Expected one of mid, senior, staff, principal."),
        ({"side": "c"}, "Expected one of a, b."),
        ({"guess": "hire.10"}, "Did you mean “hire.9”?"),
    ],
)
def test_an_address_that_means_nothing_is_refused_with_a_remedy(anybody, query, remedy) -> None:
    answer = anybody.get("/simulator", query_string=query)
    assert answer.status_code == 422
    assert remedy in html.unescape(answer.text)


def test_a_scenario_that_is_not_there_is_not_found(anybody: FlaskClient) -> None:
    assert anybody.get("/simulator?a=nonesuch").status_code == 404


def test_a_coach_finds_their_loops_among_the_packets(world: World) -> None:
    coach, stranger = world.client("coach"), world.client("stranger")
    loop = f"loop.{world.keys['loop']}"
    assert f'value="{loop}"' in coach.get("/simulator").text
    assert loop not in stranger.get("/simulator").text
    page = coach.get("/simulator", query_string={"a": loop, "b": loop, "b.scope": "mid"}).text
    assert "R. Okafor" in page


def test_a_candidate_tries_their_packet_out_but_nobody_s_recommendation(world: World) -> None:
    loop = f"loop.{world.keys['loop']}"
    query = {"a": loop, "b": loop, "policy": "bar-raiser"}
    assert (
        "one person gave a recommendation"
        in world.client("coach").get("/simulator", query_string=query).text
    )
    # Without votes a policy that counts them would miss what was only withheld: it isn't offered.
    candidate = world.client("candidate")
    assert candidate.get("/simulator", query_string=query).status_code == 422
    for path in ("/simulator", "/simulator/policies", "/simulator/present"):
        page = candidate.get(path, query_string={"a": loop, "b": loop, "b.scope": "mid"}).text
        assert "Senior loop" in page or path.endswith("present")
        assert "Bar raiser" not in page


def test_a_packet_that_votes_decided_is_not_its_candidate_s_to_try_out(world: World) -> None:
    policy, engine = load_policy("bar-raiser"), make_engine(world.url)
    with session(engine) as opened:
        body = opened.connection().execute(select(Snapshot.body)).scalars().first()
        was = parse_snapshot(str(body), "the decision")
        again = freeze(case_of(was.packet, policy), was.rubric)
        opened.connection().execute(update(Snapshot).values(body=again.text))
    engine.dispose()
    candidate, loop = world.client("candidate"), f"loop.{world.keys['loop']}"
    page = candidate.get(f"/packets/{world.keys['loop']}")
    assert (page.status_code, "What if" in page.text) == (200, False)
    query = {"a": loop, "b": loop, "policy": "bar-raiser"}
    assert candidate.get("/simulator", query_string=query).status_code == 404
    assert world.client("coach").get("/simulator", query_string=query).status_code == 200


def test_a_confirmed_trap_opens_the_sentences_that_it_rests_on(world: World) -> None:
    page = html.unescape(world.client("coach").get("/simulator?b=trap-we").text)
    assert '<button type="button" class="lg-open" popovertarget="behind-b-we">“We did it”' in page
    opened = page.split('id="behind-b-we"')[1].split("</div>")[0]
    assert "we convinced them with a pilot" in opened
    page = html.unescape(
        world.client("coach").get("/simulator?b=trap-we&b.of=trap-we&b.trap=").text
    )
    opened = page.split('id="behind-b-we"')[1].split("</div>")[0]
    assert "“We did it” was taken off by hand: no sentence stands behind that." in opened
