"""Any of several answers."""
