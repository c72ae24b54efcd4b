"""The simulator and the demonstration."""
