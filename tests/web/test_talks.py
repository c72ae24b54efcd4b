"""Talks: every scene of every script says what its packets hold and what is decided of them."""

import html
import re
from io import BytesIO

import pikepdf
import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from committee.domain.case import case_of
from committee.files.policies import load_policy
from committee.files.rubrics import load_rubric
from committee.files.scenario_catalogue import scenarios
from committee.files.talk_scripts import demonstrations, terms
from committee.present.packet.headline import headline
from committee.present.talk.talk_script import REVEALING, Script
from committee.present.talk.term_explanations import standing_in, text_of
from tests.web.conftest import World

TELLS = re.compile(r"VETO|Downlevel|>\s*meets|under bar|tone-(meet|down|veto)")
EACH = pytest.mark.parametrize("script", demonstrations(), ids=lambda each: each.id)


@pytest.fixture(scope="module")
def anybody(worlds: dict[bool, World]) -> FlaskClient:
    """A browser in which nobody is signed in."""
    return worlds[True].client("anonymous")


def scenes_of(page: str) -> list[str]:
    """The markup of each scene, without what stands behind it."""
    return re.split(r'(?=<section class="scene")', page.split("<div popover")[0])[1:]


def shown(anybody: FlaskClient, script: Script) -> list[str]:
    answer = anybody.get(f"/simulator/present?script={script.id}")
    assert answer.status_code == 200
    return scenes_of(answer.text)


def straight(text: str) -> str:
    return html.unescape(text).replace("’", "'")


@EACH
def test_each_sentence_on_a_scene_stands_in_its_loop_file(anybody: FlaskClient, script) -> None:
    held = {
        side: straight(" ".join(p.quote for _, p in scenarios()[source].packet.evidence))
        for side, source in (("A", script.a), ("B", script.b))
    }
    counted = 0
    for scene in shown(anybody, script):
        for packet in re.split(r'(?=aria-label="Packet )', scene)[1:]:
            side = packet.split('aria-label="Packet ')[1][0]
            for quote in re.findall(r'<blockquote class="said[^>]*><p>“?(.*?)”?</p>', packet):
                assert straight(quote) in held[side]
                counted += 1
    assert counted >= 4
    for scene in script.scenes:
        for quote in re.findall(r"“([^”]{25,})”", scene.say):
            assert any(straight(quote) in each for each in held.values())


@EACH
def test_what_is_decided_is_decide_s_and_is_told_at_its_scene_first(anybody, script) -> None:
    policy, found = load_policy(script.policy), []
    for source in (script.a, script.b):
        case = case_of(scenarios()[source].packet, policy, script.target)
        found.append(headline(case, load_rubric()).words)
    told = False
    for scene, markup in zip(script.scenes, shown(anybody, script), strict=True):
        stage = markup.split('class="scene-stage"')[1].split("scene-foot")[0]
        told = told or scene.shows in REVEALING
        assert told or not TELLS.search(stage)
        if scene.shows in ("outcome", "luck"):
            said = [text_of(each).lstrip("✓↓✗? ") for each in re.findall(
                r'<p class="verdict">(.*?)</p>', stage, re.DOTALL)]  # fmt: skip
            assert said == found
    assert told


@EACH
def test_each_word_of_the_trade_is_explained_where_it_first_stands(anybody, script) -> None:
    known: set[str] = set()
    for markup in shown(anybody, script):
        body = re.sub(r"<nav.*?</nav>", "", markup, flags=re.DOTALL).split("scene-head", 1)[1]
        text = text_of(f'<a class="{body.split("</p>", 1)[1]}')
        known |= {t.word for t in terms() if f"<dfn>{t.word}</dfn>" in markup}
        known |= {t.word for t in terms() if t.says in text}
        assert {t.word for t in standing_in(text, terms())} <= known


def test_scripts_are_of_four_to_seven_scenes_and_each_ends_with_why(anybody: FlaskClient) -> None:
    page = html.unescape(anybody.get("/simulator/demonstrations").text)
    assert len(demonstrations()) >= 9
    for script in demonstrations():
        assert 4 <= len(script.scenes) <= 7
        assert script.scenes[-1].shows == "why"
        assert f"script={script.id}" in page
        assert script.line in page
    assert anybody.get("/simulator/demonstration").location.endswith("script=same-coding")


@pytest.mark.parametrize("policy", ["senior-loop", "bar-raiser"])
def test_any_two_packets_can_be_presented(anybody: FlaskClient, policy: str) -> None:
    for each in scenarios():
        query = {"a": each, "b": "impressions-only", "policy": policy}
        assert len(scenes_of(anybody.get("/simulator/present", query_string=query).text)) >= 8


def test_one_packet_is_shown_as_heard_beside_changed_or_beside_the_model_hire(anybody) -> None:
    changed = {"a": "the-acer", "b": "the-acer", "b.of": "the-acer", "b.scope": "senior"}
    away = html.unescape(
        anybody.get("/simulator/present", query_string=changed | {"names": "away"}).text
    )
    assert "A · The candidate, as heard" in away
    assert "B · The candidate, changed" in away
    page = html.unescape(anybody.get("/simulator/present", query_string=changed).text)
    assert "A · Daniel Brandt, as heard" in page
    assert "B · Daniel Brandt, changed" in page
    assert "who gets the offer" not in page
    assert "Scope was set to Senior by hand: no sentence stands behind that." in page
    same = {"a": "the-acer", "b": "the-acer"}
    page = html.unescape(anybody.get("/simulator/present", query_string=same).text)
    assert "A · Ngozi Adeyemi" in page


