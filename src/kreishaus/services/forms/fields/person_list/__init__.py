"""Several persons in a table."""
