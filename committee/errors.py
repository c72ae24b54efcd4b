"""Errors that a reader can act on: what was found, where, and what to do next."""


class CommitteeError(Exception):
    """A refusal whose message is written for the person who has to act on it.

    `found` says what is wrong, `where` names the file and the place in it (or the page
    and the field), `remedy` says what to do next. `str()` joins the three.
    """

    def __init__(self, found: str, *, where: str = "", remedy: str = "") -> None:
        self.found, self.where, self.remedy = found, where, remedy
        place = f"{where}: " if where else ""
        advice = f" {remedy}" if remedy else ""
        super().__init__(f"{place}{found}{advice}")


class FileError(CommitteeError):
    """A loop file or policy file that can't be read, or breaks the format."""


class PolicyError(FileError):
    """A policy that is not well formed."""


class TooLargeError(PolicyError):
    """A policy whose outcome table would not fit in memory; nothing of it was set up."""

    def __init__(self, cells: int, most: int, policy: str) -> None:
        super().__init__(
            f"{cells:,} cells of outcome tables would have to be worked out, which takes about "
            f"{cells * 16 / 2**30:,.1f} GB; at most {most:,} are.",
            where=f"the policy “{policy}”",
            remedy="Take levels out of its ladder, or dimensions out of its rules. It decides "
            "single loops all the same.",
        )


class RaterModelError(CommitteeError):
    """A parameter of the rater model with which no odds can be worked out."""

    def __init__(self, name: str, value: float, least: float, most: float) -> None:
        flat = ", or flat" if name == "spread" else ""
        super().__init__(
            f"{name} is {value:g}.",
            where="rater model",
            remedy=f"Give a number from {least:g} to {most:g}{flat}.",
        )


class PaperError(CommitteeError):
    """A PDF that can't be made or read."""


class StoreError(CommitteeError):
    """A database, or a backup of one, that can't be used as it is."""


class SettingsError(CommitteeError):
    """A setting that is missing, wrong or unsafe."""


class NotFoundError(CommitteeError):
    """What was asked for does not exist, or is not the asker's to see."""


class ConflictError(CommitteeError):
    """Somebody else changed the same thing first."""


class FormError(CommitteeError):
    """What was typed can't be taken as it stands; nothing of it is lost."""


class BusyError(CommitteeError):
    """So much is being done already that this would have to wait too long."""


class TooManyTriesError(CommitteeError):
    """A secret was guessed at too often; `seconds` is how long to wait, `minutes` the same said."""

    def __init__(self, found: str, *, minutes: str, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(found, remedy=f"Wait {minutes}, then try again.")
