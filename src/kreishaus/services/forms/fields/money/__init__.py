"""An amount of money, stored in cents."""
