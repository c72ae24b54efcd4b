"""The demonstration: its doors, and the people and loops it is made of."""
