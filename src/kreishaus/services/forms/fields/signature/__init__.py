"""A signature."""
