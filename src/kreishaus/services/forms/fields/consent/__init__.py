"""A consent to a text."""
