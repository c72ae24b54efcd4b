"""A frozen packet, decided again: equal to what was printed, or what differs."""

from collections.abc import Iterator
from dataclasses import dataclass

from committee.domain.decision import Verdict
from committee.domain.policy import Policy
from committee.domain.trace import BAR, GATE, SUFFICIENCY, VETO, Rule
from committee.present.voice.candidate_and_committee_voice import voice_for
from committee.present.voice.dates import day
from committee.present.voice.decision_said import decided as said
from committee.present.voice.policy_rules import POLICY_PARTS
from committee.present.voice.rule_names import rule_name, veto_name
from committee.present.voice.words import verdict_name

from .policies import load_policy, shipped_as
from .policy_as_data import policy_data
from .printed_text import Pages
from .snapshot import Data, Snapshot, decided

BECAUSE = "because"
NAMES = {
    "verdict": "the verdict",
    "level": "the level",
    "binding_rule": "the binding rule",
    BECAUSE: "the sentence of the decision",
    "averaging": "what averaging says",
}
UNREAD = (
    "Not looked for on the pages: the quotes of evidence {}. Their letters join or stack, and a "
    "PDF’s text doesn’t give them back as they were written; the sums of pages and snapshot cover "
    "them."
)
FORGOTTEN = (
    "The candidate asked to be forgotten: since {} their name and words are not in this packet. "
    "What was graded stands, and it decides as it did."
)
WORDS = frozenset({"title", "summary", "sources", "question", "motive"})


def can_decide(snapshot: Snapshot) -> bool:
    """Whether a snapshot holds all that its policy reads; candidates got no votes at first."""
    return snapshot.whole or snapshot.policy.votes_read <= snapshot.votes.keys()


@dataclass(frozen=True)
class Compared:
    """What differs from what was printed, and what makes no difference; in sentences."""

    differences: tuple[str, ...]
    notes: tuple[str, ...]


def compared(snapshot: Snapshot, pages: Pages, *, quotes: bool) -> Compared:
    """A snapshot against its decision worked out again, and against the pages that it came with.

    `quotes` tells whether the edition prints the evidence.
    """
    otherwise = _decided_otherwise(snapshot) if can_decide(snapshot) else {}
    # How a sentence is worded may be mended from version to version; what it tells may not.
    notes = (
        [f"{otherwise.pop(BECAUSE)} The decision is the same."] if [*otherwise] == [BECAUSE] else []
    )
    found = [*otherwise.values(), *_policy_otherwise(snapshot.policy)]
    because = str(snapshot.decided.get(BECAUSE, ""))
    if {pages.holds(sentence) for sentence in _worded(because, snapshot)} == {False}:
        found.append("The sentence of the decision doesn’t stand on the pages.")
    quoted = snapshot.packet.evidence if quotes else ()
    held = {piece.id: pages.holds(piece.quote) for _, piece in quoted}
    found += [f"The quote of evidence “{i}” doesn’t stand on the pages." for i in _ids(held, False)]
    if unread := _ids(held, None):
        notes.append(UNREAD.format(", ".join(unread)))
    if snapshot.forgotten:
        notes.append(FORGOTTEN.format(day(snapshot.forgotten)))
    return Compared(tuple(found), tuple(notes))


def _worded(because: str, snapshot: Snapshot) -> Iterator[str]:
    """The sentence of a decision as its pages may have it, by the version that printed them.

    The first showed the ids of traps and vetoes, as snapshots still do. Then names were put in
    their place. Now a reader's sentence has words of its own.
    """
    yield because
    yield _with_names(because, snapshot).replace("'s vote bar)", "'s vote)")
    if can_decide(snapshot):
        yield said(snapshot.case, voice_for(snapshot.case, snapshot.rubric))


def _with_names(because: str, snapshot: Snapshot) -> str:
    for trap in snapshot.rubric.traps:
        because = because.replace(f"the trap “{trap.id}”", f"the trap “{trap.name}”")
    for veto in snapshot.policy.vetoes:
        because = because.replace(f"the veto “{veto.id}”", f"the veto “{veto_name(veto.id)}”")
    return because


def _ids(held: dict[str, bool | None], what: bool | None) -> list[str]:
    return [id_ for id_, found in held.items() if found is what]


def _decided_otherwise(snapshot: Snapshot) -> dict[str, str]:
    printed, again = snapshot.decided, decided(snapshot.case)
    return {
        key: f"Worked out again, {name} is {_told(key, again[key], snapshot)}; printed was "
        f"{_told(key, printed.get(key), snapshot)}."
        for key, name in NAMES.items()
        if again[key] != printed.get(key)
    }


def _policy_otherwise(policy: Policy) -> list[str]:
    """Where a policy goes by the name and version of a shipped one, and isn't it."""
    if shipped_as(policy.name, policy.version) is None:
        return []
    named = f"“{policy.title}” {policy.version}"
    return [
        f"In its {POLICY_PARTS[key]} the policy isn’t {named} as it ships."
        for key in other_rules(policy)
    ]


def other_rules(policy: Policy) -> tuple[str, ...]:
    """The keys by which a policy differs from the shipped one of its name and version.

    Where that version isn't kept, the one that ships now is what it is held against.
    """
    shipped = shipped_as(policy.name, policy.version) or load_policy(policy.name)
    ours, theirs = _deciding(shipped), _deciding(policy)
    return tuple(key for key in ours if ours[key] != theirs[key])


def _deciding(policy: Policy) -> Data:
    """What of a policy decides: its values, without the words that explain them."""
    data = policy_data(policy)
    data["veto"] = [{k: v for k, v in veto.items() if k not in WORDS} for veto in data["veto"]]
    data["ladder"] = list(policy.ladder.ids)
    return {key: value for key, value in data.items() if key not in WORDS}


def _told(key: str, value: object, snapshot: Snapshot) -> str:
    """A value of a decision by its name; whatever else somebody wrote there as it stands."""
    if value is None:
        return "none"
    text, ladder = str(value), snapshot.policy.ladder
    if key == "binding_rule":
        kind, _, subject = text.partition(".")
        known = kind in (SUFFICIENCY, GATE, VETO, BAR)
        text = rule_name(Rule(kind, subject)) if known else text
    elif key == "level":
        text = ladder.name(text) if text in ladder else text
    elif key == BECAUSE:
        text = _with_names(text, snapshot).replace("'", "’")
    elif text in set(Verdict):
        text = verdict_name(Verdict(text))
    return f"“{text}”"
