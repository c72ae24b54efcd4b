"""Made-up cohorts and loops whose evidence fits its reads."""
