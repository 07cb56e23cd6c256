import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from kreishaus.ground.audit.engine.notes import (
    Checkpoint,
    NoteInvalid,
    Signer,
    decode64,
    parse_checkpoint,
    parse_vkey,
)

# The example of the signed-note format by its inventors.
NEUMANN = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
NEUMANN_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
SIGNER = Signer("kreishaus/leer/audit", Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
STATE = Checkpoint("kreishaus/leer/audit", 42, bytes(32))


def test_the_published_example_is_understood() -> None:
    verifier = parse_vkey(NEUMANN)

    assert verifier.open_note(NEUMANN_NOTE).startswith("If you think")
    assert verifier.vkey == NEUMANN


def test_a_checkpoint_comes_back_as_it_was_signed() -> None:
    note = SIGNER.sign(STATE.text)

    assert note.startswith("kreishaus/leer/audit\n42\nAAAA")
    assert parse_checkpoint(parse_vkey(SIGNER.verifier.vkey).open_note(note)) == STATE


@given(st.data())
def test_no_byte_of_a_note_can_be_changed(data: st.DataObject) -> None:
    note = SIGNER.sign(STATE.text).encode()
    place = data.draw(st.integers(0, len(note) - 1))
    changed = bytearray(note)
    changed[place] ^= data.draw(st.integers(1, 255))

    with pytest.raises((NoteInvalid, UnicodeDecodeError)):
        SIGNER.verifier.open_note(changed.decode())


def test_another_key_of_the_same_name_is_refused() -> None:
    other = Signer(SIGNER.name, Ed25519PrivateKey.generate())

    with pytest.raises(NoteInvalid, match="another key"):
        SIGNER.verifier.open_note(other.sign(STATE.text))


def test_a_second_signature_is_refused() -> None:
    note = SIGNER.sign(STATE.text)

    with pytest.raises(NoteInvalid):
        SIGNER.verifier.open_note(note + note.splitlines(keepends=True)[-1])


def test_only_text_with_a_last_newline_can_be_signed() -> None:
    with pytest.raises(ValueError, match="newline"):
        SIGNER.sign("no end")


@pytest.mark.parametrize(
    "vkey",
    [
        "",
        "name",
        "name+00000000",
        NEUMANN.replace("c74f20a3", "c74f20a4"),
        NEUMANN.replace("+ARpc", "+AhpC"),
        NEUMANN.replace("Peter", "Pe ter"),
        NEUMANN + "\n",
        NEUMANN[:-4],
    ],
)
def test_a_broken_key_line_is_refused(vkey: str) -> None:
    with pytest.raises(NoteInvalid):
        parse_vkey(vkey)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "origin\n1\n",
        "origin\n01\n" + "A" * 43 + "=\n",
        "origin\n-1\n" + "A" * 43 + "=\n",
        "origin\n1\nAAAA\n",
        "\n1\n" + "A" * 43 + "=\n",
        "origin\n1\n" + "A" * 43 + "=\nmore\n",
        "origin\n1\n" + "A" * 43 + "=",
    ],
)
def test_text_that_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(NoteInvalid):
        parse_checkpoint(text)


@pytest.mark.parametrize("text", ["AB==", "AAB=", "A", "AA", "AA==\n", "ÄA==", "A-_="])
def test_base64_has_one_spelling_only(text: str) -> None:
    with pytest.raises(NoteInvalid):
        decode64(text)


@pytest.mark.parametrize(
    "note", ["", "\n\n", "text\n", "text\n\nno signature\n", "text\n\n— name AAAA", "a\x01\n\n— n AAAA\n"]
)
def test_text_that_is_no_note_is_refused(note: str) -> None:
    with pytest.raises(NoteInvalid):
        SIGNER.verifier.open_note(note)


def test_an_endless_note_is_refused() -> None:
    with pytest.raises(NoteInvalid, match="too long"):
        SIGNER.verifier.open_note("x" * 100_001)
