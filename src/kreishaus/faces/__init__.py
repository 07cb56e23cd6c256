"""Views and templates only, no rules."""
