"""I and we as the subjects of actions.

Must: count the actions that the speaker gives to "I" and those given to "we" or to a team, and
the ones that nobody is given ("a list was made"), since a panel can grade only the first.
How: clauses whose verb is something done. What somebody is, has, thinks, feels or notices is no
action; nor is a loss ("we lost it"), a habit ("we deploy daily"), a wish, an attempt, a negation,
or what is quoted.
Taking part ("I helped", "I worked on") is counted apart: it says that, not what.
Known exceptions: "Priya and I" counts as we; in a story told in the present tense habits
and actions can't be told apart, and both count.
"""

from dataclasses import dataclass

from .findings import Finding, Reading
from .verbs import BE, LEX, PARTICIPLE, TONE, is_past

HARM = LEX.bit("harm")
ASSIST, IDLE = LEX.bit("assist"), LEX.bit("state", "perceive", "biography", "say")
PRONOUNS = frozenset({"i", "we", "he", "she", "they", "it"})
ADVERB = LEX.bit("adverb_word")


@dataclass(frozen=True, slots=True)
class Subjects:
    """Actions by subject; `own` leaves out taking part, which is in `assists`.

    `speaks_of_self` says that "I" is a subject anywhere, of an action or not.
    """

    own: tuple[Finding, ...]
    assists: tuple[Finding, ...]
    plural: tuple[Finding, ...]
    group: tuple[Finding, ...]
    nobody: tuple[Finding, ...]
    speaks_of_self: bool


def find_subjects(reading: Reading) -> Subjects:
    """Who is said to have acted, in the order of the text."""
    own: list[Finding] = []
    assists: list[Finding] = []
    plural: list[Finding] = []
    group: list[Finding] = []
    taken: set[int] = set()
    for clause in reading.clauses:
        if not clause.passive or reading.text.words[clause.subject] in PRONOUNS:
            taken.add(clause.verb)
        if not reading.acts(clause) or (clause.who != "i" and clause.tags & HARM):
            continue
        if clause.who == "i":
            weak = bool(clause.tags & ASSIST)
            (assists if weak else own).append(reading.clause_finding("i", clause))
        elif clause.who == "we":
            plural.append(reading.clause_finding("we", clause))
        elif clause.who == "group":
            group.append(reading.clause_finding("team", clause))
    return Subjects(
        tuple(own),
        tuple(assists),
        tuple(plural),
        tuple(group),
        _passives(reading, taken),
        any(clause.who == "i" for clause in reading.clauses),
    )


def _passives(reading: Reading, taken: set[int]) -> tuple[Finding, ...]:
    text = reading.text
    found = []
    for at, tag in enumerate(text.tags):
        if not tag & BE or text.words[at] not in ("was", "were"):
            continue
        verb = at + 1
        while verb < len(text.words) and text.tags[verb] & ADVERB:
            verb += 1
        if verb >= len(text.words) or verb in taken or text.quoted[at]:
            continue
        done = is_past(text.words[verb], text.tags[verb]) or text.tags[verb] & PARTICIPLE
        if (
            done
            and not text.tags[verb] & (IDLE | BE | TONE)
            and text.sentences[verb] == text.sentences[at]
        ):
            found.append(reading.finding("nobody", at, verb))
    return tuple(found)
