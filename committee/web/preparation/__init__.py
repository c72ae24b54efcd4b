"""A candidate's story bank and rehearsals."""
