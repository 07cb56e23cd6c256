"""A day with a time of day."""
