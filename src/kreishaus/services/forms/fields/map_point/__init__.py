"""A place on the map."""
