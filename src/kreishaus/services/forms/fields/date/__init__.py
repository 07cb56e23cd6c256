"""A day of the calendar."""
