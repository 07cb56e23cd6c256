"""One of several answers."""
