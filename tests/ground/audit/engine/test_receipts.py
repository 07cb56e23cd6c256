import json
import subprocess
import sys
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from kreishaus.ground.audit.engine.canonical import NotCanonical
from kreishaus.ground.audit.engine.leaves import Content, digests, instant, leaf_of
from kreishaus.ground.audit.engine.merkle import leaf_hash, tree_root
from kreishaus.ground.audit.engine.notes import Checkpoint, Signer
from kreishaus.ground.audit.engine.proofs import inclusion_proof
from kreishaus.ground.audit.engine.receipts import (
    Entry,
    Place,
    ReceiptInvalid,
    compose_receipt,
    render_receipt,
    verify_receipt,
)

ORIGIN = "kreishaus/leer/audit"
SIGNER = Signer(ORIGIN, Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
STRANGER = Signer(ORIGIN, Ed25519PrivateKey.from_private_bytes(bytes(32)))
ENTRY = Entry(
    identifier=UUID("0193589e-0000-7000-8000-000000000001"),
    at=datetime(2026, 11, 23, 14, 56, tzinfo=UTC),
    verb="application.submitted",
    content=Content("application:32-17-2026-0001", "citizen", data={"attachments": 2, "fee": None}),
    salt=bytes(range(32)),
)


def leaf_content_tree(entry: Entry, *, index: int, size: int) -> tuple[list[bytes], bytes]:
    digested = digests(entry.content, entry.salt)
    leaf = leaf_of(identifier=entry.identifier, at=instant(entry.at), verb=entry.verb, digested=digested)
    leaves = [leaf_hash(bytes([number])) for number in range(size)]
    leaves[index] = leaf
    root = tree_root(leaves)

    def subtree(height: int, number: int) -> bytes:
        return tree_root(leaves[number << height : (number + 1) << height])

    return inclusion_proof(index, size, subtree), root


def receipt(*, entry: Entry = ENTRY, signer: Signer = SIGNER, index: int = 3, size: int = 7) -> dict[str, Any]:
    path, root = leaf_content_tree(entry, index=index, size=size)
    place = Place(index, path, signer.sign(Checkpoint(signer.name, size, root).text))
    return compose_receipt(
        title="Antrag auf Jagdschein",
        details={"Aktenzeichen": "32-17-2026-0001", "Anlagen": 2},
        authority=("leer", "Landkreis Leer (Demonstration)"),
        entry=entry,
        place=place,
        signer=signer,
    )


TEXT = render_receipt(receipt())


def test_an_untouched_receipt_tells_what_it_proves() -> None:
    verified = verify_receipt(TEXT, vkey=SIGNER.verifier.vkey)

    assert verified.entry == ENTRY
    assert (verified.index, verified.size) == (3, 7)
    assert verified.title == "Antrag auf Jagdschein"
    assert verified.details == {"Aktenzeichen": "32-17-2026-0001", "Anlagen": 2}
    assert verified.key_confirmed
    assert "Der Schlüssel ist der, den Sie angegeben haben." in verified.in_words()
    assert verified.as_json()["index"] == 3


def test_without_a_key_the_result_says_that_only_its_own_was_used() -> None:
    verified = verify_receipt(TEXT.encode())

    assert not verified.key_confirmed
    assert "Schlüssel aus der Quittung selbst" in verified.in_words()
    assert SIGNER.verifier.vkey in verified.in_words()


def test_the_loaded_receipt_is_verified_like_its_text() -> None:
    assert verify_receipt(json.loads(TEXT)) == verify_receipt(TEXT)


@pytest.mark.parametrize("mask", [0x01, 0x20, 0x80])
def test_no_byte_of_the_file_can_be_changed(mask: int) -> None:
    original = TEXT.encode()
    for place in range(len(original)):
        changed = bytearray(original)
        changed[place] ^= mask
        with pytest.raises(ReceiptInvalid):
            verify_receipt(bytes(changed))


@given(st.data())
def test_no_byte_can_be_replaced_left_out_or_added(data: st.DataObject) -> None:
    original = TEXT.encode()
    place = data.draw(st.integers(0, len(original)))
    removed = data.draw(st.integers(0, 3))
    changed = original[:place] + data.draw(st.binary(max_size=3)) + original[place + removed :]

    if changed == original:
        assert verify_receipt(changed)
    else:
        with pytest.raises(ReceiptInvalid):
            verify_receipt(changed)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("title",), "Antrag auf Waffenschein"),
        (("details", "Anlagen"), 3),
        (("authority", "name"), "Landkreis Nordgeest"),
        (("event", "subject"), "application:32-17-2026-0002"),
        (("event", "at"), "2026-11-22T14:56:00.000000Z"),
        (("event", "verb"), "application.withdrawn"),
        (("event", "data"), {"attachments": 3, "fee": None}),
        (("event", "data"), {"attachments": 2.0, "fee": None}),
        (("index",), 2),
        (("index",), True),
        (("index",), 10**30),
        (("proof",), []),
        (("proof",), [1]),
        (("event", "salt"), "AAAA"),
        (("event", "id"), "nobody"),
        (("format",), "kreishaus-receipt/2"),
        (("log", "vkey"), STRANGER.verifier.vkey),
        (("log", "origin"), "kreishaus/nordgeest/audit"),
    ],
)
def test_a_well_spelled_forgery_is_refused(path: tuple[str, ...], value: object) -> None:
    forged = json.loads(TEXT)
    member = forged
    for step in path[:-1]:
        member = member[step]
    member[path[-1]] = value

    with pytest.raises(ReceiptInvalid):
        verify_receipt(render_receipt(forged))
    with pytest.raises(ReceiptInvalid):
        verify_receipt(forged)


