"""Transcripts as meeting tools export them, into cues: who said what, and when."""

from .any_transcript import MOST_BYTES, parse_transcript, read_transcript

__all__ = ["MOST_BYTES", "parse_transcript", "read_transcript"]
