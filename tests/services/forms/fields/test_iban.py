"""A bank account, as people copy it."""

import subprocess
import sys

import pytest

from kreishaus.base.problems import Problems
from kreishaus.services.forms.fields.iban.field import TYPE
from kreishaus.services.forms.ports import InvalidInput
from tests.services.forms.fields.contract import field_of

FIELD = field_of("iban")
RIGHT = "DE89370400440532013000"


@pytest.mark.parametrize(
    "typed",
    [
        "DE89 3704 0044 0532 0130 00",
        "de89370400440532013000",
        "IBAN: DE89 3704 0044 0532 0130 00",
        "DE89-3704-0044-0532-0130-00",
    ],
)
def test_an_account_is_understood_however_it_is_written(typed: str) -> None:
    assert TYPE.parse([typed], FIELD) == RIGHT


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("DE89 3704 0044 0532 0130 01", "Prüfziffer"),
        ("DE89 3704 0044 0532 0130 0", "22 Zeichen, diese hat 21"),
        ("0532013000", "Kontonummer"),
        ("Sparkasse", "Bitte geben Sie Ihre IBAN ein"),
        ("XX89 3704 0044 0532 0130 00", "XX"),
        ("NL91 ABNA 0417 1643", "zu kurz oder zu lang"),
        ("12DE3704004405320130", "zwei Buchstaben"),
    ],
)
def test_a_slip_is_named(typed: str, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        TYPE.parse([typed], FIELD)


def test_the_bank_is_shown() -> None:
    assert TYPE.note(RIGHT, FIELD) == "Commerzbank, BIC COBADEFFXXX"
    assert TYPE.note("NL91ABNA0417164300", FIELD).startswith("ABN AMRO BANK")
    assert TYPE.note("nonsense", FIELD) == ""


def test_an_account_of_a_bank_that_does_not_exist_is_a_doubt() -> None:
    unknown = "DE57000000000532013000"

    assert TYPE.validate(unknown, FIELD) == []
    assert TYPE.advice(unknown, FIELD) == [
        "Zu dieser IBAN kennen wir keine Bank. Bitte vergleichen Sie sie noch einmal."
    ]
    assert TYPE.advice(RIGHT, FIELD) == []


def test_accounts_elsewhere_can_be_ruled_out() -> None:
    with pytest.raises(InvalidInput, match="Deutschland, Niederlande"):
        TYPE.parse(["AT611904300234573201"], field_of("iban", countries=["DE", "NL"]))
    with pytest.raises(Problems, match="ZZ"):
        field_of("iban", countries=["ZZ"])


def test_the_list_of_banks_is_loaded_only_when_it_is_needed() -> None:
    code = (
        "import sys; from kreishaus.services.forms.fields import field_types; field_types();"
        "print([name for name in ('schwifty', 'phonenumbers') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout == "[]\n"