@pytest.mark.parametrize("path", [("title",), ("event", "salt"), ("statement",)])
def test_a_receipt_that_lacks_something_or_has_more_is_refused(path: tuple[str, ...]) -> None:
    less, more = json.loads(TEXT), json.loads(TEXT)
    inner_less, inner_more = (less, more) if len(path) == 1 else (less[path[0]], more[path[0]])
    del inner_less[path[-1]]
    inner_more["extra"] = 1

    for forged in (less, more):
        with pytest.raises(ReceiptInvalid, match="fehlen Angaben"):
            verify_receipt(forged)


def test_a_receipt_of_another_key_is_refused_when_the_key_is_known() -> None:
    foreign = render_receipt(receipt(signer=STRANGER))

    assert verify_receipt(foreign).vkey == STRANGER.verifier.vkey
    with pytest.raises(ReceiptInvalid, match="anderen Schlüssel"):
        verify_receipt(foreign, vkey=SIGNER.verifier.vkey)


def test_an_event_that_the_log_never_held_is_refused_even_if_the_authority_signs_it() -> None:
    path, root = leaf_content_tree(ENTRY, index=3, size=7)
    invented = Entry(ENTRY.identifier, ENTRY.at, "application.withdrawn", ENTRY.content, ENTRY.salt)
    place = Place(3, path, SIGNER.sign(Checkpoint(ORIGIN, 7, root).text))
    forged = compose_receipt(
        title="x", details={}, authority=("leer", "Leer"), entry=invented, place=place, signer=SIGNER
    )

    with pytest.raises(ReceiptInvalid, match="steht so nicht im Protokoll"):
        verify_receipt(forged)


def test_a_checkpoint_of_another_log_is_refused() -> None:
    path, root = leaf_content_tree(ENTRY, index=3, size=7)
    place = Place(3, path, SIGNER.sign(Checkpoint("kreishaus/nordgeest/audit", 7, root).text))
    forged = compose_receipt(title="x", details={}, authority=("leer", "Leer"), entry=ENTRY, place=place, signer=SIGNER)

    with pytest.raises(ReceiptInvalid, match="anderen Protokoll"):
        verify_receipt(forged)


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", "[" * 100_000, "1" * 5000, "{" + " " * 1_000_001, b"\xff"])
def test_a_file_that_is_no_receipt_is_refused_in_german(text: str | bytes) -> None:
    with pytest.raises(ReceiptInvalid, match=r"Datei|Quittung"):
        verify_receipt(text)


def test_details_with_fractions_are_refused_when_composing() -> None:
    path, root = leaf_content_tree(ENTRY, index=0, size=1)
    place = Place(0, path, SIGNER.sign(Checkpoint(ORIGIN, 1, root).text))

    with pytest.raises(NotCanonical):
        compose_receipt(
            title="x",
            details={"Gebühr": 30.7},  # type: ignore[dict-item]
            authority=("leer", "L"),
            entry=ENTRY,
            place=place,
            signer=SIGNER,
        )


def test_verification_needs_neither_django_nor_a_database() -> None:
    program = (
        "import sys; from kreishaus.ground.audit.engine.receipts import verify_receipt;"
        "print(verify_receipt(sys.stdin.read()).title, 'django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], input=TEXT, capture_output=True, text=True, check=True)

    assert done.stdout == "Antrag auf Jagdschein False\n"
