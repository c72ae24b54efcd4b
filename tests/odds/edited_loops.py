"""Loop files with one thing edited, decided anew: what flips and what doesn't, by brute force."""

import copy
import sys
from itertools import product

from committee.assets import FIXTURES
from committee.domain.case import case_of
from committee.domain.rubric import BEHAVIORAL, TRAPS
from committee.files.loops import loop_data, loops_under, packet_of, read_loop
from committee.files.policies import load_ladder, load_policy, shipped_policies
from committee.odds.flips import flips

LADDER = load_ladder()
POLICIES = {name: load_policy(name) for name in shipped_policies()}
VOTES, RAISER, DESIGN, CODING = "recommendation", "bar_raiser", "system_design", "coding"
KIND = dict.fromkeys(BEHAVIORAL, "behavioral") | {DESIGN: DESIGN, CODING: CODING}
QUARTERS = [n / 4 for n in range(4, 17)]


def mistakes(packet, policy, *, pairs=True):
    """What is claimed and isn't so, and what is so and isn't claimed, in words."""
    case, data = case_of(packet, policy), loop_data(packet)
    found = flips(case, list(POLICIES.values()))
    now = (case.verdict, case.level)
    claims = [(flip.changes, flip.outcome) for flip in (*found.flips, *found.unread)]
    claims += [((change,), now) for change in found.inert]
    for changes, outcome in claims:
        if len(changes) == 1 or pairs:
            came = after(data, changes, case)
            if came != tuple(outcome):
                yield f"claimed {changes}: {outcome}, but {came}"
    singles = [flip for flip in (*found.flips, *found.unread) if len(flip.changes) == 1]
    for what, edited in single_edits(data):
        other = case_of(packet_of(edited, "here", LADDER), policy)
        if (other.verdict, other.level) == now:
            continue
        if not any(_covers(flip.changes[0], flip.outcome, what, case, other) for flip in singles):
            yield f"missed {what}: {other.verdict} {other.level}"


def after(data, changes, case):
    """What a loop file comes out at with changes typed into it."""
    policy, edited = case.policy, copy.deepcopy(data)
    # Traps first: what is read then is read in evidence that still backs something.
    for change in sorted(changes, key=lambda each: each.dimension not in TRAPS):
        if change.dimension == "policy":
            policy = POLICIES[change.after]
        elif change.dimension == "target":
            _keep_votes(edited)
            edited["loop"]["target"] = change.after
        else:
            _type(edited, change, case)
    other = case_of(packet_of(edited, "here", LADDER), policy)
    return other.verdict, other.level


def single_edits(data):
    """Every edit of one place of a loop file, with what and whose it is."""
    for number, card in enumerate(data.get("interview", [])):
        if not card.get("submitted", True):
            continue
        for dimension, level in product(card.get("reads", {}), [*LADDER.ids, "not_assessed"]):
            yield _with(data, number, "reads", dimension, level)
        for score in QUARTERS if CODING in card.get("scores", {}) else ():
            yield _with(data, number, "scores", CODING, score)
        for trap in TRAPS if card["kind"] == "behavioral" else ():
            edited = copy.deepcopy(data)
            on = _confirms(card, trap)
            (_clear if on else _confirm)(edited["interview"][number], trap)
            yield (trap, "not_confirmed" if on else "confirmed", card["id"]), edited
        for level in LADDER.ids if "recommendation" in card else ():
            edited = copy.deepcopy(data)
            _vote(edited["interview"][number], level)
            yield (VOTES, level, card["id"]), edited


def _with(data, number, table, key, value):
    edited = copy.deepcopy(data)
    edited["interview"][number][table][key] = value
    return (key, value, data["interview"][number]["id"]), edited


