"""The services of the county: what it offers, for whom, at what cost, and who else is competent."""
