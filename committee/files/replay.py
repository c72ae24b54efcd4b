"""A frozen packet, decided again: equal to what was printed, or what differs."""

from committee.domain.decision import Decision
from committee.domain.policy import Policy
from committee.present.rules import in_names

from .policies import load_policy, shipped_policies
from .policy_data import policy_data
from .snapshot import Data, Snapshot, outcome

NAMES = {
    "verdict": "the verdict",
    "level": "the level",
    "binding_rule": "the binding rule",
    "because": "the sentence of the decision",
    "averaging": "what averaging says",
}
WORDS = frozenset({"title", "summary", "sources", "question", "motive"})
SPACES = str.maketrans("", "", " \t\r\n\u00a0\u00ad")


def can_decide(snapshot: Snapshot) -> bool:
    """Whether the snapshot holds all that its policy reads; the candidate's own holds no votes."""
    return snapshot.whole or not snapshot.policy.reads_votes


def differences(snapshot: Snapshot, decision: Decision, pages: str) -> tuple[str, ...]:
    """What is otherwise than it was printed, in sentences; empty if all is equal.

    `decision` is the one worked out again; `pages` is the text of the PDF's pages.
    """
    found = []
    if can_decide(snapshot):
        found += _decided_otherwise(snapshot.decided, outcome(decision))
    found += _policy_otherwise(snapshot.policy)
    printed, because = pages.translate(SPACES), str(snapshot.decided.get("because", ""))
    # Pages name rules and traps; those of an earlier version showed their ids.
    if not any(_plain(s) in printed for s in (because, in_names(because, snapshot.rubric))):
        found.append("The sentence of the decision doesn't stand on the pages.")
    return tuple(found)


def unprinted(snapshot: Snapshot, pages: str) -> tuple[str, ...]:
    """The quotes of the snapshot that don't stand on the pages, in sentences.

    Only scripts that a PDF's text is read back from letter by letter are looked for; the seal
    guards the rest.
    """
    printed = pages.translate(SPACES)
    quotes = ((piece.id, piece.quote) for _, piece in snapshot.packet.evidence)
    return tuple(
        f"The quote of evidence “{id_}” doesn't stand on the pages."
        for id_, quote in quotes
        if all(ord(letter) < 0x250 for letter in quote) and _plain(quote) not in printed
    )


def _decided_otherwise(printed: Data, again: Data) -> list[str]:
    return [
        f"Worked out again, {name} is {_told(again[key])}; printed was {_told(printed.get(key))}."
        for key, name in NAMES.items()
        if again[key] != printed.get(key)
    ]


def _policy_otherwise(policy: Policy) -> list[str]:
    """Where a policy goes by the name and version of a shipped one, and isn't it."""
    if policy.name not in shipped_policies():
        return []
    if load_policy(policy.name).version != policy.version:
        return []
    return [
        f"The policy's {key} is not that of {policy.name} {policy.version} as it ships."
        for key in other_rules(policy)
    ]


def other_rules(policy: Policy) -> tuple[str, ...]:
    """The keys by which a policy decides otherwise than the shipped one of its name."""
    ours, theirs = _deciding(load_policy(policy.name)), _deciding(policy)
    return tuple(key for key in ours if ours[key] != theirs[key])


def _deciding(policy: Policy) -> Data:
    """What of a policy decides: its values, without the words that explain them."""
    data = policy_data(policy)
    data["veto"] = [{k: v for k, v in veto.items() if k not in WORDS} for veto in data["veto"]]
    data["ladder"] = list(policy.ladder.ids)
    return {key: value for key, value in data.items() if key not in WORDS}


def _plain(text: str) -> str:
    return text.translate(SPACES)


def _told(value: object) -> str:
    return "none" if value is None else f"“{value}”"
