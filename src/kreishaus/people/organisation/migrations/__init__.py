"""Schema history of the organisation."""
