"""A span of days."""
