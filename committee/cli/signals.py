"""`committee signals`."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from committee.domain.rubric import Rubric
from committee.errors import CommitteeError, FileError
from committee.files.rubrics import load_rubric
from committee.files.transcripts import MOST_BYTES, parse_transcript, read_transcript
from committee.present.form.form_hints import how_often_right
from committee.present.output.signals_json import interview_json, quotes
from committee.present.output.transcript_turns import turns_json, turns_text
from committee.speech.conversation import Cue
from committee.speech.interview import HeardAnswer, read_interview
from committee.speech.measured_accuracy import accuracy

from .inputs import STDIN, json_option


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--speaker", default="", metavar="NAME", help="Who the candidate is.")
@click.option("--turns", is_flag=True, help="Print who says what and when, and nothing else.")
@json_option
def signals(file: str, speaker: str, turns: bool, as_json: bool) -> None:
    """Find in a transcript what an interviewer would ask about.

    FILE is what meeting tools export (WebVTT, SRT, SBV, Word, JSON, tables, Markdown or plain
    text), or - for standard input. The candidate is whoever talks most among those who don’t
    ask, unless --speaker names one; --turns shows how FILE was read.
    """
    where = "standard input" if file == STDIN else file
    if file == STDIN:
        cues = parse_transcript(sys.stdin.buffer.read(MOST_BYTES + 1), where)
    else:
        cues = read_transcript(Path(file))
    if turns:
        _show_turns(cues, as_json)
        return
    try:
        interview = read_interview(cues, speaker)
    except CommitteeError as error:
        raise FileError(error.found, where=where, remedy=error.remedy) from error
    if as_json:
        click.echo(json.dumps(interview_json(interview), ensure_ascii=False))
        return
    console, rubric = Console(highlight=False, soft_wrap=True), load_rubric()
    if not interview.candidate:
        console.print("Nobody is named in it: every word is read as the candidate’s.\n")
    for number, heard in enumerate(interview.answers, start=1):
        _show(console, number, heard, rubric)
    for hint in interview.hints:
        console.print(
            Text.assemble(
                ("Whole interview  ", "bold"), f"{rubric.trap(hint.trap).name}  {hint.reason}"
            )
        )
    if interview.hints or any(heard.hints for heard in interview.answers):
        console.print(Text(how_often_right(accuracy()), style="dim"))


def _show_turns(cues: Sequence[Cue], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(turns_json(cues), ensure_ascii=False))
        return
    click.echo(turns_text(cues))


def _show(console: Console, number: int, heard: HeardAnswer, rubric: Rubric) -> None:
    answer = heard.signals
    question = " ".join(answer.question.split()) or "no question"
    console.print(Text(f"{number}. {question}", style="bold"))
    long = "" if answer.seconds is None else f", {answer.seconds:.0f} s"
    steps = (step.name for step in rubric.steps if step.id in answer.missing_steps)
    missing = ", ".join(steps) or "nothing"
    console.print(
        f"   {answer.words} words{long} · “I” {answer.i} times, “we” {answer.we} · "
        f"acts told with I {answer.acts_i}, with we {answer.acts_we} · "
        f"set-up {answer.setup_share:.0%} · missing of STAR-L: {missing}"
    )
    for hint in heard.hints:
        console.print(
            Text.assemble("   ", (rubric.trap(hint.trap).name, "bold"), f"  {hint.reason}")
        )
        if hint.words:
            console.print(Text("      " + " · ".join(quotes(hint.words[:6])), style="dim"))
        console.print(Text(f"      Ask: {hint.ask}"))
    console.print()
