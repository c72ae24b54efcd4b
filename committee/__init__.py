"""Committee: how a hiring committee turns evidence into a level."""
