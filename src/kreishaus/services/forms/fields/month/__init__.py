"""A month."""
