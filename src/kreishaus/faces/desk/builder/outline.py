"""The form as a tree beside its preview: pages, groups, fields, each with what matters at a glance."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kreishaus.services.forms.engine.schema import Effect, Field, FormSchema, Group, Page
from kreishaus.workshop.packages.engine.elements import page_address

_FOLDED_FROM = 60
_CONDITIONAL = (Effect.SHOW, Effect.HIDE)
_ICONS = {
    "text": "text", "multiline": "text", "integer": "number", "number": "number", "money": "number",
    "number-grid": "number", "calculated": "number", "choice": "choice", "code-list": "choice",
    "multiple-choice": "checks", "yes-no": "checks", "consent": "checks", "quiz": "checks", "date": "date",
    "date-range": "date", "month": "date", "time": "date", "datetime": "date", "slot": "date", "file": "file",
    "information": "info", "person": "person", "person-list": "person", "signature": "person",
    "address": "place", "map-point": "place", "email": "contact", "phone": "contact",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """Something worth knowing about an element: a short sign and its meaning."""

    key: str
    sign: str
    words: str


@dataclass(slots=True)
class Line:
    """One line of the tree."""

    address: str
    label: str
    kind: str
    icon: str
    marks: tuple[Mark, ...]
    level: int
    selected: bool = False
    is_open: bool = True
    children: "list[Line]" = field(default_factory=list)
    can_hold: bool = False

    @property
    def anchor(self) -> str:
        """The id of the line in the page."""
        return anchor_of(self.address)


def anchor_of(address: str) -> str:
    """Return the id of the line of an element."""
    return "b-" + address.replace("@", "seite--").replace(".", "--")


def icon_of(kind: str) -> str:
    """Return the icon of a field type; new types get a plain one until they have their own."""
    return _ICONS.get(kind, "field")


def outline(schema: FormSchema, selected: str) -> list[Line]:
    """Return the pages of a form with everything in them; of a large form only the page at work is unfolded."""
    noted = _Notes(schema)
    lines = []
    folded = len(schema.fields) > _FOLDED_FROM
    for page in schema.pages:
        line = _page(page, noted, selected)
        line.is_open = not folded or _holds(line, selected)
        lines.append(line)
    if folded and lines and not any(line.is_open for line in lines):
        lines[0].is_open = True
    return lines


class _Notes:
    """What rules and review items say about elements, looked up once."""

    def __init__(self, schema: FormSchema) -> None:
        self.reviews = {review.element for review in schema.open_reviews}
        self.conditional: set[str] = set()
        self.required: set[str] = set()
        self.ruled: dict[str, int] = {}
        for rule in schema.rules:
            for target in rule.targets:
                self.ruled[target] = self.ruled.get(target, 0) + 1
                if rule.effect in _CONDITIONAL:
                    self.conditional.add(target)
                elif rule.effect is Effect.REQUIRE:
                    self.required.add(target)


def _page(page: Page, noted: _Notes, selected: str) -> Line:
    address = page_address(page.key)
    marks = [_WHEN] if page.when else []
    children = [_item(group, "", noted, selected, 2) for group in page.groups]
    return Line(
        address, page.title or page.key, "Seite", "page", tuple(marks), 1, address == selected, True, children, True
    )


def _item(item: Field | Group, above: str, noted: _Notes, selected: str, level: int) -> Line:
    address = f"{above}{item.key}"
    marks = tuple(_marks(item, address, noted))
    if isinstance(item, Field):
        return Line(address, item.label or item.key, "Feld", icon_of(item.type), marks, level, address == selected)
    children = [_item(inner, f"{address}.", noted, selected, level + 1) for inner in item.items]
    label = item.title or item.key
    return Line(address, label, "Gruppe", "group", marks, level, address == selected, True, children, True)


_WHEN = Mark("when", "?", "erscheint nur unter einer Bedingung")
_REQUIRED = Mark("required", "*", "Pflicht")
_SOMETIMES = Mark("required", "(*)", "Pflicht unter einer Bedingung")
_REPEATED = Mark("repeat", "×", "mehrfach")
_OPEN = Mark("review", "!", "ein Prüfpunkt ist offen")
_RULED = Mark("rule", "§", "eine Regel prüft oder setzt diese Angabe")


def _marks(item: Field | Group, address: str, noted: _Notes) -> list[Mark]:
    found = []
    if isinstance(item, Field) and item.required:
        found.append(_REQUIRED)
    elif address in noted.required:
        found.append(_SOMETIMES)
    if item.when or address in noted.conditional:
        found.append(_WHEN)
    if item.repeat:
        found.append(_REPEATED)
    if noted.ruled.get(address) and address not in noted.conditional | noted.required:
        found.append(_RULED)
    if address in noted.reviews:
        found.append(_OPEN)
    return found


def _holds(line: Line, address: str) -> bool:
    return line.address == address or any(_holds(child, address) for child in line.children)


def matching(schema: FormSchema, query: str, rules: Mapping[str, str]) -> list[Line]:
    """Return what a search finds: labels, keys, help, numbers of FIM; `rules` are the rules in words."""
    words = query.casefold().split()
    found = []
    for line, text in _searchable(schema):
        if all(word in text for word in words):
            found.append(line)
    for number, sentence in rules.items():
        if all(word in f"{number} {sentence}".casefold() for word in words):
            found.append(Line(f"rule:{number}", sentence, f"Regel {number}", "rule", (), 1))
    return found


def _searchable(schema: FormSchema) -> list[tuple[Line, str]]:
    noted = _Notes(schema)
    found = []
    for page in schema.pages:
        line = _page(page, noted, "")
        line.children = []
        found.append((line, f"{page.key} {page.title} {page.help}".casefold()))
    for node in schema.plan.tree.nodes:
        item = node.item
        above = node.path.removesuffix(item.key)
        line = _item(item, above, noted, "", 1)
        line.children = []
        told = [node.path, node.label, item.help, *map(str, item.fim.values())]
        if isinstance(item, Field):
            told += [item.hint, item.purpose, item.text, item.type, *(option.label for option in item.options)]
        found.append((line, " ".join(told).casefold()))
    return found
