"""Made-up cohorts: seeded loops whose evidence fits its reads."""

from .cohort import cohort

__all__ = ["cohort"]
