"""Whose turn it is with a loop: each step in its order, with the act that is next."""

from datetime import UTC, date, datetime

import pytest

from committee.present.voice.whose_turn import Stand, Turn, Waiting, whose_turn

TODAY, AT = date(2026, 3, 12), datetime(2026, 3, 10, 9, tzinfo=UTC)
LATE = Waiting("Ana Silva’s behavioural", date(2026, 3, 11), AT)
DUE = Waiting("Yaw Mensah’s coding", date(2026, 3, 12), AT)
OPEN = Waiting("Lena Roth’s system design", None, AT)
DONE = Stand(seats=4, submitted_at=AT, has_reader=True)
DECIDED = Stand(seats=4, submitted_at=AT, decision=2, decided_at=AT)


@pytest.mark.parametrize(
    ("stand", "words", "act"),
    [
        (Stand(), "Nobody sits on the panel yet.", "fill"),
        (Stand([LATE], 1, owed=True), "Waits for you: your scorecard is to be written.", "write"),
        (
            Stand([LATE, DUE, OPEN], 4),
            "Waits for Ana Silva’s behavioural (overdue since 11 March 2026), Yaw Mensah’s coding"
            " (due 12 March 2026) and Lena Roth’s system design (since 10 March 2026).",
            "",
        ),
        (Stand([Waiting("Ana Silva’s coding")], 2, lacks=True, links=True),
         "Waits for Ana Silva’s coding.", "fill"),
        (Stand([Waiting("Ana Silva’s coding")], 2, links=True),
         "Waits for Ana Silva’s coding.", "send"),
        (DONE, "Waits for you since 10 March 2026: everything is submitted, decide?", "decide"),
        (DECIDED, "Waits for you since 10 March 2026: release decision 2?", "release"),
        (Stand(seats=4, submitted_at=AT, decision=2, decided_at=AT, changed=True),
         "Waits for you since 10 March 2026: decide again?", "decide"),
        (Stand(seats=4, decided_at=AT, released_at=AT),
         "Released; nobody reads it before the candidate is let in.", "invite"),
        (Stand(seats=4, decided_at=AT, released_at=AT, has_reader=True),
         "Released 10 March 2026: nothing more is to be done.", "read"),
    ],
)  # fmt: skip
def test_each_stand_has_its_sentence_and_its_act(stand: Stand, words: str, act: str) -> None:
    turn = whose_turn(stand, TODAY)
    assert Turn(turn.words.replace("\N{NO-BREAK SPACE}", " "), turn.act) == Turn(words, act)


def test_who_only_reads_is_told_of_the_coach() -> None:
    turn = whose_turn(Stand(seats=1, submitted_at=AT, rules=False), TODAY)
    assert (turn.words.split(" since")[0], turn.act) == ("Waits for the coach", "")
