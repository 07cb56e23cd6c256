"""A bank account."""
