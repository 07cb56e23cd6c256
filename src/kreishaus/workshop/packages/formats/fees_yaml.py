"""The fee schedule in service.yaml: one line each, with its time of validity and how its amount comes about."""

from decimal import Decimal, InvalidOperation

from kreishaus.base.expressions import ExpressionError, compile_expression
from kreishaus.base.yamlsections import Section
from kreishaus.services.payments.engine.tariffs import Rounding, Step, Table, Tariff
from kreishaus.services.payments.rules import FeeRule

_BASES = ("amount", "table", "percent")


def read_fee(entry: Section) -> FeeRule:
    """Return one line; what is wrong is noted in the section."""
    given = [key for key in _BASES if key in entry]
    if len(given) != 1:
        hint = 'Zum Beispiel amount: "30.70".'
        entry.refuse("Eine Gebühr braucht genau eines davon: amount, table oder percent.", hint=hint)
    cents = entry.cents("amount") if "amount" in entry else 0
    tariff = _tariff(entry, cents)
    fee = FeeRule(
        name=entry.text("name", required=True),
        amount_cents=cents,
        valid_from=entry.day("valid_from"),
        valid_until=entry.day("valid_until"),
        when=condition(entry, "when"),
        basis=entry.text("basis"),
        because=entry.text("because"),
        plus=entry.flag("plus"),
        tariff=tariff if tariff != Tariff(cents=cents) else None,
    )
    entry.close()
    return fee


def condition(section: Section, key: str, *, required: bool = False) -> str:
    """Return a CEL text that can be compiled."""
    text = section.text(key, required=required)
    if text:
        try:
            compile_expression(text)
        except ExpressionError as error:
            section.refuse(str(error), key=key, hint="Bitte den CEL-Ausdruck prüfen.")
    return text


def _tariff(entry: Section, cents: int) -> Tariff:
    percent = _decimal(entry, "percent") if "percent" in entry else None
    of = condition(entry, "of", required=percent is not None)
    times = condition(entry, "times")
    if of and percent is None:
        entry.refuse("„of“ gehört zu „percent“.", key="of")
    for key in ("unit", "unit_name"):
        if key in entry and not times:
            entry.refuse(f"„{key}“ gehört zu „times“.", key=key)
    round_to = entry.cents("round") if "round" in entry else 1
    if round_to <= 0:
        entry.refuse("Gerundet wird auf einen Betrag über null.", key="round")
    return Tariff(
        cents=cents,
        table=_table(entry.section("table")) if "table" in entry else None,
        percent=percent,
        of=of,
        times=times,
        unit=_decimal(entry, "unit") if "unit" in entry else Decimal(1),
        unit_name=entry.text("unit_name"),
        at_least=entry.cents("at_least") if "at_least" in entry else None,
        at_most=entry.cents("at_most") if "at_most" in entry else None,
        round_to=max(round_to, 1),
        rounding=Rounding(entry.choice("rounding", [one.value for one in Rounding], Rounding.NEAREST.value)),
    )


def _table(section: Section) -> Table:
    by = condition(section, "by", required=True)
    steps = tuple(_step(step) for step in section.sections("steps"))
    prices = section.section("choices")
    choices = tuple((key, prices.cents(key)) for key in prices.keys())  # noqa: SIM118 -- a section is no mapping
    prices.close()
    section.close()
    return Table(by, steps, choices)


def _step(section: Section) -> Step:
    step = Step(section.cents("amount"), _decimal(section, "up_to") if "up_to" in section else None)
    section.close()
    return step


def _decimal(section: Section, key: str) -> Decimal:
    text = section.text(key)
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        section.refuse(f"„{text}“ ist keine Zahl.", key=key, hint='Bitte so schreiben: 12 oder "12.5"')
        return Decimal(1)
    return number
