"""Ids of rules, traps, policies and outcomes, looked for in what people read."""

import re
from html.parser import HTMLParser

from committee import assets
from committee.domain.rubric import TRAPS
from committee.files.policies import load_policy, read_policy, shipped_policies

POLICIES = [load_policy(name) for name in shipped_policies()]
POLICIES += [read_policy(path) for path in sorted((assets.POLICIES / "earlier").glob("*.toml"))]
NAMES = {veto for policy in POLICIES for veto in policy.veto_by_id}
NAMES |= {policy.name for policy in POLICIES} | set(TRAPS)
KINDS = "sufficiency|gates?|veto|bars?|level|cap|downlevel|resolve|mean"
IDS = re.compile(
    rf"\b(?:{KINDS})\.[a-z][a-z_-]*"  # a rule, as the trace has it
    r"|\b[a-z]+_[a-z_]+\b"  # an outcome, a dimension, a law
    rf"|(?<![\w.-])(?:{'|'.join(sorted(name for name in NAMES if '-' in name))})(?![\w-])"
)
READ = {"title", "aria-label", "aria-description", "alt", "placeholder", "data-said", "data-label"}


class _Page(HTMLParser):
    """All that a page tells: its text, and the attributes that are read out or shown."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in ("script", "style")
        self.told += [value for name, value in attrs if name in READ and value]

    def handle_endtag(self, tag):
        self.hidden -= tag in ("script", "style")

    def handle_data(self, data):
        self.told += [] if self.hidden else [data]


def told_by(html: str) -> str:
    """What a page tells whoever reads it or has it read out."""
    page = _Page()
    page.feed(html)
    return " ".join(" ".join(page.told).split())


def ids_in(text: str) -> list[str]:
    """The ids that stand in a text, each with some of the words around it."""
    return [text[max(0, found.start() - 40) : found.end() + 20] for found in IDS.finditer(text)]
