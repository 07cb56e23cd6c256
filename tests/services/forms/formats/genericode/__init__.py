"""Code lists as files."""
