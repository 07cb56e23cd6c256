"""Random forms of all types with rules of well-typed CEL, and answers of every kind: valid, wrong, garbage."""

from random import Random
from typing import Any

from hypothesis import strategies as st

from kreishaus.base.expressions import kinds
from kreishaus.base.expressions.kinds import Kind
from kreishaus.base.problems import Problems
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.engine.tree import Node
from kreishaus.services.forms.engine.typing import node_kind
from kreishaus.services.forms.fields import field_types
from tests.services.forms.fields.examples import EXAMPLES

# A code list has to be bound to its entries first; here it would only be an empty one.
TYPES = sorted(key for key in field_types() if key in EXAMPLES and key != "code-list")
_COMMON = ["integer", "text", "yes-no", "date", "number", "choice", "money"]
GARBAGE = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**20), 10**20),
        st.floats(),
        st.text(max_size=6),
        st.sampled_from(["2026-02-30", "1e999", "\x00", "ä" * 600, "a", "2026-01-01"]),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner, max_size=3)),
    max_leaves=6,
)


@st.composite
def fields(draw: st.DrawFn, key: str) -> dict[str, Any]:
    """Draw one field of any type."""
    kind = draw(st.sampled_from([*TYPES, *_COMMON, *_COMMON]))
    data: dict[str, Any] = {"key": key, "type": kind, "label": key.upper(), **EXAMPLES[kind][0]}
    repeatable = kind == "file" or (field_types()[kind].has_value and not field_types()[kind].is_list)
    if field_types()[kind].has_value and field_types()[kind].asked:
        data["required"] = draw(st.booleans())
        if repeatable and draw(st.integers(0, 5)) == 0:
            data["repeat"] = draw(st.sampled_from(["0..3", "2..4", "1..*"]))
    return data


@st.composite
def groups(draw: st.DrawFn, key: str, depth: int = 1) -> dict[str, Any]:
    """Draw a group with fields and, up to three deep, groups inside."""
    items = [draw(fields(f"f{number}")) for number in range(draw(st.integers(1, 3)))]
    if depth < 3 and draw(st.booleans()):
        items.append(draw(groups("inner", depth + 1)))
    data: dict[str, Any] = {"key": key, "title": key, "items": items}
    repeat = draw(st.sampled_from([None, None, "0..*", "1..3", "2..*", "0..1"]))
    if repeat:
        data["repeat"] = repeat
    if draw(st.integers(0, 5)) == 0:
        data["exclusive"] = True
    return data


@st.composite
def forms(draw: st.DrawFn) -> FormSchema:
    """Draw a form that parses: its rules only read what stands before their target."""
    pages = [
        {"key": f"p{number}", "title": f"P{number}", "groups": [draw(groups(f"g{number}{at}")) for at in range(size)]}
        for number, size in enumerate(draw(st.lists(st.integers(1, 2), min_size=1, max_size=3)))
    ]
    bare = parse_form({"pages": pages})
    schema, rules = bare, []
    for number in range(draw(st.integers(0, 6))):
        rule = draw(_rules(bare, number))
        try:
            schema = parse_form({"pages": pages, "rules": [*rules, rule]}) if rule else schema
        except Problems:
            # Circles through groups, and rules that demand what cannot be: the form without them.
            continue
        rules += [rule] if rule else []
    return schema


@st.composite
def _rules(draw: st.DrawFn, schema: FormSchema, number: int) -> dict[str, Any] | None:
    nodes = [node for node in schema.plan.tree.nodes if node.type is None or node.type.has_value]
    target = draw(st.sampled_from(nodes))
    condition = draw(conditions(schema, target))
    if condition is None:
        return None
    effect = draw(st.sampled_from(["show", "hide", "require", "forbid", "valid", "set"]))
    rule: dict[str, Any] = {"id": f"R{number}"}
    if effect == "valid":
        return {**rule, "valid": condition, "message": "Das passt nicht.", "at": target.path}
    if effect != "set":
        return {**rule, effect: target.path, "when": condition}
    values = {
        "integer": "1 + 2", "text": "'berechnet'", "yes-no": "true", "date": "plus_days(today, 3)", "money": "500",
        "number": "1.5", "multiline": "'berechnet'",
    }  # fmt: skip
    if target.field is None or target.repeats or target.field.type not in values:
        return None
    return {**rule, "set": target.path, "to": values[target.field.type], "when": condition}


