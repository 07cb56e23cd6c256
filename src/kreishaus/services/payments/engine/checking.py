"""What is wrong with a tariff whatever the answers are: gaps, wrong order, contradictions."""

from collections.abc import Callable, Iterator
from itertools import pairwise

from kreishaus.base.expressions import ExpressionError, compile_expression
from kreishaus.services.payments.engine.tariffs import Table, Tariff

OptionsOf = Callable[[str], tuple[str, ...] | None]
"""path -> keys of the answers that a choice offers, None if it is no choice"""


def flaws(tariff: Tariff) -> Iterator[tuple[str, str]]:
    """Yield (message, what to do) for everything that cannot be right."""
    for expression in tariff.expressions:
        try:
            compile_expression(expression)
        except ExpressionError as error:
            yield str(error), "Bitte den CEL-Ausdruck prüfen."
    if tariff.table:
        yield from _table_flaws(tariff.table)
    if tariff.at_least is not None and tariff.at_most is not None and tariff.at_least > tariff.at_most:
        yield "Der Mindestbetrag liegt über dem Höchstbetrag.", "Bitte „at_least“ und „at_most“ prüfen."
    if tariff.percent is not None and not 0 < tariff.percent <= 100:  # noqa: PLR2004 -- percent
        yield "Der Anteil muss zwischen 0 und 100 Prozent liegen.", ""
    if tariff.unit <= 0:
        yield "Die Einheit muss größer als null sein.", ""


def _table_flaws(table: Table) -> Iterator[tuple[str, str]]:
    if bool(table.steps) == bool(table.choices):
        yield "Die Tabelle braucht entweder „steps“ oder „choices“.", ""
        return
    for earlier, later in pairwise(table.steps):
        if earlier.up_to is None:
            yield "Hinter der Stufe ohne Grenze steht noch eine.", "Bitte die Stufe ohne „up_to“ ans Ende setzen."
        elif later.up_to is not None and later.up_to <= earlier.up_to:
            yield (
                f"Die Stufe bis {later.up_to} überschneidet sich mit der bis {earlier.up_to}.",
                "Bitte aufsteigend ordnen.",
            )
    if table.steps and table.steps[-1].up_to is not None:
        yield (
            f"Über {table.steps[-1].up_to} gibt es keinen Betrag.",
            "Bitte am Ende eine Stufe ohne „up_to“ ergänzen, oder die Zeile mit „when“ begrenzen.",
        )


def missing_choices(tariff: Tariff, options_of: OptionsOf) -> Iterator[tuple[str, str]]:
    """Yield what a table by an answer leaves out, or names although nobody can choose it."""
    if tariff.table is None or not tariff.table.choices:
        return
    offered = options_of(tariff.table.by)
    if offered is None:
        return
    priced = [key for key, _ in tariff.table.choices]
    for key in offered:
        if key not in priced:
            yield f"Für die Antwort „{key}“ steht kein Betrag in der Tabelle.", "Bitte ergänzen, auch wenn es 0.00 ist."
    for key in priced:
        if key not in offered:
            yield (
                f"Die Antwort „{key}“ aus der Tabelle gibt es im Formular nicht.",
                f"Möglich sind: {', '.join(offered)}.",
            )
