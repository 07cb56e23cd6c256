import pytest

from kreishaus.services.forms.engine.analysis.usage import usages


@pytest.mark.parametrize(
    ("source", "plain", "constants"),
    [
        ("a.b == 'x'", True, ["x"]),
        ("'x' != a.b", True, ["x"]),
        ("a.b > -3 && a.b <= 4", True, [-3, 4]),
        ("-3 < a.b", True, [-3]),
        ("a.b in ['x', 'y']", True, ["x", "y"]),
        ("has(a.b)", True, []),
        ("!a.b || c", True, []),
        ("a.b == null", True, []),
        ("a.b < today", True, []),
        ("a.b < c", False, []),
        ("a.b + 1 > 3", False, []),
        ("1 + a.b > 3", False, []),
        ("a.b > 3 + 1", False, []),
        ("size(a.b) > 3", False, []),
        ("(a.b) == 'x'", False, []),
        ("a.b.startsWith('x')", False, []),
        ("c ? a.b == 'x' : true", False, []),
        ("'x' in a.b", False, []),
        ("a.exists(e, e.b == 'x')", None, None),
    ],
)
def test_comparisons_with_constants_are_plain(source: str, plain: bool | None, constants: list[object] | None) -> None:
    found = usages(source)

    if plain is None:
        assert all(not usage.plain for usage in found.values())
        return
    assert found["a.b"].plain is plain
    assert found["a.b"].constants == constants


def test_order_and_today_are_noticed() -> None:
    assert usages("a < today")["a"].with_today
    assert usages("a < 3")["a"].ordered
    assert not usages("a == 3")["a"].ordered
    assert usages("'x' in a")["a"].named == ["x"]
