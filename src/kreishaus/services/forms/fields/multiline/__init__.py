"""Several lines of text."""
