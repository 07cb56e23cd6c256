"""Expressions as trees."""

from typing import Any

import pytest

from kreishaus.base.expressions import ExpressionError
from kreishaus.base.expressions.syntax import (
    Call,
    Entries,
    Index,
    Literal,
    Macro,
    Mapping,
    Member,
    Operation,
    Path,
    parse,
)


@pytest.mark.parametrize(
    ("source", "tree"),
    [
        ("1", Literal(1)),
        ("-1.5e3", Literal(-1500.0)),
        ("'a\\'b'", Literal("a'b")),
        ("r'\\d'", Literal("\\d")),
        ("null", Literal(None)),
        ("a.b.c", Path(("a", "b", "c"))),
        ("!true", Operation("!", (Literal(True),))),
        ("-a", Operation("-", (Path(("a",)),))),
        ("a[0].b", Member(Index(Path(("a",)), Literal(0)), "b")),
        ("[1, 2,]", Entries((Literal(1), Literal(2)))),
        ("{'a': 1}", Mapping(((Literal("a"), Literal(1)),))),
        ("f(a, 1)", Call("f", (Path(("a",)), Literal(1)))),
        ("a.b.f(1)", Call("f", (Path(("a", "b")), Literal(1)))),
        ("a.exists(x, x > 1)", Macro("exists", Path(("a",)), "x", (Operation(">", (Path(("x",)), Literal(1))),))),
        ("(a)", Path(("a",))),
        ("a ? 1 : 2", Operation("?:", (Path(("a",)), Literal(1), Literal(2)))),
    ],
)
def test_a_text_becomes_its_tree(source: str, tree: Any) -> None:
    assert parse(source) == tree


def _written(tree: Any) -> str:
    """Return the tree with all its brackets."""
    if isinstance(tree, Operation):
        return f"({f' {tree.operator} '.join(_written(one) for one in tree.operands)})"
    return tree.text if isinstance(tree, Path) else str(tree.value)


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("a || b && c", "(a || (b && c))"),
        ("a + b * c - d", "((a + (b * c)) - d)"),
        ("a + b == c && d", "(((a + b) == c) && d)"),
        ("a in b || c", "((a in b) || c)"),
        ("a ? b : c ? d : e", "(a ?: b ?: (c ?: d ?: e))"),
        ("a == 'in'", "(a == in)"),
    ],
)
def test_operators_bind_as_in_cel(source: str, written: str) -> None:
    assert _written(parse(source)) == written


@pytest.mark.parametrize(
    ("source", "where"),
    [("1 +", "am Ende"), ("a b", "bei „b“"), ("(a", "am Ende"), ("a.exists(1, x)", "bei „1“"), ("a ? b", "am Ende")],
)
def test_what_is_no_expression_is_refused_with_its_place(source: str, where: str) -> None:
    with pytest.raises(ExpressionError, match=where):
        parse(source)


def test_brackets_without_end_are_refused() -> None:
    with pytest.raises(ExpressionError, match="zu tief"):
        parse("(" * 200)
