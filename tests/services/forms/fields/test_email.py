"""An e-mail address, as people type and paste it."""

import pytest

from kreishaus.services.forms.fields.email.field import TYPE
from kreishaus.services.forms.ports import InvalidInput
from tests.services.forms.fields.contract import field_of

FIELD = field_of("email")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("antje@example.org", "antje@example.org"),
        ("mailto:antje@example.org", "antje@example.org"),
        ("<antje@example.org>", "antje@example.org"),
        ("antje@example.org.", "antje@example.org"),
        ("A.B+c@Sub.Example.DE", "A.B+c@sub.example.de"),
        ("käthe@müller.de", "käthe@müller.de"),
    ],
)
def test_an_address_is_understood(typed: str, stored: str) -> None:
    assert TYPE.parse([typed], FIELD) == stored


@pytest.mark.parametrize(
    "typed",
    ["antje", "antje@", "@leer.de", "antje@leer", "a b@c.de", "a@b@c.de", "a@b..de", "a@-b.de", "a@b.d", "x" * 130],
)
def test_what_is_no_address_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(InvalidInput, match=r"name@example\.org"):
        TYPE.parse([typed], FIELD)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("antje@gmial.com", "gmail.com"),
        ("antje@gmx.dee", "gmx.de"),
        ("antje@t-onlin.de", "t-online.de"),
        ("a@gmail.con", "gmail.com"),
    ],
)
def test_a_slip_in_a_well_known_name_is_a_hint(typed: str, meant: str) -> None:
    name = typed.split("@", maxsplit=1)[0]

    assert TYPE.advice(typed, FIELD) == [f"Meinten Sie {name}@{meant}? Wenn nicht, lassen Sie die Adresse so."]
    assert TYPE.validate(typed, FIELD) == []


@pytest.mark.parametrize("typed", ["antje@web.de", "antje@example.org", "antje@lkleer.de", "nonsense"])
def test_other_addresses_get_no_hint(typed: str) -> None:
    assert TYPE.advice(typed, FIELD) == []
