"""The form as the tree that is written outside: names, multiplicities, and where a rule softens them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kreishaus.services.forms.engine.conditions import Condition
from kreishaus.services.forms.engine.schema import Field, FormSchema, Group
from kreishaus.services.forms.engine.tree import Node
from kreishaus.services.forms.formats.submission.naming import Names, fim_name
from kreishaus.services.forms.formats.submission.shapes import Shape, is_many, shape_of

FIM_NAMESPACE = "urn:fim-de:xfall:datenschema:xdf3"
OWN_NAMESPACE = "urn:kreishaus:formular"
OWN_ROOT = "formular"


class Reason(StrEnum):
    """Why a lawful submission may lack an element."""

    HIDDEN = "hidden"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Relief:
    """One reason: the condition and the rule it comes from (`when:<path>` for the setting of an element)."""

    reason: Reason
    rule: str
    labels: tuple[str, ...] = ()
    """labels of the answers on which it depends"""


@dataclass(frozen=True, slots=True)
class Part:
    """A group or a field as it is written outside."""

    key: str
    """its key among the answers"""
    path: str
    name: str
    """its name outside, once among brothers"""
    base: str
    """the name of its definition; several places may share it"""
    label: str
    least: int
    """as the form says, rules left aside"""
    most: int | None
    many: bool
    """written as a list"""
    reliefs: tuple[Relief, ...] = ()
    field: Field | None = None
    shape: Shape | None = None
    exclusive: bool = False
    transparent: bool = False
    """a group of the form that FIM does not know: its members stand where it stands"""
    children: "tuple[Part, ...]" = ()

    @property
    def floor(self) -> int:
        """How many the written schemas demand: none where a rule may leave the element out."""
        return 0 if self.reliefs else self.least

    @property
    def multiplicity(self) -> str:
        """The Anzahl as the form has it: `1:1`."""
        return f"{self.least}:{'*' if self.most is None else self.most}"

    @property
    def softened(self) -> str:
        """The Anzahl in the written schemas."""
        return f"{self.floor}:{'*' if self.most is None else self.most}"

    @property
    def written(self) -> "tuple[Part, ...]":
        """The parts that stand directly inside, members of transparent groups included."""
        return tuple(_written(self.children))


@dataclass(frozen=True, slots=True)
class Structure:
    """The whole tree; `name` is the root element."""

    name: str
    title: str
    namespace: str
    children: tuple[Part, ...] = field(default=())

    @property
    def written(self) -> tuple[Part, ...]:
        """The parts directly below the root."""
        return tuple(_written(self.children))

    def parts(self) -> Iterator[Part]:
        """Yield every part at any depth, in the order of the form."""
        waiting = list(reversed(self.children))
        while waiting:
            part = waiting.pop()
            yield part
            waiting.extend(reversed(part.children))


def structure_of(schema: FormSchema) -> Structure:
    """Return the tree of a form; texts to read are no part of it, nor are groups of nothing else."""
    name = fim_name(schema.fim)
    builder = _Builder(from_fim=bool(name))
    names = Names()
    children: list[Part] = []
    for page in schema.plan.tree.pages:
        outer = _reliefs([page.when], [])
        children += builder.parts(page.children, names, outer)
    namespace = FIM_NAMESPACE if name else OWN_NAMESPACE
    return Structure(name or OWN_ROOT, schema.title or "Formular", namespace, tuple(children))


class _Builder:
    def __init__(self, *, from_fim: bool) -> None:
        self._from_fim = from_fim

    def parts(self, nodes: tuple[Node, ...], names: Names, outer: tuple[Relief, ...]) -> list[Part]:
        parts = (self._part(node, names, outer) for node in nodes)
        return [part for part in parts if part is not None]

    def _part(self, node: Node, names: Names, outer: tuple[Relief, ...]) -> Part | None:
        own = _reliefs([node.when, *node.shows, *node.hides], node.forbids)
        reliefs = tuple(dict.fromkeys((*outer, *own)))
        if node.field:
            return _field(node, node.field, names, reliefs) if node.type and node.type.has_value else None
        group = node.item
        if not isinstance(group, Group):
            return None
        transparent = self._from_fim and _is_transparent(node, group)
        inner = names if transparent else Names()
        base = fim_name(group.fim) or group.key
        name = "" if transparent else names.name_for(base)
        children = self.parts(node.children, inner, reliefs if transparent else ())
        if not children:
            return None
        repeat = group.repeat
        return Part(
            key=group.key,
            path=node.path,
            name=name,
            base=base,
            label=node.label,
            least=1 if repeat is None else repeat.min,
            most=1 if repeat is None else repeat.max,
            many=group.repeats,
            reliefs=reliefs,
            exclusive=group.exclusive,
            transparent=transparent,
            children=tuple(children),
        )


def _is_transparent(node: Node, group: Group) -> bool:
    """Tell whether the group only collects fields that stand beside the groups in the schema."""
    plain = group.repeat is None and not group.exclusive and not group.fim and node.parent is None
    return plain and all(isinstance(item, Field) and item.fim for item in group.items)


def _field(node: Node, source: Field, names: Names, reliefs: tuple[Relief, ...]) -> Part:
    base = fim_name(source.fim) or source.key
    repeat = source.repeat
    least = int(source.required)
    if source.type == "multiple-choice":
        least = max(least, int(source.min or 0)) if source.required else 0
        most = int(source.max) if source.max is not None else len(source.options) or None
    else:
        most = None if is_many(source) and repeat is None else 1 if repeat is None else repeat.max
        least = max(least, repeat.min) if repeat else least
    if reliefs and source.fim.get("kind") == "hidden":
        # The form never shows it, so it does not ask for it either; FIM may demand it all the same.
        least = max(least, _fewest(source.fim))
    return Part(
        key=source.key,
        path=node.path,
        name=names.name_for(base),
        base=base,
        label=source.label,
        least=least,
        most=most,
        many=is_many(source),
        reliefs=reliefs,
        field=source,
        shape=shape_of(source),
    )


def _fewest(fim: Mapping[str, object]) -> int:
    fewest = str(fim.get("count") or "1:1").partition(":")[0]
    return int(fewest) if fewest.isdecimal() else 0


def _reliefs(hiding: list[Condition | None], forbidding: list[Condition]) -> tuple[Relief, ...]:
    found = [_relief(Reason.HIDDEN, condition) for condition in hiding if condition]
    found += [_relief(Reason.FORBIDDEN, condition) for condition in forbidding]
    return tuple(dict.fromkeys(found))


def _relief(reason: Reason, condition: Condition) -> Relief:
    return Relief(reason, condition.rule_id, tuple(dict.fromkeys(source.label for source in condition.sources)))


def _written(parts: tuple[Part, ...]) -> Iterator[Part]:
    for part in parts:
        if part.transparent:
            yield from _written(part.children)
        else:
            yield part
