"""The evidence form as its templates read it."""
