"""Lower and upper limits of values whose ISO spelling sorts like time itself (month, time of day, moment)."""

from collections.abc import Callable, Iterable

from kreishaus.base.words import say
from kreishaus.services.forms.ports import FieldDefinition


def range_complaints(value: str, field: FieldDefinition, shown: Callable[[str], str]) -> list[str]:
    """Return the complaint about a value outside of `min` and `max`."""
    if field.min is not None and value < str(field.min):
        return [say("Bei „{label}“ ist frühestens {shown} möglich.", label=field.label, shown=shown(str(field.min)))]
    if field.max is not None and value > str(field.max):
        return [say("Bei „{label}“ ist spätestens {shown} möglich.", label=field.label, shown=shown(str(field.max)))]
    return []


def limit_problems(field: FieldDefinition, is_right: Callable[[str], bool], example: str) -> Iterable[str]:
    """Return limits that are no such value or in the wrong order."""
    for name, limit in (("min", field.min), ("max", field.max)):
        if limit is not None and not is_right(str(limit)):
            yield f"„{name}“ braucht eine Angabe wie {example}."
            return
    if field.min is not None and field.max is not None and str(field.min) > str(field.max):
        yield "„min“ liegt nach „max“."
