"""What a fee amounts to: tables, quantities, bounds, rounding. Pure Python, money in whole cents."""
