"""A natural person."""
