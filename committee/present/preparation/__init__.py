"""What a candidate prepares with: the story bank and rehearsals."""
