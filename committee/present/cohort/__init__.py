"""A cohort's report as plain data."""
