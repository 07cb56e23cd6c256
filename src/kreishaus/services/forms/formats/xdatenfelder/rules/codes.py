"""Codes of lists that lie elsewhere: two rules that write the same code differently cannot both be right."""

from collections.abc import Iterator, Sequence

from kreishaus.services.forms.formats.xdatenfelder.model import ImportedField
from kreishaus.services.forms.formats.xdatenfelder.rules.making import Outcome
from kreishaus.services.forms.formats.xdatenfelder.rules.places import Places, resolve
from kreishaus.services.forms.formats.xdatenfelder.rules.tree import Compare, Condition, Reference, Value, parts_of


def disputed(outcomes: Sequence[Outcome], places: Places) -> Iterator[tuple[Outcome, str]]:
    """Yield rules with codes that another rule writes with more or fewer zeros, and why they are in doubt.

    Without the list nobody can tell which of `001` and `1` an answer will have.
    """
    found: dict[tuple[str, int], dict[str, list[Outcome]]] = {}
    for outcome in outcomes:
        for number, code in _codes(outcome, places):
            found.setdefault((number, int(code)), {}).setdefault(code, []).append(outcome)
    for (number, _), spellings in found.items():
        if len(spellings) > 1:
            written = " und ".join(f"„{code}“" for code in sorted(spellings))
            reason = (
                f"Die Regeln schreiben einen Code von {number} verschieden: {written}. Die Codeliste entscheidet es."
            )
            yield from ((outcome, reason) for users in spellings.values() for outcome in users)


def _codes(outcome: Outcome, places: Places) -> Iterator[tuple[str, str]]:
    for made in outcome.made:
        for part in parts_of(made.condition):
            code = _code(part)
            if code is not None:
                element = resolve(code[0], outcome.bearer, places).element
                if isinstance(element, ImportedField) and element.code_list and not element.choices:
                    yield element.id, code[1]


def _code(part: Condition) -> tuple[Reference, str] | None:
    if isinstance(part, Compare) and isinstance(part.left, Reference) and isinstance(part.right, Value):
        return (part.left, part.right.text) if part.right.text.isdigit() else None
    return None
