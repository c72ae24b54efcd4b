"""Scripts of a coach's own: written in a form, kept, shared, and taken along as files."""

import html
import re

import pytest
from flask.testing import FlaskClient

from committee.errors import FileError
from committee.files.script_file import read_script, script_of, script_text
from committee.files.scripts import demonstrations

from .conftest import OURS, World, post

FORM = {
    "title": "Spring’s acer",
    "line": "Our own.",
    "a": "legible-senior",
    "b": "the-acer",
    "target": "senior",
    "policy": "senior-loop",
}
SCENES = ("said", "reads", "outcome")


def filled(**more: str) -> dict[str, str]:
    texts = {
        f"{kind}.{part}": f"{part} of “{kind}”"
        for kind in SCENES
        for part in ("on", "title", "say", "ask")
    }
    return {**FORM, **texts, **more}


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
    named = {"said.about": "And who noticed?", "said.a": "e7", "said.b": "e11 e3"}
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
        ({"b": "loop.nonesuch"}, "packet B is none that you can show"),
        ({"said.on": "", "reads.on": ""}, "scene"),
        ({"said.on": "yes", "said.b": "e2 e99"}, "packet B has no sentence “e99”"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(world: World, wrong, told) -> None:
    sent = filled(**{"line": "Typed with care.", **wrong})
    answer = post(world.client("coach"), "/simulator/demonstrations/new", **sent)
    assert answer.status_code == 422
    notice = html.unescape(answer.text.split('role="alert">')[1].split("</p>")[0])
    assert told in notice
    assert "Typed with care." in answer.text


def test_a_script_goes_out_as_a_file_and_comes_in_again(world: World) -> None:
    coach = world.client("coach")
    text = coach.get(f"/simulator/demonstrations/{world.keys['script']}.toml").text
    assert read_script(text, "the file") == OURS
    odd = {**OURS, "title": 'Say "it" \\ once', "line": "…\ttwice"}
    assert read_script(script_text(odd), "the file") == odd
    taken = post(coach, "/simulator/demonstrations/new", toml=text.replace("Ours", "Theirs"))
    assert taken.status_code == 303
    assert sorted(links(coach)) == ["Ours", "Theirs"]
    broken = post(coach, "/simulator/demonstrations/new", toml="[[demonstration]]\nid = 3")
    assert broken.status_code == 422
    assert "id = 3" in broken.text


def test_saving_what_was_opened_loses_no_scene_and_no_packet(world: World) -> None:
    coach = world.client("coach")

    def brought_in(kinds: tuple[str, ...], b: str, title: str) -> str:
        scenes = [{"shows": each, "title": "T", "say": "S"} for each in kinds]
        text = script_text({**OURS, "title": title, "b": b, "scene": scenes})
        sent = post(coach, "/simulator/demonstrations/new", toml=text)
        assert sent.status_code == 303
        return links(coach)[title].replace("present?script=own.", "demonstrations/")

    def saved_again(edit: str) -> int:
        page = coach.get(edit).text
        fields = dict(re.findall(r'<input name="([^"]+)"[^>]* value="([^"]*)"', page))
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
    before = coach.get(f"{twice}.toml").text
    assert saved_again(twice) == 422
    assert coach.get(f"{twice}.toml").text == before


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
    told = {"title": "R. Okafor’s loop", "said.say": "TARIQ and mina asked.", "names": "away"}
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
