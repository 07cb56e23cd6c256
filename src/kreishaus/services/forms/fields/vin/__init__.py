"""The identification number of a vehicle."""
