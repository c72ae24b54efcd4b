"""The word classes of words.toml, with every form of each verb, ready to be looked up.

A word's tag is a set of bits in one integer: one bit a class and one a grammatical form,
so that a text is tagged with one look-up a word and a question about a word is one `&`.
"""

import tomllib
from functools import cache
from importlib import resources
from itertools import product
from typing import NamedTuple

GAP = frozenset({"~"})
GAP_WORDS = 3
NUMBER = frozenset({"#"})
FORMS = ("base", "past", "participle", "ing", "third_person")
VOWELS = "aeiou"

Phrase = tuple[frozenset[str], ...]


class Lexicon(NamedTuple):
    """Tags by word, bits by class name, and phrases by their possible first two words.

    A phrase is its class, within how many words the second must come, and all of its elements
    after the first; it stands under "" where any word may be the second.
    """

    tags: dict[str, int]
    bits: dict[str, int]
    phrases: dict[str, dict[str, list[tuple[str, int, Phrase]]]]
    themes: dict[str, frozenset[str]]
    openings: dict[str, frozenset[str]]
    reach: dict[str, frozenset[str]]
    influence: dict[str, frozenset[str]]
    prompts: frozenset[tuple[str, ...]]
    openers: frozenset[tuple[str, ...]]

    def bit(self, *classes: str) -> int:
        """The bits of the classes together; a class that does not exist is a KeyError."""
        joined = 0
        for name in classes:
            joined |= self.bits[name]
        return joined


def _spellings(base: str) -> tuple[str, ...]:
    if base.endswith("ise") and len(base) > 5:
        return (base, base[:-3] + "ize")
    return (base,)


def _regular(base: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The -ed, -ing and -s forms that spelling allows, wrong twins included: they do no harm."""
    if base.endswith("e"):
        return (base + "d",), (base[:-1] + "ing",), (base + "s",)
    if base.endswith("y") and base[-2:-1] not in VOWELS:
        return (base[:-1] + "ied",), (base + "ing",), (base[:-1] + "ies",)
    past, ing = [base + "ed"], [base + "ing"]
    if base[-1] not in VOWELS + "wxy" and base[-2:-1] in VOWELS:
        past.append(base + base[-1] + "ed")
        ing.append(base + base[-1] + "ing")
    return tuple(past), tuple(ing), (base + "s", base + "es")


def _forms(base: str, irregular: dict[str, list[str]]) -> list[tuple[str, str]]:
    past, ing, third = _regular(base)
    participle = past
    if base in irregular:
        kinds = [tuple(forms.split("/")) for forms in irregular[base]]
        past, participle = kinds[0], kinds[-1]
    named = {"base": (base,), "past": past, "participle": participle, "ing": ing}
    named["third_person"] = third
    return [(form, word) for form, words in named.items() for word in words]


def _phrase(source: str) -> Phrase:
    return tuple(frozenset(element.split("|")) for element in source.split())


@cache
def lexicon() -> Lexicon:
    """The word lists of the speech room, read once."""
    data = tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text("utf-8"))
    verbs: dict[str, str] = data["verbs"]
    words: dict[str, str] = data["words"]
    names = [*FORMS, *verbs, *(f"{name}_word" for name in words)]
    bits = {name: 1 << place for place, name in enumerate(names)}
    tags: dict[str, int] = {}

    def add(word: str, bit: int) -> None:
        tags[word] = tags.get(word, 0) | bit

    irregular = {
        base: forms for base, *forms in (e.split() for e in data["forms"]["irregular"].split(","))
    }
    members = {
        name: [s for b in listed.split() for s in _spellings(b)] for name, listed in verbs.items()
    }
    for base in {*irregular, *(base for bases in members.values() for base in bases)}:
        for form, word in _forms(base, irregular):
            add(word, bits[form])
    for name, bases in members.items():
        for base in bases:
            for _, word in _forms(base, irregular):
                add(word, bits[name])
    for name, listed in words.items():
        for word in listed.split():
            add(word, bits[f"{name}_word"])

    phrases: dict[str, dict[str, list[tuple[str, int, Phrase]]]] = {}
    for name, listed in data["phrases"].items():
        for source in listed.split(";"):
            first, *rest = _phrase(source)
            named = rest[1:2] if rest[:1] == [GAP] else rest[:1]
            seconds = named[0] if named and named[0] != NUMBER else {""}
            within = 1 if rest[:1] != [GAP] else 1 + GAP_WORDS
            for word, second in product(first, seconds):
                begun = phrases.setdefault(word, {}).setdefault(second, [])
                begun.append((name, within, tuple(rest)))
    themes, openings, reach, influence = (
        {name: frozenset(listed.split()) for name, listed in data[table].items()}
        for table in ("themes", "openings", "reach", "influence")
    )
    openers, probes = (
        frozenset(tuple(pair.split()) for pair in data["prompts"][kind].split(","))
        for kind in ("openers", "probes")
    )
    return Lexicon(
        tags, bits, phrases, themes, openings, reach, influence, openers | probes, openers
    )
