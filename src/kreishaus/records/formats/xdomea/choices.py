# ruff: noqa: D102 - what the methods do is told once, at Part
"""Parts that choose: one object out of several kinds, a retention in years or without limit, foreign XML."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kreishaus.records.formats.xdomea.model import Retention
from kreishaus.records.formats.xdomea.parts import NotReadable
from kreishaus.records.formats.xdomea.shapes import (
    Grammar,
    Inexpressible,
    Part,
    Reading,
    Values,
    Writing,
    local_name,
    text_of,
)
from kreishaus.records.formats.xdomea.values import Codec

if TYPE_CHECKING:
    from lxml import etree


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of the elements that may stand in a place, and for which objects it stands."""

    element: str
    shape: str
    fits: Callable[[object], bool]


@dataclass(frozen=True, kw_only=True)
class Choice(Part):
    """One object, or many, each in the element of its kind, inside an element `name` if there is one."""

    attribute: str
    options: Sequence[Option]
    name: str = ""
    many: bool = False

    @property
    def attributes(self) -> frozenset[str]:
        return frozenset({self.attribute})

    @property
    def elements(self) -> Mapping[str, Part]:
        return {self.name: self} if self.name else {option.element: self for option in self.options}

    def present(self, owner: object, grammar: Grammar) -> bool:
        del grammar
        return bool(getattr(owner, self.attribute))

    def write(self, owner: object, run: Writing) -> None:
        value = getattr(owner, self.attribute)
        for item in value if self.many else (value,):
            if self.name:
                with run.sink.element(run.grammar.tag(self.name)):
                    self._write_one(item, run)
            else:
                self._write_one(item, run)

    def _write_one(self, item: object, run: Writing) -> None:
        option = next((option for option in self.options if option.fits(item)), None)
        if option is None:
            raise Inexpressible(
                f"In xdomea {run.grammar.release.value} kann hier kein einzelnes Dokument stehen. "
                "Bitte senden Sie den Vorgang, zu dem es gehört, oder wählen Sie xdomea 3.1."
            )
        run.trail.append(option.element)
        with run.sink.element(run.grammar.tag(option.element)):
            run.grammar.shapes[option.shape].write_into(item, run)
        run.trail.pop()

    def read(self, element: "etree._Element", values: Values, run: Reading) -> None:
        for child in element if self.name else (element,):
            option = next((option for option in self.options if option.element == local_name(child)), None)
            if option is None:
                run.leave_out(local_name(child))
                continue
            item = run.grammar.shapes[option.shape].read_from(child, run)
            if self.many:
                values.setdefault(self.attribute, []).append(item)
            else:
                values[self.attribute] = item


@dataclass(frozen=True, kw_only=True)
class Kept(Part):
    """How long something is kept: a number of years, or without limit (from 3.0 on)."""

    name: str = "Aufbewahrungsdauer"
    attribute: str = "retention"

    @property
    def attributes(self) -> frozenset[str]:
        return frozenset({self.attribute})

    @property
    def elements(self) -> Mapping[str, Part]:
        return {self.name: self}

    def present(self, owner: object, grammar: Grammar) -> bool:
        del grammar
        return getattr(owner, self.attribute) is not None

    def write(self, owner: object, run: Writing) -> None:
        retention = getattr(owner, self.attribute)
        if retention is None:
            return
        inner, text = ("Unbefristet", "1") if retention.years is None else ("AnzahlJahre", str(retention.years))
        with run.sink.element(run.grammar.tag(self.name)), run.sink.element(run.grammar.tag(inner)):
            run.sink.write(text)

    def read(self, element: "etree._Element", values: Values, run: Reading) -> None:
        for child in element:
            if local_name(child) == "Unbefristet":
                values[self.attribute] = Retention()
            elif local_name(child) == "AnzahlJahre" and text_of(child).isdigit():
                values[self.attribute] = Retention(years=int(text_of(child)))
            else:
                place = "/".join(run.trail)
                raise NotReadable(f"Die Aufbewahrungsdauer in {place} (Zeile {element.sourceline}) ist nicht lesbar.")


@dataclass(frozen=True, kw_only=True)
class Foreign(Part):
    """XML of others, kept as it is (canonical, so that it compares)."""

    name: str = "AnwendungsspezifischeErweiterungXML"
    attribute: str = "extension_xml"

    @property
    def attributes(self) -> frozenset[str]:
        return frozenset({self.attribute})

    @property
    def elements(self) -> Mapping[str, Part]:
        return {self.name: self}

    def present(self, owner: object, grammar: Grammar) -> bool:
        del grammar
        return bool(getattr(owner, self.attribute))

    def write(self, owner: object, run: Writing) -> None:
        from lxml import etree

        text = getattr(owner, self.attribute)
        if not text:
            return
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        with run.sink.element(run.grammar.tag(self.name)):
            for child in etree.fromstring(f"<foreign>{text}</foreign>", parser):
                run.sink.write(child)

    def read(self, element: "etree._Element", values: Values, run: Reading) -> None:
        from lxml import etree

        del run
        values[self.attribute] = "".join(
            etree.tostring(child, method="c14n", exclusive=True, with_tail=False).decode() for child in element
        )


def _years(text: str) -> Retention:
    return Retention(years=int(text))


def _write_years(value: object) -> str | None:
    return None if not isinstance(value, Retention) or value.years is None else str(value.years)


# Up to 2.4 there is no word for "without limit".
YEARS = Codec(_years, _write_years)
