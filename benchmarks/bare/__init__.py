"""The yardstick: a bare Django form with eight fields and one insert, nothing else."""
