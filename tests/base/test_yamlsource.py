import pytest

from kreishaus.base.problems import Problems
from kreishaus.base.yamlsource import MAX_CHARACTERS, load

TEXT = """\
key: hundesteuer
fees:
  - {amount: 30.70, valid_from: 2024-01-01}
  - amount: '60'
office: 036
count: 36
open: yes
closed: false
empty:
"""


def test_scalars_keep_what_was_typed() -> None:
    assert load(TEXT, "service.yaml").data == {
        "key": "hundesteuer",
        "fees": [{"amount": "30.70", "valid_from": "2024-01-01"}, {"amount": "60"}],
        "office": "036",
        "count": 36,
        "open": "yes",
        "closed": False,
        "empty": None,
    }


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("key",), 1),
        (("fees", 0, "amount"), 3),
        (("fees", 1), 4),
        (("fees", 1, "missing"), 4),
        (("empty",), 9),
        ((), 1),
    ],
)
def test_every_path_knows_its_line(path: tuple[str | int, ...], line: int) -> None:
    assert load(TEXT, "service.yaml").line(path) == line


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "zweimal"),
        ("a: b: c\n", 1, "Doppelpunkt"),
        ("a:\n\t- x\n", 2, "Tabulator"),
        ("a: [1, 2\n", 2, "Klammer"),
        ('a: "x\n', 2, "Anführungszeichen"),
        ("- a\nb: c\n", 2, "Einrückung"),
        ("a: &x [1]\nb: *x\n", 2, "Verweise"),
        ("a: !!python/object:os.system x\n", 1, "Typangaben"),
        ("a: 1\n---\nb: 2\n", 2, "mehrere"),
        ("? [a]\n: b\n", 1, "Schlüssel"),
        ("[" * 1000, 1, "verschachtelt"),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, line: int, word: str) -> None:
    with pytest.raises(Problems) as refused:
        load(text, "form.yaml")

    problem = refused.value.problems[0]
    assert problem.file == "form.yaml"
    assert problem.line == line
    assert word in problem.message


def test_control_characters_are_refused() -> None:
    with pytest.raises(Problems, match="Steuerzeichen"):
        load("a: \x00", "form.yaml")


def test_a_huge_text_is_refused_before_it_is_read() -> None:
    with pytest.raises(Problems, match="zu groß"):
        load("a" * (MAX_CHARACTERS + 1), "form.yaml")


def test_an_alias_bomb_is_refused_at_once() -> None:
    rows = ["a0: &a0 [x, x]"]
    rows += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 30)]

    with pytest.raises(Problems, match="Verweise"):
        load("\n".join(rows), "form.yaml")


def test_a_problem_points_to_its_place() -> None:
    source = load(TEXT, "service.yaml")

    problem = source.problem(("fees", 1), "Der Betrag fehlt.", key="amount")

    assert str(problem) == "service.yaml:4: fees[1]: Der Betrag fehlt."
