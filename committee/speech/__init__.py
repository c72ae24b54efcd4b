"""Transcripts and answers as text in, findings with the words that gave rise to them out."""

from .answer import AnswerSignals, Point, read_answer
from .bank_coverage import (
    Coverage,
    LargerStory,
    coverage,
    larger_untold,
    safe_story,
    usually_smaller,
)
from .findings import Finding
from .hints import Hint, hints_for, interview_hints
from .level_check import LevelCheck, check_level
from .measured_accuracy import Accuracy, accuracy

__all__ = [
    "Accuracy",
    "AnswerSignals",
    "Coverage",
    "Finding",
    "Hint",
    "LargerStory",
    "LevelCheck",
    "Point",
    "accuracy",
    "check_level",
    "coverage",
    "hints_for",
    "interview_hints",
    "larger_untold",
    "read_answer",
    "safe_story",
    "usually_smaller",
]
