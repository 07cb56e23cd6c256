"""Example applications, so that a newcomer finds an inbox with work in it."""

from datetime import datetime


def submit_examples(*, at: datetime) -> None:
    """Submit the example applications of the demonstration."""