def _covers(change, outcome, what, case, other):
    """Whether a flip found tells of an edit: the same thing, no further than the edit goes."""
    dimension, to, interview = what
    if to == "not_assessed":
        same = change.interview in (interview, "") and change.after == to
        return same and change.dimension == dimension and outcome == (other.verdict, other.level)
    if dimension in TRAPS:
        return (
            change.dimension == dimension
            and change.after == to
            and change.interview in ("", interview)
        )
    dimensions = {VOTES, RAISER} if dimension == VOTES else {dimension}
    if change.dimension not in dimensions or change.after == "not_assessed":
        return False
    if dimension == CODING:
        here, there, at = case.facts.coding, other.facts.coding, change.after
    else:
        here, there = (each.facts.reads[change.dimension] for each in (case, other))
        at = LADDER.rank(change.after)
    return (isinstance(change.before, str) and change.before not in LADDER) or (
        here < at <= there or there <= at < here
    )


def _type(data, change, case):
    dimension, to = change.dimension, change.after
    cards = [card for card in data["interview"] if card.get("submitted", True)]
    if dimension in TRAPS:
        for card in cards:
            if change.interview not in ("", card["id"]):
                continue
            _clear(card, dimension)
            if to == "confirmed" and card["kind"] == "behavioral":
                _confirm(card, dimension)
        return
    need = max(case.policy.sufficiency.get(dimension, {}).get(case.target, 0), 1)
    if dimension in (VOTES, RAISER):
        raisers = {card["interviewer"] for card in cards if card.get(RAISER)}
        held = raisers if change.held else set()
        for card in cards:
            own = card["interviewer"] in raisers if dimension == RAISER else True
            if "recommendation" in card and own and card["interviewer"] not in held:
                _vote(card, to)
        voters = raisers if dimension == RAISER else {c["interviewer"] for c in cards}
        for _ in range(need - len(voters)):
            _vote(_another(data, DESIGN, bar_raiser=dimension == RAISER), to)
        return
    read = {each.scorecard for each in case.facts.signals[dimension].reads}
    table = "scores" if dimension == CODING else "reads"
    for card in cards:
        if card["id"] in ({change.interview} if change.interview else read):
            card[table][dimension] = to
    for _ in range(need - len(read) if to != "not_assessed" else 0):
        card = _another(data, KIND[dimension])
        card[table] = {dimension: to}
        piece = {"id": card["id"] + "-e", "dimension": dimension, "quote": "So.", "polarity": "for"}
        card["evidence"] = [piece] if dimension in BEHAVIORAL else []


def _another(data, kind, **more):
    name = f"another-{len(data['interview'])}"
    data["interview"].append({"id": name, "kind": kind, "interviewer": name, **more})
    return data["interview"][-1]


def _keep_votes(data):
    """A yes without a level speaks of the loop's own target, whatever is tried."""
    for card in data["interview"]:
        if card.get("recommendation") in ("yes", "strong_yes"):
            card.setdefault("at", data["loop"]["target"])


def _vote(card, level):
    card.pop("at", None)
    card["recommendation"] = "no" if level == LADDER.ids[0] else "yes"
    if level != LADDER.ids[0]:
        card["at"] = level


def _confirms(card, trap):
    pieces = card.get("evidence", [])
    return trap in card.get("traps", []) or any(trap in p.get("traps", []) for p in pieces)


def _clear(card, trap):
    for each in (card, *card.get("evidence", [])):
        each["traps"] = [other for other in each.get("traps", []) if other != trap]


def _confirm(card, trap):
    for each in card.get("evidence", []) if trap == "we" else (card,):
        each["traps"] = [*each.get("traps", []), trap]


def main():
    wrong, tried = 0, 0
    for path in loops_under([FIXTURES / "scenarios"]):
        for policy in POLICIES.values():
            tried += 1
            for mistake in mistakes(read_loop(path, LADDER), policy):
                print(f"{path.stem}, {policy.name}: {mistake}")
                wrong += 1
    print(f"{wrong} mistakes in {tried} pairs of a scenario and a policy")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
