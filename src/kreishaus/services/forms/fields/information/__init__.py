"""A text to read, without an answer."""
