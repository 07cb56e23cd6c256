"""A form and its code lists."""

from typing import Any

import pytest

from kreishaus.services.forms.codes import Reference
from kreishaus.services.forms.engine.binding import bind, flaws, needs, references
from kreishaus.services.forms.engine.parsing import parse_form
from tests.services.forms.codes.lists import PLACES_URN, at_hand, places
from tests.services.forms.parking import one_field, parking

OLD, LATEST = {"urn": PLACES_URN, "version": "2025"}, {"urn": PLACES_URN}


def form(**settings: Any) -> Any:
    return one_field(type="code-list", **settings)


def test_a_form_without_code_lists_stays_the_same_object() -> None:
    schema = parking()

    assert bind(schema, at_hand) is schema
    assert references(schema) == ()


def test_a_list_that_is_not_at_hand_leaves_the_form_as_it_is() -> None:
    schema = form(code_list={"urn": "urn:fehlt"})

    assert bind(schema, at_hand) is schema
    assert [(need.reference.address, need.paths, need.codes) for need in needs(schema)] == [
        ("urn:fehlt", ("g.f",), None)
    ]


def test_the_entries_are_shared_and_not_part_of_the_form() -> None:
    schema = form(code_list=LATEST)

    bound = bind(schema, at_hand)

    assert bound.fields[0].codes is bind(schema, at_hand).fields[0].codes
    assert bound == schema
    assert bound.to_data() == schema.to_data()


def test_the_digest_covers_the_list_that_was_found() -> None:
    schema = form(code_list=LATEST)
    shorter = bind(schema, lambda _: places(rows=places().rows[:2]))

    digests = {schema.digest, bind(schema, at_hand).digest, shorter.digest}

    assert len(digests) == 3


def test_a_frozen_form_finds_its_list_by_the_digest_and_keeps_its_own() -> None:
    bound = bind(form(code_list=LATEST), at_hand)

    frozen = parse_form(bound.to_frozen_data())

    assert references(frozen) == (Reference(urn=PLACES_URN, version="2026", digest=places().digest),)
    assert frozen.digest == bound.digest
    assert bind(frozen, lambda one: places() if one.digest == places().digest else None).digest == bound.digest


def test_a_named_version_is_kept() -> None:
    bound = bind(form(code_list=OLD), at_hand)

    codes = bound.fields[0].codes
    assert codes is not None
    assert (codes.table.version, len(codes)) == ("2025", 7)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"code_list": {**LATEST, "code_key": "kennung"}}, "hat keine Spalte „kennung“."),
        ({"code_list": LATEST, "allowed": ["900-999"]}, "bleibt keine Antwort übrig. Bitte „allowed“ prüfen."),
        ({"code_list": LATEST, "default": "999"}, "Die Vorgabe „999“ steht nicht in der Codeliste"),
    ],
)
def test_what_does_not_fit_the_list_is_named(settings: dict[str, Any], expected: str) -> None:
    [(path, words)] = flaws(bind(form(**settings), at_hand))

    assert path == "g.f"
    assert expected in words


def test_what_fits_has_no_flaws() -> None:
    assert list(flaws(bind(form(code_list=LATEST, default="001", allowed=["001-005"]), at_hand))) == []
