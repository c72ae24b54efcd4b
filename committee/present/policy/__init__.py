"""A policy and its rubric as a page."""
