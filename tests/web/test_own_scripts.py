"""Scripts of a coach's own: written in a form, kept, shared, and taken along as files."""

import html
import re

import pytest
from flask.testing import FlaskClient

from committee.errors import FileError
from committee.files.own_talk_script_file import read_script, script_of, script_text
from committee.files.scenario_catalogue import scenarios
from committee.files.talk_scripts import demonstrations

from .conftest import OURS, World, post

FORM = {
    "title": "Spring’s acer",
    "line": "Our own.",
    "a": "legible-senior",
    "b": "the-acer",
    "target": "senior",
    "policy": "senior-loop",
}
SCENES = {"1": "said", "2": "reads", "3": "outcome"}


def filled(**more: str) -> dict[str, str]:
    texts = {
        f"{slot}.{part}": f"{part} of “{kind}”"
        for slot, kind in SCENES.items()
        for part in ("on", "title", "say", "ask")
    }
    kinds = {f"{slot}.shows": kind for slot, kind in SCENES.items()}
    return {**FORM, **texts, **kinds, **more}


def links(client: FlaskClient) -> dict[str, str]:
    """The scripts of coaches' own on the list: titles to addresses."""
    page = client.get("/simulator/demonstrations").text
    found = re.findall(r'href="(/simulator/present\?script=own[^"]*)">(.*?)</a>', page)
    return {html.unescape(title): address for address, title in found}


def test_a_script_is_written_run_changed_shared_and_deleted(world: World) -> None:
    coach, other = world.client("coach"), world.client("coach_open")
    assert post(coach, "/simulator/demonstrations/new", **filled()).status_code == 303
    address = links(coach)["Spring’s acer"]
    page = html.unescape(coach.get(address).text)
    assert page.count('<section class="scene"') == 3
    assert "say of “outcome”" in page
    assert "Daniel Brandt" in page
    assert links(other) == {}
    assert other.get(address).status_code == 404
    edit = address.replace("present?script=own.", "demonstrations/")
    changed = filled(version="1", shared="yes", names="away", title="Nobody’s acer")
    assert post(coach, edit, **changed).status_code == 303
    assert list(links(other)) == ["Nobody’s acer"]
    page = other.get(address).text
    assert "Candidate B" in page
    assert "Brandt" not in page
    assert other.get(edit).status_code == 404
    stale = post(coach, edit, **filled(version="1", title="Typed in another tab"))
    assert stale.status_code == 422
    assert "Typed in another tab" in stale.text
    newest = re.search(r'name="version" value="(\d+)"', stale.text)
    assert newest
    meant = filled(version=newest.group(1), title="Typed in another tab")
    assert post(coach, edit, **meant).status_code == 303
    assert "Typed in another tab" in links(coach)
    assert post(coach, edit, act="delete").status_code == 303
    assert list(links(coach)) == ["Ours"]


