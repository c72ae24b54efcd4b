"""The outcome table of a policy, and the exact chance of each outcome."""
