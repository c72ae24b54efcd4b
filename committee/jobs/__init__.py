"""Work in the background: all packets of a cohort, printed by processes of their own."""
