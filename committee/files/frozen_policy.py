"""The policies that decisions were frozen with, and where they aren't ours."""

from collections import Counter
from functools import lru_cache

from committee.domain.policy import Policy
from committee.present.voice.policy_rules import POLICY_PARTS
from committee.present.voice.words import listed

from .exchange import Loop
from .policies import load_policy, shipped_policies
from .policy_as_data import policy_from
from .replay import other_rules
from .snapshot import canonical
from .strict_text import parse


def frozen_policy(snapshot: str, where: str) -> Policy:
    """The policy that the text of a snapshot holds; FileError if it holds none."""
    return _policy(canonical(parse(snapshot, where, "json").get("policy", {})), where)


def is_ours(policy: Policy) -> bool:
    """Whether a policy decides as the one of its name that comes with Committee."""
    return policy.name in shipped_policies() and not other_rules(policy)


def notes_on(loops: list[Loop]) -> tuple[str, ...]:
    """Which decisions of loops to be imported rest on policies that aren't ours, in sentences."""
    found: Counter[str] = Counter()
    for loop in loops:
        for decision in loop.get("decision", ()):
            policy = frozen_policy(decision["snapshot"], loop["id"])
            if not is_ours(policy):
                found[_unlike_ours(policy, loop["policy"])] += 1
    return tuple(
        f"{'1 decision was' if number == 1 else f'{number} decisions were'} made by {note}"
        for note, number in found.items()
    )


def _unlike_ours(policy: Policy, filed: str) -> str:
    if policy.name in shipped_policies():
        differing = listed([POLICY_PARTS[key] for key in other_rules(policy)])
        whose = f"a “{policy.title}” that isn’t the one here (it has other {differing})."
    else:
        whose = f"“{policy.title}”, a policy that isn’t here."
    follows = f"what is decided here follows “{load_policy(filed).title}”."
    return f"{whose} What was decided keeps it; {follows}"


@lru_cache(maxsize=100)
def _policy(text: str, where: str) -> Policy:
    return policy_from(parse(text, where, "json"), f"{where}, policy")