def test_one_s_own_loop_is_presented_from_its_pages_with_every_name_away(world: World) -> None:
    coach, key = world.client("coach"), world.keys["loop"]
    named = coach.get(f"/simulator/present?b=loop.{key}").text
    assert "R. Okafor" in named
    for page in (f"/loops/{key}", f"/loops/{key}/packet"):
        found = re.search(r'href="(/simulator/present[^"]*names=away[^"]*)"', coach.get(page).text)
        assert found
        address = html.unescape(found.group(1))
        for window in (address, address.replace("/present?", "/presenter?")):
            shown = coach.get(window).text
            assert "Candidate B" in shown
            for name in ("Okafor", "Mina", "Ngozi", "Adeyemi", "Hoekstra"):
                assert name not in shown.split('class="scene-where"', 1)[1]
                assert name not in shown.split("<body>")[0]


def test_a_guess_is_held_against_the_outcome(anybody: FlaskClient) -> None:
    query = {"script": "same-coding", "scene": 4, "guess": "hire.9"}
    page = anybody.get("/simulator/present", query_string=query).text
    (open_,) = re.findall(r'data-gap="(\S+)">', page)
    assert open_ == "hire.9"
    assert anybody.get("/simulator/present?script=nonesuch").status_code == 422
    assert anybody.get("/simulator/present?script=same-coding&scene=8").status_code == 422


def test_the_simulator_offers_no_loop_whose_reader_owes_a_scorecard(world: World) -> None:
    page = world.client("coach").get("/simulator").text
    offered = re.findall(r'value="loop\.([\w-]+)"', page)
    assert offered
    for key in offered:
        query = {"b": f"loop.{key}"}
        answer = world.client("coach").get("/simulator", query_string=query)
        assert answer.status_code == 200


def test_a_hand_out_has_a_page_a_scene_with_its_notes_and_no_name_that_is_away(
    world: World,
) -> None:
    coach, key = world.client("coach"), world.keys["loop"]
    query = {"b": f"loop.{key}", "names": "away"}
    for asked, scenes in (({"script": "same-coding"}, demonstrations()[0].scenes), (query, None)):
        answer = coach.get("/simulator/hand-out.pdf", query_string=asked)
        assert answer.mimetype == "application/pdf"
        with pikepdf.open(BytesIO(answer.data)) as document:
            pages, told = len(document.pages), repr(document.docinfo)
        text = " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.data)).pages)
        if scenes:
            assert pages == len(scenes)
            words = " ".join(text.split())
            assert all(" ".join(each.say.split()[:6]) in words for each in scenes)
        else:
            assert "Candidate B" in text
            for name in ("Okafor", "Mina", "Ngozi", "Adeyemi", "Hoekstra"):
                assert name not in text + told + str(answer.headers)


def test_texts_say_left_where_the_left_packet_is_the_one_that_is_guessed(anybody) -> None:
    two = "/simulator/present?a=the-acer&b=failing-code"
    right, left = (html.unescape(anybody.get(two + side).text) for side in ("", "&side=a"))
    assert "for the one on the right:" in right
    assert "for the one on the left:" in left
    assert "{side}" not in right + left
    one = html.unescape(anybody.get("/simulator/present?a=the-acer&b=the-acer&a.scope=senior").text)
    assert "What is changed on the left was never heard" in one
    both = "/simulator/present?a=the-acer&b=the-acer&a.scope=senior&b.coding=1"
    assert "was never heard" not in html.unescape(anybody.get(both).text)


def test_where_votes_decide_texts_speak_of_votes_and_each_opens_its_words(anybody) -> None:
    query = "a=owned-failure&b=bar-raiser-objects&policy=bar-raiser"
    page = html.unescape(anybody.get(f"/simulator/present?{query}").text)
    assert "each line ends where" not in page
    assert "every column" not in page.lower()
    for key in ("a-recommendation", "b-recommendation", "b-bar_raiser"):
        assert f'popovertarget="behind-{key}"' in page
        assert f'id="behind-{key}"' in page
    simulator = anybody.get(f"/simulator?{query}").text
    assert 'popovertarget="behind-b-bar_raiser"' in simulator
    set_ = f"{query}&b.of=bar-raiser-objects&b.bar_raiser=senior"
    scenes = scenes_of(html.unescape(anybody.get(f"/simulator/present?{set_}").text))
    votes = next(each for each in scenes if "How they voted" in each)
    assert "The bar raiser’s vote was set to Senior by hand" in votes


def test_a_trap_set_by_hand_is_said_where_an_outcome_rests_on_it(anybody) -> None:
    acer = "a=the-acer&b=the-acer&b.of=the-acer&b.trap=we"
    page = html.unescape(anybody.get(f"/simulator/present?{acer}").text)
    assert "“We did it” was confirmed by hand: no sentence stands behind that." in page
    off = "a=trap-we&b=trap-we&b.of=trap-we"
    scenes = scenes_of(html.unescape(anybody.get(f"/simulator/present?{off}").text))
    assert any("“We did it” was taken off by hand" in each for each in scenes)


def test_a_trap_that_decided_opens_its_sentences_once_it_is_told(anybody) -> None:
    page = html.unescape(anybody.get("/simulator/present?script=nobody-moved").text)
    scenes = scenes_of(page)
    target = 'popovertarget="behind-b-no-influence"'
    told = [target in each for each in scenes]
    assert told == [False, False, False, True, False, False]
    assert 'id="behind-b-no-influence"' in page


def test_one_packet_twice_stands_beside_a_model_hire_that_isn_t_itself(anybody) -> None:
    page = html.unescape(anybody.get("/simulator/present?a=legible-senior&b=legible-senior").text)
    assert "A · Ngozi Adeyemi, as heard" not in page
    assert "A · Ngozi Adeyemi" not in page
    assert "B · Ngozi Adeyemi" in page
