"""What a draft's words hint at while it is written: traps with their next question.

Hints are given for each answer, an answer being what was logged from one question to the
next, and the text in the capture box belonging to the last. Nothing here touches a decision.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from committee.domain.answer_clock import Answer, answers
from committee.domain.guide import Guide
from committee.domain.packet import Story
from committee.domain.rubric import REACHES, Rubric
from committee.errors import FormError
from committee.scorecard.draft import Draft
from committee.speech import (
    Accuracy,
    hints_for,
    interview_hints,
    read_answer,
    safe_story,
)
from committee.speech.answer import AnswerSignals
from committee.speech.hints import Hint

Stories = Sequence[Story]
WHOLE = "all"


def how_often_right(measured: Accuracy) -> str:
    """How far hints are to be trusted, in one line, by the answers they were measured on."""
    return (
        f"Hints are questions, not findings: on {measured.answers} answers that their rules had "
        f"never seen (the {measured.set} set), {measured.right} of {measured.given} were right, "
        f"{measured.right} of {measured.due} traps were found, and {measured.hinted} of "
        f"{measured.strong} strong answers got one."
    )


@dataclass(frozen=True)
class HintView:
    """A trap to look at; `key` names it when it is confirmed or dismissed.

    `pieces` are the ids of the evidence whose words gave rise to it; none where the hint
    rests on what is missing, or on words that aren't logged yet.
    """

    key: str
    trap: str
    name: str
    reason: str
    ask: str
    pieces: tuple[str, ...] = ()

    @property
    def confirm(self) -> str:
        """The hint with the evidence that its trap would mark."""
        return " ".join((self.key, *self.pieces))


@dataclass(frozen=True)
class LoggedAnswer:
    """One answer as it was logged: when and about what it was asked, its texts by evidence id."""

    asked: float
    theme: str
    texts: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """All of it, a line each."""
        return "\n".join(text for _, text in self.texts)

    def owner(self, position: int) -> str:
        """The id of the piece that a character of the text belongs to."""
        for id_, text in self.texts:
            position -= len(text) + 1
            if position < 0:
                return id_
        return ""


def hints(
    draft: Draft, rubric: Rubric, guide: Guide, stories: Stories = ()
) -> tuple[HintView, ...]:
    """The hints that nobody has confirmed or dismissed yet, those of the last answer first."""
    told = told_answers(draft)
    found = [
        _view(hint, f"{hint.trap}@{answer.asked:g}", rubric, answer)
        for answer in reversed(told)
        for hint in _of_answer(answer, guide)
    ]
    whole = (*interview_hints(_signals(told, guide)), *_safe_story(draft, told, stories))
    found += [_view(hint, f"{hint.trap}@{WHOLE}", rubric) for hint in whole]
    return tuple(view for view in found if view.key not in draft.dismissed)


def told_answers(draft: Draft) -> tuple[LoggedAnswer, ...]:
    """The answers logged so far, in order; a piece without a minute belongs to the last."""
    asked = answers(draft.marks)
    if not asked or asked[0].asked > 0:
        asked = (Answer(0.0, "" if asked else draft.capture.theme), *asked)
    starts = [answer.asked for answer in asked]
    texts: list[list[tuple[str, str]]] = [[] for _ in starts]
    for row in draft.evidence:
        minutes = row.minutes
        heard = starts[-1] if minutes is None else minutes * 60 + 1
        place = max((n for n, start in enumerate(starts) if start <= heard), default=0)
        texts[place].append((row.id, row.quote))
    if draft.capture.text.strip():
        texts[-1].append(("", draft.capture.text))
    return tuple(
        LoggedAnswer(answer.asked, answer.theme, tuple(said))
        for answer, said in zip(asked, texts, strict=True)
    )


def _of_answer(answer: LoggedAnswer, guide: Guide) -> tuple[Hint, ...]:
    signals = _read(answer, guide)
    return hints_for(signals) if signals else ()


def _signals(told: Sequence[LoggedAnswer], guide: Guide) -> tuple[AnswerSignals, ...]:
    read = (_read(answer, guide) for answer in told if answer.text.strip())
    return tuple(signals for signals in read if signals)


def _read(answer: LoggedAnswer, guide: Guide) -> AnswerSignals | None:
    """The signals of an answer; None for one that is too long to be read at once."""
    try:
        return read_answer(
            answer.text, " ".join((answer.theme, *guide.themes.get(answer.theme, ())))
        )
    except FormError:
        return None


def _safe_story(draft: Draft, told: Sequence[LoggedAnswer], stories: Stories) -> tuple[Hint, ...]:
    bank = [story for story in stories if story.reach in REACHES]
    named = {row.id: row.story for row in draft.evidence if row.story}
    heard: dict[str, set[str]] = {}
    for answer in told:
        if answer.theme:
            ids = {named[id_] for id_, _ in answer.texts if id_ in named}
            heard.setdefault(answer.theme, set()).update(ids)
    return safe_story(bank, {theme: sorted(ids) for theme, ids in heard.items()})


def _view(hint: Hint, key: str, rubric: Rubric, answer: LoggedAnswer | None = None) -> HintView:
    owners = [answer.owner(finding.start) for finding in hint.words] if answer else []
    pieces = tuple(dict.fromkeys(owner for owner in owners if owner))
    return HintView(key, hint.trap, rubric.trap(hint.trap).name, hint.reason, hint.ask, pieces)
