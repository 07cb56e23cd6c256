"""A German number plate."""
