"""The tables, as SQLModel classes."""

from .base import Row
from .decisions import JournalEntry, Release, Snapshot
from .jobs import Job
from .loops import Assignment, Cohort, Loop
from .people import Invite, Person
from .predictions import Prediction
from .preparation import Rehearsal, Story
from .recovery_codes import RecoveryCode
from .roles import CoachCohort
from .scorecards import Draft, Revision
from .sessions import SignIn
from .taken_away import TakenAway
from .talks import TalkScript
from .tries import Tries
from .who_read_others import SameBrowser, Sighting

__all__ = [
    "Assignment",
    "CoachCohort",
    "Cohort",
    "Draft",
    "Invite",
    "Job",
    "JournalEntry",
    "Loop",
    "Person",
    "Prediction",
    "RecoveryCode",
    "Rehearsal",
    "Release",
    "Revision",
    "Row",
    "SameBrowser",
    "Sighting",
    "SignIn",
    "Snapshot",
    "Story",
    "TakenAway",
    "TalkScript",
    "Tries",
]
