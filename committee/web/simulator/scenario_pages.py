"""The scenarios with their lessons, each opened in the simulator; on every installation."""

from collections.abc import Mapping
from functools import cache

from flask import Blueprint

from committee.domain.case import case_of
from committee.domain.rubric import CODING
from committee.files.policies import load_policy
from committee.files.rubrics import load_rubric
from committee.files.scenario_catalogue import Scenario, pair, scenarios
from committee.present.packet.headline import Headline, headline
from committee.present.voice.words import number
from committee.web.frame.heavy_requests import in_turn
from committee.web.frame.transactions import finish, page

from .packet_choices import LESSONS, TRAPS, choices

bp = Blueprint("scenarios", __name__, url_prefix="/simulator")


@bp.get("/scenarios")
@in_turn
def index() -> str:
    """Every scenario in a line, and to a coach her own loops below."""
    known = scenarios().values()
    groups = {
        LESSONS: [each for each in known if not each.of_a_trap],
        TRAPS: [each for each in known if each.of_a_trap],
    }
    mine = {name: rows for name, rows in choices().items() if name not in groups}
    hire, downlevel = pair()
    finish()  # What comes of each is worked out while others write.
    return page(
        "simulator/scenarios.html",
        groups=groups,
        mine=mine,
        said=outcomes(),
        hire=hire,
        downlevel=downlevel,
    )


@cache
def outcomes() -> Mapping[str, Headline]:
    """What the default policy says of each scenario, by its id."""
    policy, rubric = load_policy(), load_rubric()
    return {id: headline(case_of(s.packet, policy), rubric) for id, s in scenarios().items()}


def the_pair() -> list[tuple[Scenario, Headline]]:
    """The two packets with the same technical scores, and what came of each."""
    return [(scenarios()[id], outcomes()[id]) for id in pair()]


def coding_of(scenario: Scenario) -> str:
    """The coding score of a scenario, as people read it."""
    return number(case_of(scenario.packet, load_policy()).signals[CODING].score or 0)
