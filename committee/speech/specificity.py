"""How particular a story is: people, numbers and what was done, against words that fit any story.

Must: give one number by which a doubt can be settled, never a hint by itself: a strong answer in
the words of a guide is as general as a weak one.
How: names, numbers, quotations and words of one occasion ("she", "asked", "Tuesday") count for it,
words of judgement and of generality ("successfully", "stakeholders", "always") against, for each
hundred words. On the labelled answers it puts nine traps of ten below what is sound, in sets that
its words weren't taken from as well; so it says how much evidence a hint takes.
Known exceptions: a failure that the weather brought about is as particular as any.
"""

from .findings import Reading
from .means_of_influence import count_details
from .verbs import LEX

GENERAL, PARTICULAR = LEX.bit("general_word"), LEX.bit("particular_word")


def find_specificity(reading: Reading) -> float:
    """Particular words less general ones, for each hundred spoken words; 0.0 without any."""
    text = reading.text
    told = sum(bool(tag & PARTICULAR) - bool(tag & GENERAL) for tag in text.tags)
    return 100 * (told + count_details(text, len(text.raw))) / max(1, text.spoken)
