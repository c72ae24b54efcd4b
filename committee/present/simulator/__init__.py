"""The simulator's screen as plain data."""
