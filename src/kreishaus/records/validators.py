"""Checks of single values of the records, in the words that people read in a form."""

from django.core.exceptions import ValidationError

from . import engine


def usable_pattern(pattern: str) -> None:
    """Refuse a pattern that would not give every case its own reference.

    :raises ValidationError: with a message that says what to change.
    """
    try:
        engine.check_pattern(pattern)
    except engine.UnusablePattern as problem:
        raise ValidationError(str(problem)) from problem
