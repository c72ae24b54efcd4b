"""Who is here and how they come in."""
