"""The evidence form and the interviewer's queue."""
