"""Proving: the tests that a package brings along are run before anybody may apply."""
