"""Our words and the codes of xdomea."""

from datetime import UTC, date, datetime

import pytest

from kreishaus.records.actions.exchange.relations import contact_of, participant_of
from kreishaus.records.actions.exchange.words import (
    disposal_code,
    disposal_of,
    extras,
    extras_in,
    medium_code,
    medium_of,
    secrecy_code,
    secrecy_of,
)
from kreishaus.records.enums import Confidentiality, Disposal, Medium, ParticipantRole
from kreishaus.records.formats.xdomea.parties import Address, Code, Contact, Organisation, Person, Reachability
from kreishaus.records.models import Participant


@pytest.mark.parametrize("word", Disposal)
def test_every_way_to_end_has_a_code(word: Disposal) -> None:
    assert disposal_of(disposal_code(word)) is word


@pytest.mark.parametrize("word", Medium)
def test_every_medium_has_a_code(word: Medium) -> None:
    assert medium_of(medium_code(word)) is word


@pytest.mark.parametrize("word", Confidentiality)
def test_every_level_of_secrecy_has_a_code(word: Confidentiality) -> None:
    assert secrecy_of(secrecy_code(word)) is word


def test_what_nobody_said_is_taken_for_the_safe_thing() -> None:
    assert disposal_of(None) is Disposal.APPRAISE
    assert medium_of(None) is Medium.ELECTRONIC
    assert secrecy_of(None) is Confidentiality.OPEN
    assert secrecy_of(Code("099")) is Confidentiality.CONFIDENTIAL


def test_our_own_fields_come_back_and_those_of_others_are_left_alone() -> None:
    ours = extras(
        title="a", empty="", nothing=None, on=date(2026, 1, 2), at=datetime(2026, 1, 2, 3, tzinfo=UTC), year=2026
    )

    assert extras_in(ours) == {"title": "a", "on": "2026-01-02", "at": "2026-01-02T03:00:00+00:00", "year": "2026"}
    assert extras_in(()) == {}
    assert extras(empty="") == ()


def test_a_participant_comes_back() -> None:
    participant = Participant(
        role=ParticipantRole.EXPERT, name="Okko Poppinga", organisation="Büro", city="26789 Leer", phone="0491 1"
    )

    found = participant_of(contact_of(participant))

    assert found is not None
    told = ("role", "name", "organisation", "street", "city", "email", "phone", "note")
    assert [getattr(found, name) for name in told] == [getattr(participant, name) for name in told]


def test_a_foreign_contact_becomes_a_participant() -> None:
    contact = Contact(
        person=Person(title="Dr.", given_name="Hilke", family_name="de Vries"),
        addresses=(Address(street="Hafen", house_number="1", postcode="26789", town="Leer"),),
        reachable=(Reachability(channel=Code("001"), value="h@example.org"),),
        role=Code("X", "Zeugin", "urn:example", "1"),
    )

    found = participant_of(contact)

    assert found is not None
    assert (found.name, found.street, found.city) == ("Dr. Hilke de Vries", "Hafen 1", "26789 Leer")
    assert (found.email, found.role) == ("h@example.org", ParticipantRole.OTHER)


def test_a_contact_without_any_name_is_nobody() -> None:
    assert participant_of(Contact()) is None
    named = participant_of(Contact(institution=Organisation(name="Werft GmbH")))
    assert named is not None
    assert named.name == "Werft GmbH"
