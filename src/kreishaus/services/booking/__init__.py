"""Things that only one person can have: register numbers, plates, slots."""
