"""Transcripts and answers as text in, findings with the words that gave rise to them out."""

from .accuracy import Accuracy, accuracy
from .answer import AnswerSignals, Point, read_answer
from .bank_coverage import (
    BankStory,
    Coverage,
    LeftAtHome,
    coverage,
    left_at_home,
    safe_story,
    usually_smaller,
)
from .findings import Finding
from .hints import Hint, hints_for, interview_hints
from .level_check import LevelCheck, check_level

__all__ = [
    "Accuracy",
    "AnswerSignals",
    "BankStory",
    "Coverage",
    "Finding",
    "Hint",
    "LeftAtHome",
    "LevelCheck",
    "Point",
    "accuracy",
    "check_level",
    "coverage",
    "hints_for",
    "interview_hints",
    "left_at_home",
    "read_answer",
    "safe_story",
    "usually_smaller",
]
