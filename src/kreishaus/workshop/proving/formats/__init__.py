"""The test files of a package."""
