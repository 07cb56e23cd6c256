"""Storing forms and code lists."""
