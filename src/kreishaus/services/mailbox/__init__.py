"""Messages between people and the authority, with the day from which a decision counts as delivered."""
