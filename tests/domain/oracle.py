"""A second, plain reading of the default policy and of votes, on a loop file's own structure.

Nothing of the product is imported: numbers and names are written out again, so that a slip
in the rules and a slip here would have to be the same to go unseen.
"""

from fractions import Fraction

ORDER = ["below", "mid", "senior", "staff", "principal"]
BEHAVIORAL = ["scope", "leadership", "failure", "communication"]
NEED = {"mid": (1, 1, 1, 1, 0), "senior": (2, 2, 1, 1, 1)}
GATE = {"mid": Fraction("2.75")}
BARS = {
    "mid": ["mid", "mid", "below", "below", "mid"],
    "senior": ["senior", "senior", "mid", "mid", "senior"],
    "staff": ["staff", "staff", "senior", "senior", "staff"],
    "principal": ["principal", "principal", "staff", "staff", "staff"],
}


def rank(level):
    return ORDER.index(level)


def read_loop(loop):
    target = loop["loop"]["target"]
    cards = [i for i in loop.get("interview", []) if i.get("submitted", True)]
    behavioral = [c for c in cards if c["kind"] == "behavioral"]

    def counted(dimension):
        found = []
        for card in behavioral:
            level = card.get("reads", {}).get(dimension, "not_assessed")
            own = [e for e in card.get("evidence", []) if e["dimension"] == dimension]
            if level != "not_assessed" and any("we" not in e.get("traps", []) for e in own):
                found.append((card["interviewer"], rank(level)))
        return found

    def confirming(trap):
        return {
            c["interviewer"]
            for c in behavioral
            if trap in c.get("traps", [])
            or any(trap in e.get("traps", []) for e in c.get("evidence", []))
        }

    def lower_median(values):
        return sorted(values)[(len(values) - 1) // 2] if values else None

    reads = {d: counted(d) for d in BEHAVIORAL}
    panel = {d: lower_median([r for _, r in reads[d]]) for d in BEHAVIORAL}
    if panel["communication"] is not None and len(confirming("verbosity")) >= 2:
        panel["communication"] = min(panel["communication"], rank("mid"))
    designs = [
        rank(c["reads"]["system_design"])
        for c in cards
        if c["kind"] == "system_design"
        and c.get("reads", {}).get("system_design", "not_assessed") != "not_assessed"
    ]
    panel["system_design"] = lower_median(designs)
    scores = [
        Fraction(str(c["scores"]["coding"]))
        for c in cards
        if c["kind"] == "coding" and "coding" in c.get("scores", {})
    ]
    coding = sum(scores) / len(scores) if scores else None

    verdict, level, binding = _verdict(
        target, cards, behavioral, reads, panel, designs, scores, coding, confirming
    )
    return {
        "verdict": verdict,
        "level": level,
        "binding_rule": binding,
        "averaging": _average(target, panel, coding),
    }


def _verdict(target, cards, behavioral, reads, panel, designs, scores, coding, confirming):
    scope_need, lead_need, fail_need, comm_need, design_need = NEED.get(target, NEED["senior"])
    if (
        len(behavioral) < (1 if target == "mid" else 2)
        or len(reads["scope"]) < scope_need
        or len(reads["leadership"]) < lead_need
        or len(reads["failure"]) < fail_need
        or len(reads["communication"]) < comm_need
        or len(scores) < 1
        or len(designs) < design_need
    ):
        return "more_signal", None, "sufficiency"
    if coding < GATE.get(target, 3):
        return "no_hire", None, "gate.coding"

    def failure_veto():
        answering = {
            c["interviewer"]
            for c in cards
            for e in c.get("evidence", [])
            if e["dimension"] == "failure"
            and e["polarity"] == "for"
            and "we" not in e.get("traps", [])
            and rank(e.get("reads", "below")) >= rank("senior")
        }
        who = confirming("no-real-failure")
        return any(all(other == one for other in answering) for one in who)

    def influence_veto():
        who = confirming("no-influence")
        lone = len(reads["leadership"]) == 1 and reads["leadership"][0][0] in who
        return len(who) >= 2 or lone

    def held_by(level):
        found = []
        if rank(level) >= rank("senior"):
            if level == target and failure_veto():
                found.append("veto.no-real-failure")
            if panel["scope"] < rank(level):
                found.append("veto.scope-below-level")
            if influence_veto():
                found.append("veto.no-influence")
        for dimension, bar in zip([*BEHAVIORAL, "system_design"], BARS[level], strict=True):
            if panel[dimension] is not None and panel[dimension] < rank(bar):
                found.append(f"bar.{dimension}")
        return found

    at_target = held_by(target)
    if not at_target:
        return "hire", target, None
    lower = ORDER[rank(target) - 1]
    ended = "veto.no-real-failure" in at_target
    if not ended and lower != "below" and not held_by(lower):
        return "downlevel", lower, at_target[0]
    return "no_hire", None, at_target[0]


def _average(target, panel, coding):
    points = [
        Fraction(min(4, max(1, 3 + read - rank(target))))
        for read in panel.values()
        if read is not None
    ]
    if coding is not None:
        points.append(coding)
    if not points:
        return {"verdict": "more_signal", "score": None}
    mean = sum(points) / len(points)
    return {"verdict": "hire" if mean >= 3 else "no_hire", "score": float(mean)}


VOTES_NEEDED = {
    "consensus": {"mid": 3, "senior": 3, "staff": 4, "principal": 4},
    "bar-raiser": {"mid": 3, "senior": 3, "staff": 4, "principal": 4},
    "unanimous": {"mid": 2, "senior": 3, "staff": 3, "principal": 3},
}


def read_votes(loop, policy):
    """Verdict, level and binding rule under one of the three policies that count votes."""
    target = loop["loop"]["target"]
    cards = [i for i in loop.get("interview", []) if i.get("submitted", True)]
    cast = {}
    for card in cards:
        if "recommendation" in card:
            yes = card["recommendation"] in ("yes", "strong_yes")
            rank_ = rank(card.get("at", target)) if yes else 0
            cast.setdefault(card["interviewer"], []).append(rank_)
    votes = {who: min(ranks) for who, ranks in cast.items()}
    raisers = {c["interviewer"] for c in cards if c.get("bar_raiser")}
    raised = [votes[who] for who in votes if who in raisers]
    behavioral = sum(c["kind"] == "behavioral" for c in cards)
    scores = [
        Fraction(str(c["scores"]["coding"])) for c in cards if "coding" in c.get("scores", {})
    ]
    short = len(votes) < VOTES_NEEDED[policy][target]
    short = short or behavioral < (1 if target == "mid" or policy == "unanimous" else 2)
    if policy == "bar-raiser":
        short = short or not raised or not scores
    if short:
        return "more_signal", None, "sufficiency"
    if policy == "bar-raiser" and sum(scores) / len(scores) < 2:
        return "no_hire", None, "gate.coding"
    ranks = sorted(votes.values())
    panel = ranks[(len(ranks) - 1) // 2] if policy == "bar-raiser" else ranks[0]

    def held_by(level):
        if policy == "bar-raiser" and min(raised) < rank(level):
            return "veto.bar-raiser"
        return "bar.recommendation" if panel < rank(level) else None

    binding = held_by(target)
    if binding is None:
        return "hire", target, None
    lower = ORDER[rank(target) - 1]
    if policy != "unanimous" and lower != "below" and held_by(lower) is None:
        return "downlevel", lower, binding
    return "no_hire", None, binding
