"""Feedback to an interviewer on scorecards that a decision was made on."""
