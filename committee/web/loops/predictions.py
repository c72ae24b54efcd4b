"""What somebody expects of a decision before it is made, and how their sureness has held up."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from committee.domain.access import May
from committee.domain.decision import Verdict
from committee.domain.track_record import Settled
from committee.errors import FormError, NotFoundError
from committee.present.simulator.outcome_guess import guess_rows
from committee.present.simulator.track_record_said import prediction_words, track_record_said
from committee.present.voice.words import opening, verdict_name
from committee.store import loops, predictions
from committee.store.tables.loops import Loop
from committee.web.accounts.signed_in import allowed, me, readable
from committee.web.frame.transactions import db, page, see_other
from committee.web.packets.packets_from_rows import policy_named

bp = Blueprint("predictions", __name__)


@bp.get("/loops/<key>/prediction")
def ask(key: str) -> str:
    """The question, without a word of what others wrote or of what it comes to."""
    loop = _loop(key)
    rows = guess_rows(policy_named(loop.policy), loop.target)
    held = predictions.prediction_of(db(), loop, me())
    return page(
        "loops/prediction.html",
        this_loop=loop,
        rows=rows,
        held=held and prediction_words(held.verdict, held.tenths),
        decided=predictions.is_decided(db(), loop),
    )


@bp.post("/loops/<key>/prediction")
def give(key: str) -> ResponseReturnValue:
    """Keep a prediction, or take it back."""
    loop, guess = _loop(key), request.form.get("guess", "")
    if request.form.get("act") == "take back":
        predictions.take_back(db(), loop, me())
        return see_other("board.loop", "Your prediction is taken back.", key=key)
    rows = guess_rows(policy_named(loop.policy), loop.target)
    if guess not in {value for row in rows for value, _ in row.choices}:
        raise FormError("that is no prediction.", remedy="Press one of those on the page.")
    verdict, _, tenths = guess.partition(".")
    predictions.predict(db(), loop, me(), Verdict(verdict), int(tenths))
    said = f"You predict: {prediction_words(verdict, int(tenths))}. Nobody else sees it."
    return see_other("board.loop", said, key=key)


@bp.get("/predictions")
def index() -> str:
    """One's own predictions, with what was decided since."""
    found = predictions.predictions_of(db(), me())
    # A loop that isn't theirs to read any more is told of nowhere, not even in a count.
    open_to_me = {loop.key for loop in readable(loop for _, loop, _ in found)}
    mine = [each for each in found if each[1].key in open_to_me]
    settled: dict[bool, list[Settled]] = {False: [], True: []}
    for made, _, decision in mine:
        if decision:
            came = Verdict(decision.verdict)
            settled[made.seen].append(Settled(Verdict(made.verdict), made.tenths, came))
    return page(
        "loops/predictions.html",
        rows=mine,
        before=track_record_said(settled[False]),
        after=track_record_said(settled[True]),
        words=prediction_words,
        decided=lambda verdict: opening(verdict_name(Verdict(verdict))),
    )


def _loop(key: str) -> Loop:
    """A loop that the person here may read; what is in it isn't read for this."""
    loop = loops.loop_by_key(db(), key)
    if May.READ not in allowed(loop):
        raise NotFoundError("this loop isn’t yours.")
    return loop
