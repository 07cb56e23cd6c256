"""Elements by their name, or with their number in brackets behind it."""

import pytest

from kreishaus.services.forms.formats.xdatenfelder.rules.mentions import settle
from kreishaus.services.forms.formats.xdatenfelder.rules.tokens import Kind, tokens_of

NAMED = {"Art": {"F00000000002"}, "Ende der Reise": {"F00000000005"}, "Ort": {"F00000000007", "F00000000008"}}


class _Names:
    def labels(self, number: str) -> list[str]:
        return [name for name, numbers in NAMED.items() if number in numbers]

    def options(self, number: str) -> list[tuple[str, str]]:
        return [("001", "Neu")] if number == "F00000000002" else []

    def named(self) -> dict[str, set[str]]:
        return NAMED

    def answers(self) -> list[str]:
        return ["Neu"]


def settled(text: str) -> str:
    found = settle(tokens_of(text), _Names())
    return " ".join(token.ids[-1][-1] if token.kind is Kind.REFERENCE else token.text for token in found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('das Feld "Art" ist', "das Feld 2 ist"),
        ("das Feld Art ist", "das Feld 2 ist"),
        ("Wenn Art = Neu", "Wenn 2 = Neu"),
        ("Wenn Ende der Reise leer ist", "Wenn 5 leer ist"),
        ("Das Ende der Reise (F00000000005) muss", "Das 5 muss"),
        ('Das Feld Art (F00000000002 "Art") muss', "Das Feld 2 muss"),
        ("Die Art F00000000002 muss", "Die 2 muss"),
    ],
)
def test_a_name_becomes_its_number(text: str, found: str) -> None:
    assert settled(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "das Feld Ort ist",  # two elements have this name
        "die Art muss",  # a common word, not said to be a field
        "F00000000002 = Art",
        'F00000000007 "Art" ist',
        'den Wert "Art" hat',
        "F00000000007 Auswahl: Ende der Reise ist",
    ],
)
def test_what_may_mean_something_else_stays(text: str) -> None:
    kinds = [token.kind for token in tokens_of(text)]

    assert [token.kind for token in settle(tokens_of(text), _Names())] == kinds
