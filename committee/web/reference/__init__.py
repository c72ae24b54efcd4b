"""Pages to look things up in: policies and the journal."""
