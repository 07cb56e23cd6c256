"""Figures, not verdicts: each benchmark prints what it measured and on how much data."""
