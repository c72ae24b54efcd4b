"""People as somebody types them, name and address in one line, and what is wrong with a line."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from committee.domain.short_text import LONGEST, is_visible, tidy
from committee.store.tables.people import Person

ADDRESS = re.compile(r"[^\s<>(),;:\"]+@[^\s<>(),;:@\"]+")
AROUND = ' \t,;:<>()"“”'


@dataclass(frozen=True)
class Typed:
    """Somebody as typed; `email` is empty where no address was given."""

    name: str
    email: str

    @property
    def fault(self) -> str:
        """What is wrong with the name or the address, in a reader's words; empty if nothing."""
        if self.name and not is_visible(self.name):
            return "Nothing of this name can be seen: type letters."
        if max(len(self.name), len(self.email)) > LONGEST:
            return f"At most {LONGEST} characters fit into a name or an address."
        return "One address is enough." if "@" in self.name else ""


def shown(name: str, email: str) -> str:
    """Somebody as a line that can be typed again."""
    return f"{name} <{email}>" if email else name


def typed(line: str) -> Typed:
    """A line: “Ana Silva <ana@example.org>”, the same without brackets, a name, or an address."""
    found = ADDRESS.search(line)
    if found is None:
        return Typed(tidy(line), "")
    rest = f"{line[: found.start()].rstrip(AROUND)} {line[found.end() :].lstrip(AROUND)}"
    return Typed(tidy(rest).strip(AROUND), found.group().casefold())


def interviewer(line: str, known: Iterable[Person]) -> tuple[Typed, str]:
    """Whom a line means, by name or address of those who are known; and what is wrong with it."""
    who = typed(line)
    if who.fault:
        return who, who.fault
    here = list(known)
    if not who.email:
        alike = [each for each in here if each.name.casefold() == who.name.casefold()]
        if len(alike) == 1:
            return Typed(alike[0].name, alike[0].email), ""
        several = f"{len(alike)} people are called so: add the address."
        return who, several if alike else "Add an address: “Ana Silva <ana@example.org>”."
    same = next((each for each in here if each.email == who.email), None)
    if same is None:
        return who, "" if who.name else "Add a name: “Ana Silva <ana@example.org>”."
    if who.name and who.name.casefold() != same.name.casefold():
        return who, f"This address is {same.name}’s here: give that name, or another address."
    return Typed(same.name, same.email), ""
