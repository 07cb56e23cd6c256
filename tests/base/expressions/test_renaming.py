import pytest

from kreishaus.base.expressions import ExpressionError
from kreishaus.base.expressions.renaming import CannotFollow, renamed

MOVES = {"car.owner": "car.holder", "person.name": "who.family", "car": "vehicle", "a": "b", "b": "a"}


def follow(path: str) -> str:
    steps = path.split(".")
    for length in range(len(steps), 0, -1):
        old = ".".join(steps[:length])
        if old in MOVES:
            return ".".join([MOVES[old], *steps[length:]])
    return path


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("person.name == 'person.name'", "who.family == 'person.name'"),
        ("has(person.name)&&size( person.name )>3", "has(who.family)&&size( who.family )>3"),
        ("years(person.birth, today) >= 18", "years(person.birth, today) >= 18"),
        ("a == b || !(b)", "b == a || !(a)"),
        ("vehicle.exists(v, v.x == 1)", "vehicle.exists(v, v.x == 1)"),
        ("car.exists( c, c.plate == '')", "vehicle.exists( c, c.plate == '')"),
        ("person.name.startsWith('H')", "who.family.startsWith('H')"),
        ("sum(car.filter(c, c.x > 1).map(c, c.x))", "sum(vehicle.filter(c, c.x > 1).map(c, c.x))"),
        ("car[0].plate", "vehicle[0].plate"),
        ("x ? person.name : [true, null]  // person.name", "x ? who.family : [true, null]  // person.name"),
    ],
)
def test_paths_follow_and_everything_else_stays_as_typed(before: str, after: str) -> None:
    assert renamed(before, follow) == after


def test_members_of_rows_follow_below_their_list() -> None:
    moves = {"car.owner": "car.holder"}

    assert renamed("car.all(c, c.owner != '' && x.y)", lambda path: moves.get(path, path)) == (
        "car.all(c, c.holder != '' && x.y)"
    )


def test_a_member_that_leaves_its_list_cannot_be_followed() -> None:
    with pytest.raises(CannotFollow, match=r"c\.owner"):
        renamed("car.all(c, c.owner != '')", lambda path: {"car.owner": "person.owner"}.get(path, path))


def test_text_that_is_no_expression_is_refused() -> None:
    with pytest.raises(ExpressionError):
        renamed("a # b", follow)
