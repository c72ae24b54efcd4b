"""Whether the chances that are told come true: on drawn candidates, and on those met twice."""

from collections.abc import Iterator
from functools import cache

import numpy as np
from flask import Blueprint

from committee.domain.packet import Packet
from committee.domain.policy import Policy
from committee.errors import CommitteeError, NotFoundError
from committee.files.policies import shipped_policies
from committee.odds.calibration import Calibration, calibrated, met_twice
from committee.odds.calibration_draws import MakeUp, drawn_twice, usual_target
from committee.odds.rater_model import RaterModel
from committee.present.charts.calibration_chart import (
    again_words,
    said_and_happened,
    score_words,
)
from committee.store import decisions, roles
from committee.store.tables.decisions import Snapshot
from committee.web.accounts.signed_in import coaches_only, readable
from committee.web.frame.heavy_requests import in_turn
from committee.web.frame.transactions import db, finish, page
from committee.web.packets.packets_from_rows import frozen_packet, policy_named

bp = Blueprint("odds_check", __name__, url_prefix="/policies")

DRAWN, SEED = 1000, 1
"""How many candidates are drawn for a page, and from what."""
MODEL = RaterModel()


@bp.get("/<name>/odds")
def show(name: str) -> str:
    """Said against happened under one policy."""
    coaches_only()
    if name not in shipped_policies():
        raise NotFoundError("there is no such policy.", where="policy")
    policy = policy_named(name)
    decided = _decided_here()
    finish()
    return _shown(policy, met_twice(_packets(decided), policy))


@in_turn
def _shown(policy: Policy, twice: list[tuple[Packet, Packet]]) -> str:
    found = _drawn(policy.name)
    real = calibrated(twice, policy, MODEL) if twice else None
    return page(
        "policy/odds.html",
        policy=policy,
        target=policy.ladder.name(usual_target(policy)),
        found=found,
        again=again_words(found),
        score=score_words(found),
        plots=said_and_happened(found),
        real=real,
        real_again=again_words(real) if real else "",
        real_score=score_words(real) if real else "",
    )


@cache
def _drawn(name: str) -> Calibration:
    """What happened to candidates drawn from the model, worked out once."""
    policy, random = policy_named(name), np.random.default_rng(SEED)
    panels = drawn_twice(MakeUp(), policy, usual_target(policy), MODEL, DRAWN, random)
    return calibrated(panels, policy, MODEL)


def _decided_here() -> list[tuple[object, Snapshot]]:
    """The decisions of loops that the coach here may read, oldest first, each with whose it is.

    A candidate is known by their account, or by their name within a cohort.
    """
    found = []
    for cohort in roles.cohorts_of(db(), coaches_only()):
        decided = decisions.standing_in(db(), cohort)
        open_to_me = {loop.key for loop in readable(loop for loop, _ in decided)}
        for loop, snapshot in decided:
            who = loop.candidate_id or (cohort.key, loop.candidate_name.casefold())
            found += [(who, snapshot)] if loop.key in open_to_me else []
    return sorted(found, key=lambda each: each[1].decided_at)


def _packets(decided: list[tuple[object, Snapshot]]) -> Iterator[tuple[object, Packet]]:
    for who, snapshot in decided:
        try:
            yield who, frozen_packet(snapshot)
        except CommitteeError:
            continue  # The loop's own page says what is wrong with it.
