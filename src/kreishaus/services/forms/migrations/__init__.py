"""Schema history of the forms."""
