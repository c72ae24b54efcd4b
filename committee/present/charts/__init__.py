"""The level grid and the veto map: pictures of a decision as plain data."""
