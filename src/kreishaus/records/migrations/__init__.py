"""Schema history of the records."""
