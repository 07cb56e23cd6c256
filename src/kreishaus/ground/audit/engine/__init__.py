"""The mathematics of the log: trees, notes and receipts. Pure Python, works offline, no Django."""
