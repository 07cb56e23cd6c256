"""The text of a rule in tokens: sloppy signs evened out."""

import pytest

from kreishaus.services.forms.formats.xdatenfelder.rules.tokens import Kind, tokens_of
from kreishaus.services.forms.formats.xdatenfelder.rules.tree import Operator


def kinds(text: str) -> list[tuple[str, str]]:
    return [(token.kind.name, token.text) for token in tokens_of(text)]


@pytest.mark.parametrize(
    ("sign", "operator"),
    [
        ("=", Operator.EQUAL),
        ("==", Operator.EQUAL),
        ("===", Operator.EQUAL),
        ("<>", Operator.NOT_EQUAL),
        ("!=", Operator.NOT_EQUAL),
        ("!==", Operator.NOT_EQUAL),
        ("≠", Operator.NOT_EQUAL),
        ("<", Operator.LESS),
        ("= <", Operator.LESS),
        ("= >", Operator.GREATER),
        (">", Operator.GREATER),
        ("<=", Operator.LESS_OR_EQUAL),
        ("< =", Operator.LESS_OR_EQUAL),
        ("=<", Operator.LESS_OR_EQUAL),
        (">=", Operator.GREATER_OR_EQUAL),
    ],
)
def test_signs_mean_one_comparison(sign: str, operator: Operator) -> None:
    token = tokens_of(f"{sign} 18")[0]

    assert (token.kind, token.operator) == (Kind.OPERATOR, operator)


def test_numbers_of_fim_are_found_with_and_without_dots() -> None:
    (token,) = tokens_of("G05000013225G05000013286.F05000019620V1.0")

    assert token.ids == ("G05000013225", "G05000013286", "F05000019620")
    assert [found.ids for found in tokens_of("F60000231 F600002319")] == [("F60000231",), ()]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"Ja"', [("TEXT", "Ja")]),
        ("„Ja“ ‚Nein‘ »Doch« ›Eben‹", [("TEXT", "Ja"), ("TEXT", "Nein"), ("TEXT", "Doch"), ("TEXT", "Eben")]),
        ('"F00001028 Träger"', [("REFERENCE", "F00001028"), ("TEXT", "Träger")]),
        ('"F00001028"', [("REFERENCE", "F00001028")]),
        ('"Nein zeige', [("STRAY", '"'), ("WORD", "Nein"), ("WORD", "zeige")]),
        ('Mail" oder', [("WORD", "Mail"), ("STRAY", '"'), ("WORD", "oder")]),
        ('"ein\nText"', [("STRAY", '"'), ("WORD", "ein"), ("WORD", "Text"), ("STRAY", '"')]),
        ('"zu F00001028"', [("STRAY", '"'), ("WORD", "zu"), ("REFERENCE", "F00001028"), ("STRAY", '"')]),
        ("'wie geht's'", [("TEXT", "wie geht's")]),
        ('""', []),
        ("z.B. 30.02.2019 usw.", [("WORD", "z.B."), ("NUMBER", "30.02.2019"), ("WORD", "usw.")]),
        ("2x und/oder -/", [("WORD", "2x"), ("WORD", "und/oder"), ("MARK", "-"), ("MARK", "/")]),
    ],
)
def test_quotation_marks_and_words(text: str, found: list[tuple[str, str]]) -> None:
    assert kinds(text) == found


def test_lines_are_remembered() -> None:
    assert [token.begins_line for token in tokens_of("Ja\r\nnein doch")] == [True, True, False]
