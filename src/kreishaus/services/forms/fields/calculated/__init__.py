"""A computed value."""
