"""How likely something is, in words: to no more digits than anybody knows."""

LIKELIHOODS = (
    (0.95, "almost certain"),
    (0.75, "likely"),
    (0.55, "more likely than not"),
    (0.45, "about as likely as not"),
    (0.25, "less likely than not"),
    (0.05, "unlikely"),
    (0.0, "very unlikely"),
)
LEAST, MOST = "under 1", "over 9"


def likelihood(chance: float) -> str:
    """A probability in plain words: "more likely than not"."""
    return next(words for least, words in LIKELIHOODS if chance >= least)


def in_ten(chance: float) -> str:
    """A probability in tenths, "under 1" or "over 9" at the ends, since nothing is certain."""
    tenths = round(chance * 10)
    return LEAST if tenths == 0 else MOST if tenths == 10 else str(tenths)


def about(chance: float, span: tuple[float, float] | None = None) -> str:
    """A probability with how far it may go: "about 7 in 10 (5 to 8)"."""
    tenths = in_ten(chance)
    said = f"{tenths} in 10" if tenths in (LEAST, MOST) else f"about {tenths} in 10"
    low, high = (in_ten(end) for end in span or (chance, chance))
    if low == high:
        return said
    if tenths == low == LEAST:
        return f"{said} (up to {high})"
    return f"{said} ({low} or more)" if tenths == high == MOST else f"{said} ({low} to {high})"


def turned(before: float, after: float) -> str:
    """One probability beside another: "4 → 7 in 10"; a single one where tenths don't differ."""
    one, other = in_ten(before), in_ten(after)
    return f"{other} in 10" if one == other else f"{one} → {other} in 10"


def nudged(before: float, after: float) -> str:
    """The same of one that did move: what tenths don’t show is said, "1 in 10, a little less"."""
    said = turned(before, after)
    if "→" in said:
        return said
    return f"{said}, a little {'more' if after > before else 'less'}"
