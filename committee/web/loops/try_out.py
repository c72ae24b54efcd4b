"""A made-up loop, to be decided, released and thrown away by a coach who has none yet."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from committee.files.exchange import checked_loops, exchange_file
from committee.files.loops import loop_data
from committee.files.policies import DEFAULT, load_ladder
from committee.files.scenario_catalogue import pair, scenarios
from committee.store import journal, loops, roles
from committee.store.importing import bring_in
from committee.store.tables.base import new_key
from committee.web.accounts.signed_in import coaches_only
from committee.web.frame.transactions import db, finish, see_other

bp = Blueprint("try_out", __name__)

COHORT = "Made up, to try out"
SAID = (
    "Everybody in this loop is made up, and their scorecards are in. Decide it, look at what its"
    " candidate would read, and release it. Throw it away under Change when you have seen enough."
)


@bp.post("/cohorts/try")
def make() -> ResponseReturnValue:
    """Make the loop of the acer, complete and undecided, in a cohort of its own."""
    coach, key = coaches_only(), f"try-{new_key()}"
    head = {"id": key, "cohort": COHORT, "cohort_id": key, "policy": DEFAULT}
    finish()  # It is read and checked while others write.
    data = {**loop_data(scenarios()[pair()[1]].packet), **head}
    checked = checked_loops(exchange_file([data]), "the scenario", load_ladder())
    bring_in(db(), checked)
    made = loops.loop_by_key(db(), key)
    roles.give(db(), coach, made.cohort)
    journal.record(db(), "made loop", coach, f"loop:{key}", "made up, to try out")
    return see_other("board.loop", SAID, key=key)
