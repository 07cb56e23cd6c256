from kreishaus.base.expressions.literals import Literals, literals, unquoted


def test_texts_and_numbers_are_found_in_order() -> None:
    found = literals("a.b == 'x' && (c > 3 || c < -2.5) && d - 4 > 0 && e in ['x', \"y'\"]")

    assert found == Literals(("x", "y'"), (3, -2.5, 4, 0))


def test_constants_of_two_expressions_are_joined() -> None:
    assert literals("a == 'x'") + literals("b in ['y', 'x'] && c == 1") == Literals(("x", "y"), (1,))


def test_escapes_are_read_and_raw_texts_are_not() -> None:
    assert unquoted(r"'it\'s\n'") == "it's\n"
    assert unquoted(r"r'\d+'") == r"\d+"
