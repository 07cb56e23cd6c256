"""Ready-made objects for tests: every argument has a sensible default."""
