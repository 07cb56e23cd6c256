"""Kreishaus: the digital county hall."""

__version__ = "0.1.0"
