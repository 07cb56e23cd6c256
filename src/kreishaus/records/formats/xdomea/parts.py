# ruff: noqa: D102 - what the methods do is told once, at Part
"""The kinds of parts that shapes are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from kreishaus.records.formats.xdomea.parties import Code
from kreishaus.records.formats.xdomea.shapes import (
    Grammar,
    Inexpressible,
    Part,
    Pending,
    Reading,
    Shape,
    Values,
    Writing,
    text_of,
)
from kreishaus.records.formats.xdomea.values import TEXT, Codec, NotAValue

if TYPE_CHECKING:
    from lxml import etree


class NotReadable(Exception):
    """An element holds no value of its kind; the text says which and where."""


@dataclass(frozen=True, kw_only=True)
class _Leaf(Part):
    """A part of one element and one attribute."""

    name: str
    attribute: str
    qualified: bool = True
    required: bool = False

    @property
    def attributes(self) -> frozenset[str]:
        return frozenset({self.attribute})

    @property
    def elements(self) -> Mapping[str, Part]:
        return {self.name: self}

    def tag(self, grammar: Grammar) -> str:
        return grammar.tag(self.name) if self.qualified else self.name

    def value(self, owner: object) -> Any:
        return getattr(owner, self.attribute)

    def present(self, owner: object, grammar: Grammar) -> bool:
        del grammar
        return self.value(owner) not in (None, "", ())


@dataclass(frozen=True, kw_only=True)
class Text(_Leaf):
    """An element with a simple value; `many` of them make a tuple."""

    codec: Codec = TEXT
    many: bool = False

    def write(self, owner: object, run: Writing) -> None:
        if not (self.required or self.present(owner, run.grammar)):
            return
        for value in self.value(owner) if self.many else (self.value(owner),):
            self._write_one(value, run)

    def _write_one(self, value: object, run: Writing) -> None:
        text = None if value is None else self.codec.write(value)
        if text is None and self.required:
            raise Inexpressible(
                f"xdomea {run.grammar.release.value} verlangt die Angabe „{self.name}“, sie fehlt aber. "
                "Bitte ergänzen Sie sie oder wählen Sie eine andere Fassung von xdomea."
            )
        if text is None:
            run.omit(self.attribute)
            return
        with run.sink.element(self.tag(run.grammar)):
            run.sink.write(text)

    def read(self, element: "etree._Element", values: Values, run: Reading) -> None:
        # Texts stay letter by letter; only values are trimmed.
        text = (element.text or "") if self.codec is TEXT else text_of(element)
        try:
            value = self.codec.read(text)
        except (ValueError, NotAValue):
            place = "/".join(run.trail)
            raise NotReadable(
                f"Die Angabe „{text[:80]}“ in {place} (Zeile {element.sourceline}) hat nicht die vorgesehene Form."
            ) from None
        if self.many:
            values.setdefault(self.attribute, []).append(value)
        else:
            values[self.attribute] = value


@dataclass(frozen=True, kw_only=True)
class Coded(_Leaf):
    """An element with a code. `list` names a list of the release; `open` leaves its version to the sender.

    Some types of 3.x forbid the name beside the code (`named`), some of 4.0 demand a list (`listed`).
    `words` are codes that an older list says otherwise.
    """

    list: str = ""
    open: bool = False
    named: bool = True
    listed: bool = False
    many: bool = False
    words: Mapping[str, str] = field(default_factory=dict)

    def write(self, owner: object, run: Writing) -> None:
        if not (self.required or self.present(owner, run.grammar)):
            return
        for code in self.value(owner) if self.many else (self.value(owner),):
            self._write_one(code, run)

    def _write_one(self, code: Code | None, run: Writing) -> None:
        if code is None:
            raise Inexpressible(
                f"xdomea {run.grammar.release.value} verlangt einen Schlüssel für „{self.name}“, er fehlt aber. "
                "Bitte ergänzen Sie ihn."
            )
        uri, version = self._list(code, run.grammar)
        if self.listed and not (uri and version):
            run.omit(self.attribute)
            return
        attributes = {name: value for name, value in (("listURI", uri), ("listVersionID", version)) if value}
        if self.open:
            attributes.setdefault("listVersionID", "")
        with run.sink.element(self.tag(run.grammar), attributes):
            with run.sink.element("code"):
                run.sink.write(self.words.get(code.value, code.value))
            if code.name and self.named:
                with run.sink.element("name"):
                    run.sink.write(code.name)

    def _list(self, code: Code, grammar: Grammar) -> tuple[str, str]:
        uri, version = grammar.lists.get(self.list, ("", ""))
        if not self.list:
            return code.list, code.version
        return (code.list or uri, code.version or version) if self.open else (uri, version)

    def read(self, element: "etree._Element", values: Values, run: Reading) -> None:
        texts = {str(child.tag).rpartition("}")[2]: text_of(child) for child in element}
        code = Code(
            texts.get("code", ""),
            texts.get("name", "") if self.named else "",
            element.get("listURI", ""),
            element.get("listVersionID", ""),
        )
        uri, version = run.grammar.lists.get(self.list, ("", ""))
        if self.list:
            # What the release fixes anyway is not kept: so objects of different releases compare equal.
            kept = code.version if self.open and code.version != version else ""
            code = replace(code, list="" if code.list in {"", uri} else code.list, version=kept)
        if self.many:
            values.setdefault(self.attribute, []).append(code)
        else:
            values[self.attribute] = code


@dataclass(frozen=True, kw_only=True)
class Nested(_Leaf):
    """An element with an object of its own shape; `many` of them make a tuple, at most `limit`.

    `when` names the attribute of the object without which the element cannot stand.
    """

    shape: str
    many: bool = False
    limit: int = 0
    when: str = ""

    def _shape(self, grammar: Grammar) -> Shape:
        return grammar.shapes[self.shape]

    def present(self, owner: object, grammar: Grammar) -> bool:
        value = self.value(owner)
        if self.many:
            return bool(value)
        if value is None or (self.when and getattr(value, self.when) is None):
            return False
        return self._shape(grammar).filled(value, grammar)

    def write(self, owner: object, run: Writing) -> None:
        value = self.value(owner)
        if not self.many:
            if value is None and self.required:
                raise Inexpressible(f"Die Angabe „{self.name}“ fehlt. Bitte ergänzen Sie sie.")
            if self.required or self.present(owner, run.grammar):
                self.write_one(value, run)
            elif value is not None:
                # Nothing of it can be said in this release; what there is goes on the list of omissions.
                self._omit_all(value, run)
            return
        for index, item in enumerate(value):
            if self.limit and index >= self.limit:
                run.omit(self.attribute)
            else:
                self.write_one(item, run)

    def _omit_all(self, value: object, run: Writing) -> None:
        shape = self._shape(run.grammar)
        for name, default in shape.defaults.items():
            if getattr(value, name) != default:
                run.omit(f"{self.attribute}.{name}")

    def write_one(self, value: object, run: Writing) -> None:
        """Write the element of one object."""
        run.trail.append(self.name)
        with run.sink.element(self.tag(run.grammar)):
            self._shape(run.grammar).write_into(value, run)
        run.trail.pop()

    def read(self, element: "etree._Element", values: Values, run: Reading) -> None:
        value = self._shape(run.grammar).read_from(element, run)
        if self.many:
            values.setdefault(self.attribute, []).append(value)
        else:
            values[self.attribute] = value


@dataclass(frozen=True, kw_only=True)
class Group(Part):
    """An element around parts of the same object.

    `when` names the attribute without which it cannot stand. If only one of the parts may stand, `either`
    is what the sender is told who has more.
    """

    name: str
    parts: Sequence[Part]
    required: bool = False
    when: str = ""
    either: str = ""

    @property
    def attributes(self) -> frozenset[str]:
        return frozenset().union(*(part.attributes for part in self.parts))

    @property
    def elements(self) -> Mapping[str, Part]:
        return {self.name: self}

    def present(self, owner: object, grammar: Grammar) -> bool:
        return any(part.present(owner, grammar) for part in self.parts)

    def write(self, owner: object, run: Writing) -> None:
        present = self.present(owner, run.grammar)
        if self.either and sum(part.present(owner, run.grammar) for part in self.parts) > 1:
            raise Inexpressible(self.either)
        if present and self.when and getattr(owner, self.when) is None:
            run.omit(self.name)
        elif self.required or present:
            with run.sink.element(run.grammar.tag(self.name)):
                for part in self.parts:
                    part.write(owner, run)

    def read(self, element: "etree._Element", values: Values, run: Reading) -> None:
        table = {name: part for item in self.parts for name, part in item.resolved(run.grammar).elements.items()}
        for child in element:
            name = str(child.tag).rpartition("}")[2]
            if name not in table:
                run.leave_out(name)
                continue
            run.trail.append(name)
            table[name].read(child, values, run)
            run.trail.pop()


@dataclass(frozen=True, kw_only=True)
class Inline(Part):
    """An object of its own whose parts lie directly in the element of its owner."""

    attribute: str
    shape: str
    table: Mapping[str, Part] | None = None

    @property
    def attributes(self) -> frozenset[str]:
        return frozenset({self.attribute})

    @property
    def elements(self) -> Mapping[str, Part]:
        assert self.table is not None
        return dict.fromkeys(self.table, self)

    def resolved(self, grammar: Grammar) -> Part:
        return replace(self, table=grammar.shapes[self.shape].by_element(grammar))

    def present(self, owner: object, grammar: Grammar) -> bool:
        value = getattr(owner, self.attribute)
        return value is not None and grammar.shapes[self.shape].filled(value, grammar)

    def write(self, owner: object, run: Writing) -> None:
        value = getattr(owner, self.attribute)
        if value is not None:
            run.grammar.shapes[self.shape].write_into(value, run)

    def read(self, element: "etree._Element", values: Values, run: Reading) -> None:
        assert self.table is not None
        name = str(element.tag).rpartition("}")[2]
        inner: Values = values.setdefault(self.attribute, Pending(run.grammar.shapes[self.shape]))
        self.table[name].read(element, inner, run)


@dataclass(frozen=True, kw_only=True)
class Fixed(Part):
    """An element whose value the schema fixes."""

    name: str
    text: str = "1"

    @property
    def attributes(self) -> frozenset[str]:
        return frozenset()

    @property
    def elements(self) -> Mapping[str, Part]:
        return {self.name: self}

    def present(self, owner: object, grammar: Grammar) -> bool:
        del owner, grammar
        return False

    def write(self, owner: object, run: Writing) -> None:
        del owner
        with run.sink.element(run.grammar.tag(self.name)):
            run.sink.write(self.text)

    def read(self, element: "etree._Element", values: Values, run: Reading) -> None:
        """Nothing to take: the schema says it."""
