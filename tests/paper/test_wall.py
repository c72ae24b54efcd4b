"""A wall of odd input: nothing is lost, nothing is garbage, and what can't be shown is named."""

import io
import re
import subprocess

import pikepdf
import pytest

from committee.errors import PaperError
from committee.files.printed_text import Pages
from committee.paper.fallback_fonts import reach
from committee.paper.html import packet_html
from committee.paper.page_texts import page_texts
from committee.paper.render import render
from tests.packets import behavioral, loop, piece, printed, scenario, view_of
from tests.paper.glyphs import outlines

SAID = {
    "Greek": "Ἐγὼ ἀποφάσισα, καὶ ἦταν λάθος.",
    "Cyrillic": "Я решил сам, и это стоило нам недели.",
    "Arabic": "أنا قررت تأجيل الإطلاق أسبوعين.",
    "Hebrew": "החלטתי לדחות את ההשקה בשבועיים.",
    "Devanagari": "मैंने लॉन्च टालने का फ़ैसला किया।",
    "Thai": "ฉันตัดสินใจเลื่อนการเปิดตัว",
    "Japanese": "私がリリースを二週間延ばすと決めました。",
    "Chinese": "我决定把发布推迟两周。",
    "Korean": "제가 출시를 2주 미루기로 결정했습니다.",
    "Georgian": "გადავწყვიტე გაშვების გადადება.",
    "Armenian": "Ես որոշեցի հետաձգել թողարկումը։",
    "Vietnamese": "Tôi đã quyết định hoãn phát hành.",
    "emoji": "We rolled back 🧯 in 9 minutes 👩🏽‍💻 🇳🇿",
}

STACKED = {
    "Bengali": "আমি সিদ্ধান্ত নিয়েছি পিছিয়ে দিতে।",
    "Tamil": "நான் வெளியீட்டைத் தள்ளி வைத்தேன்.",
    "Telugu": "నేను విడుదలను వాయిదా వేశాను.",
    "Sinhala": "මම නිකුතුව කල් දැමුවෙමි.",
    "Burmese": "ကျွန်တော် ဆုံးဖြတ်ခဲ့တယ်။",
    "Khmer": "ខ្ញុំបានសម្រេចចិត្តពន្យារពេល។",
}


def told(*quotes: str, candidate: str = "R. Okafor", interviewer: str = "Mina"):
    evidence = [piece(f"e{at}", quote=quote) for at, quote in enumerate(quotes)]
    return loop(behavioral("b1", interviewer, evidence, scope="mid"), candidate=candidate)


def families(pdf: bytes, tmp_path) -> set[str]:
    (tmp_path / "x.pdf").write_bytes(pdf)
    listed = subprocess.run(
        ["pdffonts", tmp_path / "x.pdf"], capture_output=True, text=True, check=True
    )
    return {line.split()[0].partition("+")[2] for line in listed.stdout.splitlines()[2:]}


@pytest.fixture(scope="module")
def wall() -> bytes:
    return render(view_of(told(*SAID.values(), candidate="Ελένη 王小明 أمل")))


