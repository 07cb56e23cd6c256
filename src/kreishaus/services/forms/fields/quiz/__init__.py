"""Questions with right answers."""