@st.composite
def conditions(draw: st.DrawFn, schema: FormSchema, target: Node) -> str | None:
    """Draw a condition over what a rule at this element may read; None if there is nothing."""
    above = {target.path[:match] for match in range(len(target.path)) if target.path[match] == "."}
    readable = [
        node
        for node in schema.plan.tree.nodes
        if node.number < target.number
        and node.path not in above
        and node.outer == target.outer[: len(node.outer)]
        and (node.type is None or node.type.has_value)
        and not (node.group and not node.repeats)
    ]
    if not readable:
        return None
    parts = [
        draw(_atoms(node_kind(node), node.path))
        for node in draw(st.lists(st.sampled_from(readable), min_size=1, max_size=3))
    ]
    return draw(st.sampled_from([" && ", " || "])).join(parts)


@st.composite
def _atoms(draw: st.DrawFn, kind: Kind, path: str, depth: int = 0) -> str:
    """Draw a comparison that fits the kind of what stands at the path."""
    asks: list[str] = [f"has({path})", f"!has({path})"]
    texts: dict[str, list[str]] = {
        kinds.YES_NO: ["{} == true", "{} != false"],
        kinds.WHOLE: ["{} > 3", "{} + 1 != 2", "{} <= 123450"],
        kinds.DECIMAL: ["{} >= 1.5", "{} * 2.0 < 7.0"],
        kinds.TEXT: ["{} == 'a'", "{} != ''", "{}.startsWith('a')", "size({}) > 2"],
        kinds.DAY: ["{} < today", "years({}, today) > 17", "{} == '2026-12-31'"],
        kinds.LIST: ["size({}) > 1", "size({}) == 0"],
    }
    asks += [text.format(path) for text in texts.get(kind.type, [])]
    entry = kind.entry
    if kind.type == kinds.LIST and entry and entry.type == kinds.GROUP and entry.members and depth < 2:
        key = draw(st.sampled_from(sorted(entry.members)))
        variable = f"r{depth}"
        inner = draw(_atoms(entry.members[key], f"{variable}.{key}", depth + 1))
        macro = draw(st.sampled_from(["exists", "all", "exists_one"]))
        asks += [f"{path}.{macro}({variable}, {inner})", f"size({path}.filter({variable}, {inner})) > 1"]
    return draw(st.sampled_from(asks))


@st.composite
def answers_to(draw: st.DrawFn, schema: FormSchema) -> dict[str, Any]:
    """Draw answers: mostly valid ones, some left out, some that no browser would send."""
    random = Random(draw(st.integers(0, 2**32)))
    strange = draw(st.sampled_from([0.0, 0.1, 0.6]))
    garbage = draw(st.lists(GARBAGE, min_size=3, max_size=3))

    def value(node: Node) -> Any:
        if random.random() < strange:
            return random.choice(garbage)
        if node.type is None:
            if not node.repeats:
                return inside(node)
            return [inside(node) for _ in range(random.randint(0, 3))]
        made = [made_up(node) for _ in range(random.randint(0, 3))]
        return made if node.repeats and not node.type.is_list else made_up(node)

    def made_up(node: Node) -> Any:
        assert node.type is not None
        assert node.field is not None
        example = EXAMPLES[node.field.type][2]
        if not node.type.asked or random.random() < 0.5:
            return example
        return node.type.synthetic(node.field, random)

    def inside(node: Node) -> dict[str, Any]:
        asked = [child for child in node.children if child.type is None or child.type.has_value]
        return {child.key: value(child) for child in asked if random.random() < 0.8}

    return {node.key: value(node) for page in schema.plan.tree.pages for node in page.children}