@pytest.fixture(scope="module")
def wall_text(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("wall") / "wall.pdf"
    path.write_bytes(render(view_of(told(*SAID.values(), *STACKED.values()))))
    ran = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    return " ".join(ran.stdout.split())


def test_every_letter_of_thirteen_kinds_of_text_is_in_the_pdf(wall: bytes) -> None:
    # Scripts that join, stack or run from the right are not read back in the order of typing.
    drawn = set(printed(wall))
    letters = {letter for text in SAID.values() for letter in text if letter.isalpha()}
    assert {letter for letter in letters - drawn if ord(letter) < 0x600} == set()
    assert SAID["Japanese"] in printed(wall)
    assert SAID["Chinese"] in printed(wall)
    assert SAID["Korean"] in printed(wall)


@pytest.mark.parametrize("script", sorted({*SAID, *STACKED} - {"Arabic", "Hebrew"}))
def test_every_sentence_is_read_back_as_it_was_typed(wall_text: str, script: str) -> None:
    assert (SAID | STACKED)[script] in wall_text


def test_a_line_of_arabic_has_all_its_letters(wall_text: str) -> None:
    # In the order of typing, as the standard has it; poppler turns such a line around.
    assert SAID["Arabic"].rstrip(".")[::-1] in wall_text


def test_only_our_families_draw_them(wall: bytes, tmp_path) -> None:
    assert {
        family for family in families(wall, tmp_path) if not family.startswith("Committee")
    } == set()


def test_an_odd_character_leaves_every_other_glyph_as_it_was() -> None:
    plain = outlines(render(view_of(told("We went → north, ≤ 9 □."))))
    odd = outlines(render(view_of(told("We went → north, ≤ 9 □. ℝℕℓɕŉ", candidate="R. Okafor Я"))))
    assert {letter: odd[letter] for letter in plain} == plain
    bold_and_regular = {"Я"}
    assert {letter: len(odd[letter]) for letter in odd.keys() - plain.keys()} == {
        letter: 1 + (letter in bold_and_regular) for letter in "ℝℕℓɕŉЯ"
    }


def test_a_sign_that_asks_to_be_an_emoji_is_drawn_by_our_own(tmp_path) -> None:
    pdf = render(view_of(told("Then we went live ▶\ufe0f on Monday.")))
    assert {each for each in families(pdf, tmp_path) if not each.startswith("Committee")} == set()


def test_nothing_of_them_is_missing() -> None:
    assert {name: reach(text).missing for name, text in SAID.items() if reach(text).missing} == {}


def test_a_plain_packet_loads_no_further_font() -> None:
    assert reach(packet_html(view_of(scenario("messy-staff")))).faces == ()


def test_what_cannot_be_shown_is_named_and_has_a_stand_in() -> None:
    text = printed(render(view_of(told("Runes ᚠᚢ, private \ue000, and words after."))))
    assert "“Runes □□, private □, and words after.”" in text
    assert (
        "3 characters of this packet can’t be shown on paper and stand as □:"
        " U+16A0 runic letter fehu feoh fe f, U+16A2 runic letter uruz ur u,"
        " U+E000 without a name."
    ) in text


def test_what_runs_from_the_right_is_set_from_the_right() -> None:
    html = packet_html(view_of(told(SAID["Hebrew"], SAID["Greek"])))
    assert [html.count(f'<blockquote dir="{way}">') for way in ("rtl", "ltr")] == [1, 1]


def inside_the_page(path) -> bool:
    """Whether no word stands outside the sheet; poppler gives each its box."""
    ran = subprocess.run(
        ["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, check=True
    )
    width = float(re.search(r'page width="([\d.]+)"', ran.stdout)[1])
    boxes = re.findall(r'xMin="([-\d.]+)"[^>]*xMax="([-\d.]+)"', ran.stdout)
    return bool(boxes) and all(float(a) >= 0 and float(b) <= width for a, b in boxes)


def test_a_word_of_four_thousand_letters_stays_on_the_paper(tmp_path) -> None:
    pdf = render(view_of(told("x" * 4000, candidate="W" * 200, interviewer="M" * 200)))
    assert printed(pdf).count("x") >= 4000
    (tmp_path / "x.pdf").write_bytes(pdf)
    assert inside_the_page(tmp_path / "x.pdf")


@pytest.mark.parametrize("edition", ["committee", "candidate", "summary"])
def test_a_packet_without_anything_in_it_is_still_a_packet(edition: str) -> None:
    text = printed(render(view_of(loop(), edition)))
    assert "More signal needed" in text


def test_two_hundred_pieces_of_evidence_are_all_there() -> None:
    quotes = [f"Sentence number {at}, and nothing else." for at in range(200)]
    pdf = render(view_of(told(*quotes)))
    text = printed(pdf)
    assert [quote for quote in quotes if quote not in text] == []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) < 30


def test_a_packet_of_more_pages_than_the_bound_is_refused(monkeypatch) -> None:
    view = view_of(scenario("trap-we"))
    with pikepdf.open(io.BytesIO(render(view))) as document:
        pages = len(document.pages)
    monkeypatch.setattr("committee.paper.render.MOST_PAGES", pages - 1)
    with pytest.raises(PaperError) as refused:
        render(view)
    assert str(refused.value) == (
        f"this document has {pages} pages, and at most {pages - 1} are printed."
        " Ask for the summary edition, or shorten the evidence."
    )


def pages_of(packet) -> Pages:
    """The pages of a packet as `committee replay` reads them back."""
    return Pages(page_texts(render(view_of(packet))))


def test_replay_looks_for_every_script_that_comes_back_letter_by_letter(wall: bytes) -> None:
    pages = Pages(page_texts(wall))
    found = {script: pages.holds(said) for script, said in SAID.items()}
    assert {script for script, held in found.items() if held is not True} == {"Arabic"}
    # A word less: what comes back is known to differ, of the rest replay says that it can't tell.
    fewer = {script: pages.holds(said[:-4] + said[-1]) for script, said in SAID.items()}
    unknown = {"Arabic", "Hebrew", "Devanagari", "Thai"}
    # PDFium leaves emoji out: one that is gone is noticed by the page's sum alone.
    told = {script: None if script in unknown else False for script in SAID}
    assert fewer == {**told, "emoji": True}


def test_replay_finds_a_sentence_that_goes_on_overleaf() -> None:
    sentences = [
        f"On day {at} the plan was wrong, and I said so to all of them." for at in range(90)
    ]
    plan = " ".join(sentences)
    pages = pages_of(told(plan, "x" * 4000, candidate="W" * 190))
    assert pages.holds(plan) is True
    assert pages.holds("x" * 4000) is True
    assert pages.holds(plan.replace("day 60", "day 61")) is False


@pytest.mark.parametrize(
    "said",
    [
        "extra\u00adordinary " * 30,
        "oﬃce ﬁle, Cafe\u0301, nai\u0308ve, ＡＢＣ, ｶﾞ",
        "two\u2028lines\u2029and a\u200bgap",
        "Runes ᚠᚢ, private \ue000, 𠮷野家, ☐ and words",
        "𝐇𝐞𝐥𝐥𝐨 and 1️⃣ ❤️",
    ],
)
def test_what_paper_writes_otherwise_is_no_difference(said: str) -> None:
    pages = pages_of(told(said, "And words after."))
    assert pages.holds(said) is not False
    assert pages.holds("And words after.") is True
