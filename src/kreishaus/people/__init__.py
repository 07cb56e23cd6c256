"""People: who works in the county hall and who turns to it."""
