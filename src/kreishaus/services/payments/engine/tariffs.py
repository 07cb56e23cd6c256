"""The amount of one line of a fee schedule, and the reckoning in words.

A tariff has one base: a fixed amount, a table (by the size of a value, or by an answer) or a share
of a value. The base is multiplied by a quantity, kept within bounds and rounded, in this order.
Values and quantities are CEL over the answers; amounts are whole cents, shares and limits decimals.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from kreishaus.base.expressions import ExpressionError, compile_expression
from kreishaus.base.money import euro
from kreishaus.base.words import say


class Rounding(StrEnum):
    """How an amount becomes a multiple of what it is rounded to."""

    NEAREST = "nearest"
    UP = "up"
    DOWN = "down"


_ROUNDINGS = {Rounding.NEAREST: ROUND_HALF_UP, Rounding.UP: ROUND_CEILING, Rounding.DOWN: ROUND_FLOOR}


class NotReckoned(Exception):
    """The amount cannot be told from these answers; the message says why."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a table: up to this value (included) the amount is due; without a limit: beyond all others."""

    cents: int
    up_to: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Amounts by the size of a value (`steps`, rising) or by an answer (`choices`)."""

    by: str
    steps: tuple[Step, ...] = ()
    choices: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariff:
    """How an amount comes about."""

    cents: int = 0
    table: Table | None = None
    percent: Decimal | None = None
    of: str = ""
    """CEL: the value of which `percent` are due, in cents (fields for money are cents)"""
    times: str = ""
    """CEL: the quantity"""
    unit: Decimal = Decimal(1)
    """the quantity counts in started units of this size"""
    unit_name: str = ""
    at_least: int | None = None
    at_most: int | None = None
    round_to: int = 1
    """cents"""
    rounding: Rounding = Rounding.NEAREST

    @property
    def expressions(self) -> tuple[str, ...]:
        """The CEL texts that the amount depends on."""
        return tuple(filter(None, (self.table.by if self.table else "", self.of, self.times)))

    def to_data(self) -> dict[str, Any]:
        """Return the tariff as JSON, the inverse of `tariff_from`; what has its usual value is left out."""
        data: dict[str, Any] = {}
        if self.table:
            steps = [{"up_to": None if s.up_to is None else str(s.up_to), "cents": s.cents} for s in self.table.steps]
            data["table"] = {"by": self.table.by, "steps": steps, "choices": dict(self.table.choices)}
        if self.percent is not None:
            data |= {"percent": str(self.percent), "of": self.of}
        if self.times:
            data |= {"times": self.times, "unit": str(self.unit), "unit_name": self.unit_name}
        if self.round_to != 1:
            data |= {"round_to": self.round_to, "rounding": self.rounding.value}
        bounds = {"at_least": self.at_least, "at_most": self.at_most}
        return data | {key: value for key, value in bounds.items() if value is not None}


def tariff_from(data: Mapping[str, Any], *, cents: int) -> Tariff:
    """Return the tariff of `Tariff.to_data`."""
    table = data.get("table")
    return Tariff(
        cents=cents,
        table=Table(
            table["by"],
            tuple(Step(s["cents"], None if s["up_to"] is None else Decimal(s["up_to"])) for s in table["steps"]),
            tuple(table["choices"].items()),
        )
        if table
        else None,
        percent=Decimal(data["percent"]) if "percent" in data else None,
        of=data.get("of", ""),
        times=data.get("times", ""),
        unit=Decimal(data.get("unit", "1")),
        unit_name=data.get("unit_name", ""),
        at_least=data.get("at_least"),
        at_most=data.get("at_most"),
        round_to=data.get("round_to", 1),
        rounding=Rounding(data.get("rounding", "nearest")),
    )


@dataclass(frozen=True, slots=True)
class Reckoned:
    """An amount and how it came about, step by step, in words."""

    cents: int
    steps: tuple[str, ...] = ()


def reckon(tariff: Tariff, environment: Mapping[str, object]) -> Reckoned:
    """Return the amount for these answers.

    :raises NotReckoned: if an answer that it depends on is missing or no table entry fits.
    """
    amount, steps = _base(tariff, environment)
    if tariff.times:
        amount, said = _multiplied(tariff, amount, environment)
        steps.append(said)
    if tariff.at_least is not None and amount < tariff.at_least:
        amount = Decimal(tariff.at_least)
        steps.append(say("mindestens {at_least}", at_least=euro(tariff.at_least)))
    if tariff.at_most is not None and amount > tariff.at_most:
        amount = Decimal(tariff.at_most)
        steps.append(say("höchstens {at_most}", at_most=euro(tariff.at_most)))
    cents = _rounded(amount, tariff)
    if cents != amount and tariff.round_to != 1:
        steps.append(say("gerundet auf {cents}", cents=euro(cents)))
    return Reckoned(cents, tuple(steps))


def _base(tariff: Tariff, environment: Mapping[str, object]) -> tuple[Decimal, list[str]]:
    if tariff.table:
        return _looked_up(tariff.table, environment)
    if tariff.percent is not None:
        value = _number(tariff.of, environment)
        amount = value * tariff.percent / 100
        return amount, [say("{percent} % von {euro}", percent=_plain(tariff.percent), euro=euro(int(value)))]
    return Decimal(tariff.cents), []


def _looked_up(table: Table, environment: Mapping[str, object]) -> tuple[Decimal, list[str]]:
    if table.choices:
        value = _value(table.by, environment)
        for key, cents in table.choices:
            if value == key:
                return Decimal(cents), [say("für „{key}“ {cents}", key=key, cents=euro(cents))]
        raise NotReckoned(say("Für „{value}“ steht kein Betrag in der Tabelle.", value=value))
    number = _number(table.by, environment)
    below: Decimal | None = None
    for step in table.steps:
        if step.up_to is None or number <= step.up_to:
            limit = (
                say("bis {up_to}", up_to=_plain(step.up_to))
                if step.up_to is not None
                else say("über {plain}", plain=_plain(below or Decimal(0)))
            )
            return Decimal(step.cents), [
                say(
                    "{number} liegt in der Stufe {limit}: {cents}",
                    number=_plain(number),
                    limit=limit,
                    cents=euro(step.cents),
                )
            ]
        below = step.up_to
    raise NotReckoned(say("Für {number} steht kein Betrag in der Tabelle.", number=_plain(number)))


def _multiplied(tariff: Tariff, amount: Decimal, environment: Mapping[str, object]) -> tuple[Decimal, str]:
    quantity = _number(tariff.times, environment)
    if quantity < 0:
        raise NotReckoned(say("Die Menge ist kleiner als null."))
    units = (quantity / tariff.unit).to_integral_value(ROUND_CEILING)
    each = euro(_cents(amount))
    name = f" {tariff.unit_name}" if tariff.unit_name else ""
    started = say(" (je angefangene {unit})", unit=_plain(tariff.unit)) if tariff.unit != 1 else ""
    return amount * units, f"{_plain(units)} ×{name} {each}{started}"


def _rounded(amount: Decimal, tariff: Tariff) -> int:
    multiple = Decimal(tariff.round_to)
    return int((amount / multiple).to_integral_value(_ROUNDINGS[tariff.rounding]) * multiple)


def _cents(amount: Decimal) -> int:
    return int(amount.to_integral_value(ROUND_HALF_UP))


def _value(expression: str, environment: Mapping[str, object]) -> object:
    try:
        return compile_expression(expression).evaluate(environment)
    except ExpressionError as error:
        raise NotReckoned(str(error)) from error


def _number(expression: str, environment: Mapping[str, object]) -> Decimal:
    value = _value(expression, environment)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise NotReckoned(say("Es fehlt eine Zahl."))
    number = Decimal(str(value))
    if not number.is_finite():
        raise NotReckoned(say("Es fehlt eine Zahl."))
    return number


def _plain(number: Decimal) -> str:
    """Return the number as people read it: 1.250,5."""
    whole, _, rest = f"{number.normalize():f}".partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    return f"{sign}{int(digits):_}".replace("_", ".") + (f",{rest}" if rest else "")
