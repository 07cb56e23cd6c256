"""A postal address."""