def test_sentences_and_their_question_are_named_in_the_form(world: World) -> None:
    coach = world.client("coach")
    named = {"1.about": "And who noticed?", "1.a": "e7", "1.b": "e11 e3"}
    assert post(coach, "/simulator/demonstrations/new", **filled(**named)).status_code == 303
    address = links(coach)["Spring’s acer"]
    page = html.unescape(coach.get(address).text)
    assert "And who noticed?" in page
    text = coach.get(address.replace("present?script=own.", "demonstrations/") + ".toml").text
    (said,) = [each for each in read_script(text, "it")["scene"] if each["shows"] == "said"]
    assert (said["about"], said["a"], said["b"]) == ("And who noticed?", ["e7"], ["e11", "e3"])
    edit = coach.get(address.replace("present?script=own.", "demonstrations/")).text
    assert all(f'value="{ids}"' in edit for ids in ("e7", "e11 e3"))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"title": ""}, "title"),
        ({"policy": "nonesuch"}, "Expected one of"),
        ({"b": "loop.nonesuch"}, "the packet on the right is none that you can show"),
        ({"1.on": "", "2.on": ""}, "a script has 3 scenes at least, and 1 here are ticked"),
        ({"2.title": ""}, "“Heading” is empty"),
        ({"2.place": "ten"}, "found “ten” as the place of a scene"),
        ({"a": "the-acer"}, "both packets are the same"),
        ({"1.a": "e1 e2 e3 e4 e5"}, "5 sentences are named for the left"),
        ({"toml": "[[demonstration]]", "title": ""}, "title"),
        ({"toml": "[[demonstration]]\nid = 3", "act": "bring in"}, "missing"),
        ({"1.b": "e2 e99"}, "the packet on the right has no sentence “e99”"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(world: World, wrong, told) -> None:
    sent = filled(**{"line": "Typed with care.", **wrong})
    answer = post(world.client("coach"), "/simulator/demonstrations/new", **sent)
    assert answer.status_code == 422
    notice = html.unescape(answer.text.split('role="alert">')[1].split("</p>")[0])
    assert told in notice
    for typed in {"Typed with care.", sent.get("toml", ""), "say of “outcome”"}:
        assert typed in html.unescape(answer.text)


def test_what_is_typed_of_a_scene_that_isn_t_shown_is_kept_too(world: World) -> None:
    coach = world.client("coach")
    spare = {"4.shows": "luck", "4.title": "For later", "4.say": "A thought.", "4.a": "e2"}
    assert post(coach, "/simulator/demonstrations/new", **filled(**spare)).status_code == 303
    address = links(coach)["Spring’s acer"]
    edit = address.replace("present?script=own.", "demonstrations/")
    page = html.unescape(coach.get(edit).text)
    assert 'value="For later"' in page
    assert "A thought." in page
    assert "For later" not in html.unescape(coach.get(address).text)
    body = read_script(coach.get(f"{edit}.toml").text, "it")
    assert body["spare"] == [
        {"shows": "luck", "title": "For later", "say": "A thought.", "a": ["e2"]}
    ]
    assert len(body["scene"]) == 3


def test_the_form_lists_the_sentences_that_can_be_named(world: World) -> None:
    coach = world.client("coach")
    assert post(coach, "/simulator/demonstrations/new", **filled()).status_code == 303
    edit = links(coach)["Spring’s acer"].replace("present?script=own.", "demonstrations/")
    page = html.unescape(coach.get(edit).text)
    for side in ("legible-senior", "the-acer"):
        for _, piece in scenarios()[side].packet.evidence:
            assert f'<th scope="row">{piece.id}</th>' in page
            assert f"<td>{piece.quote}</td>" in page


def test_a_script_goes_out_as_a_file_and_comes_in_again(world: World) -> None:
    coach = world.client("coach")
    text = coach.get(f"/simulator/demonstrations/{world.keys['script']}.toml").text
    assert read_script(text, "the file") == OURS
    odd = {**OURS, "title": 'Say "it" \\ once', "line": "…\ttwice"}
    assert read_script(script_text(odd), "the file") == odd
    taken = post(
        coach, "/simulator/demonstrations/new", act="bring in", toml=text.replace("Ours", "Theirs")
    )
    assert taken.status_code == 303
    assert sorted(links(coach)) == ["Ours", "Theirs"]
    broken = post(
        coach, "/simulator/demonstrations/new", act="bring in", toml="[[demonstration]]\nid = 3"
    )
    assert broken.status_code == 422
    assert "id = 3" in broken.text


def test_saving_what_was_opened_loses_no_scene_and_no_packet(world: World) -> None:
    coach = world.client("coach")

    def brought_in(kinds: tuple[str, ...], b: str, title: str) -> str:
        scenes = [{"shows": each, "title": "T", "say": "S"} for each in kinds]
        text = script_text({**OURS, "title": title, "b": b, "scene": scenes})
        sent = post(coach, "/simulator/demonstrations/new", act="bring in", toml=text)
        assert sent.status_code == 303
        return links(coach)[title].replace("present?script=own.", "demonstrations/")

    def saved_again(edit: str) -> int:
        page = coach.get(edit).text
        typed = r'<input (?:type="number" )?name="([^"]+)"[^>]* value="([^"]*)"'
        fields = dict(re.findall(typed, page))
        fields |= dict(re.findall(r'<textarea name="([^"]+)"[^>]*>([^<]*)</textarea>', page))
        fields |= dict.fromkeys(re.findall(r'name="([^"]+)"[^>]* value="yes" checked', page), "yes")
        chosen = r'<select name="([^"]+)"(?:(?!</select>).)*<option value="([^"]+)" selected'
        fields |= dict(re.findall(chosen, page, re.DOTALL))
        version = re.findall(r'name="version" value="(\d+)"', page)[0]
        return post(coach, edit, **{**fields, "version": version}).status_code

    twisted = brought_in(("why", "reads", "said"), f"loop.{world.keys['loop']}", "Twisted")
    before = read_script(coach.get(f"{twisted}.toml").text, "before")
    assert saved_again(twisted) == 303
    assert read_script(coach.get(f"{twisted}.toml").text, "after") == before
    twice = brought_in(("said", "reads", "said"), "the-acer", "Twice")
    before = read_script(coach.get(f"{twice}.toml").text, "before")
    assert saved_again(twice) == 303
    assert read_script(coach.get(f"{twice}.toml").text, "after") == before


def test_scenes_come_by_their_places_and_a_kind_may_come_twice(world: World) -> None:
    coach = world.client("coach")
    moved = {"3.place": "1", "1.place": "2", "2.place": "3", "2.shows": "said"}
    assert post(coach, "/simulator/demonstrations/new", **filled(**moved)).status_code == 303
    edit = links(coach)["Spring’s acer"].replace("present?script=own.", "demonstrations/")
    body = read_script(coach.get(f"{edit}.toml").text, "it")
    assert [each["shows"] for each in body["scene"]] == ["outcome", "said", "said"]


def test_a_script_that_reveals_nothing_tells_no_outcome_and_asks_for_no_guess(
    world: World,
) -> None:
    coach = world.client("coach")
    kinds = {"1.shows": "scores", "2.shows": "said", "3.shows": "reads"}
    assert post(coach, "/simulator/demonstrations/new", **filled(**kinds)).status_code == 303
    page = coach.get(links(coach)["Spring’s acer"]).text.split("popover id")[0]
    assert page.count('<section class="scene"') == 3
    for telling in ("Downlevel", "Hire at", "how sure are you"):
        assert telling not in page


def test_a_script_that_was_deleted_meanwhile_comes_back_as_a_new_one(world: World) -> None:
    coach = world.client("coach")
    assert post(coach, "/simulator/demonstrations/new", **filled()).status_code == 303
    edit = links(coach)["Spring’s acer"].replace("present?script=own.", "demonstrations/")
    assert post(coach, edit, act="delete").status_code == 303
    late = post(coach, edit, **filled(title="Typed for long"))
    assert late.status_code == 404
    assert "Typed for long" in late.text
    assert 'action="/simulator/demonstrations/new"' in late.text


def test_a_shared_script_is_told_to_those_alone_who_may_read_its_packets(world: World) -> None:
    """Ruth owes a scorecard on the loop that the coach's script quotes."""
    coach, ruth = world.client("coach"), world.client("coach_open")
    sent = filled(b=f"loop.{world.keys['loop']}", shared="yes", title="Mina liked him")
    assert post(coach, "/simulator/demonstrations/new", **sent).status_code == 303
    address = links(coach)["Mina liked him"]
    file = address.replace("present?script=own.", "demonstrations/") + ".toml"
    assert coach.get(file).status_code == 200
    assert "Mina liked him" not in links(ruth)
    assert [ruth.get(each).status_code for each in (address, file)] == [404, 404]


def test_no_name_is_left_in_what_a_script_says_where_names_are_away(world: World) -> None:
    coach = world.client("coach")
    told = {"title": "R. Okafor’s loop", "1.say": "TARIQ and mina asked.", "names": "away"}
    sent = filled(b=f"loop.{world.keys['loop']}", **told)
    assert post(coach, "/simulator/demonstrations/new", **sent).status_code == 303
    address = links(coach)["R. Okafor’s loop"]
    for window in (address, address.replace("/present?", "/presenter?")):
        page = html.unescape(coach.get(window).text)
        assert "[name] and [name] asked." in page
        for name in ("Okafor", "TARIQ", "mina", "Mina"):
            assert name not in page.split('class="scene-where"', 1)[1]
            assert name not in page.split("<body>")[0]


def test_a_file_of_ours_is_one_of_theirs() -> None:
    scenes = [
        {"shows": s.shows, "title": s.title, "say": s.say, "ask": s.ask, "about": s.about}
        | {"a": list(s.a), "b": list(s.b)}
        for s in demonstrations()[0].scenes
    ]
    first = demonstrations()[0]
    head = {key: getattr(first, key) for key in ("id", "title", "line", "a", "b", "target")}
    body = read_script(script_text({**head, "policy": first.policy, "scene": scenes}), "the file")
    assert script_of(body, "the file") == first
    with pytest.raises(FileError, match="Expected one of"):
        script_of({**OURS, "target": "below"}, "the file")
