"""A script as data: which packets a coach shows, in which scenes, and what to say."""

from dataclasses import dataclass

SCORES, SAID, READS, OUTCOME, CODING = "scores", "said", "reads", "outcome", "coding"
CHANGE, LUCK, POLICIES, WHY = "change", "luck", "policies", "why"
KINDS = (SCORES, SAID, READS, OUTCOME, CODING, CHANGE, LUCK, POLICIES, WHY)
"""What a scene shows."""
REVEALING = (OUTCOME, CODING, CHANGE, LUCK, POLICIES, WHY)
"""The kinds of scene that tell how the packets come out."""


@dataclass(frozen=True)
class Scene:
    """One scene: what it shows, what a coach says, and what they ask before the next.

    `about` is the question that both answer in a scene of sentences; `a` and `b` are the ids of
    the evidence that stands there, left to right. Without them the program chooses.
    """

    shows: str
    title: str
    say: str
    ask: str = ""
    about: str = ""
    a: tuple[str, ...] = ()
    b: tuple[str, ...] = ()


@dataclass(frozen=True)
class Script:
    """Scenes in their order, for two packets at a target and under a policy.

    `a`, `b`, `target` and `policy` are empty where the scenes are for any two packets. With
    `away` nobody is named.
    """

    title: str
    line: str
    scenes: tuple[Scene, ...]
    id: str = ""
    a: str = ""
    b: str = ""
    target: str = ""
    policy: str = ""
    away: bool = False


@dataclass(frozen=True)
class Gloss:
    """A word of the trade, the forms in which a text may have it, and what it is, in one line."""

    word: str
    says: str
    forms: tuple[str, ...]


@dataclass(frozen=True)
class Ground:
    """One thing to be said of a rule, and where it comes from."""

    says: str
    source: str


@dataclass(frozen=True)
class Reason:
    """Why there are such `rules` (by their ids), whose they are, and what speaks against them."""

    rules: tuple[str, ...]
    why: Ground
    whose: Ground
    against: Ground
