"""A turn of a transcript as sentences, each with the minute at which it began."""

from hypothesis import given
from hypothesis import strategies as st

from committee.present.form.transcript_passages import Passage, sentences_of
from committee.speech.conversation import Cue
from committee.speech.interview import read_interview


def sentences(*cues):
    asked = Cue("Mina", "Why?", *((0.0, 1.0) if cues[0].start is not None else ()))
    (heard,) = read_interview([asked, *cues], "Jo").answers
    return sentences_of(heard)


def test_each_sentence_has_its_minute_evenly_between_the_times_that_are_known():
    assert sentences(
        Cue("Jo", "I paid Dr. Ng 3.5 k. It was", 60.0, 70.0),
        Cue("Jo", "late! “Why?” she said.", 70.0, 92.0),
    ) == (
        Passage(1, "01:00", "I paid Dr. Ng 3.5 k."),
        Passage(2, "01:08", "It was late!"),
        Passage(3, "01:16", "“Why?”"),
        Passage(4, "01:22", "she said."),
    )


def test_where_no_time_is_known_no_minute_is_made_up():
    assert sentences(Cue("Jo", "One thing. はい。Two")) == (
        Passage(1, "", "One thing."),
        Passage(2, "", "はい。"),
        Passage(3, "", "Two"),
    )


@given(st.text(st.sampled_from("aI .!?…”)\n。3"), min_size=1).filter(str.strip))
def test_sentences_lose_no_word_and_add_none(text):
    found = sentences(Cue("Jo", text, 5.0, 9.0))
    assert "".join("".join(s.words.split()) for s in found) == "".join(text.split())
    assert [s.minute for s in found] == sorted(s.minute for s in found)
