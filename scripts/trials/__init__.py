"""Trials of a whole installation: many people at once, and processes that are killed."""
