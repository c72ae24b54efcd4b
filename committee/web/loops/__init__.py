"""A coach's cohorts, loops and reports."""
