"""Signed notes and checkpoints of a log in the C2SP forms signed-note and tlog-checkpoint.

A note is text whose last line ends with a newline, an empty line, and signature lines
``— name base64(key id, signature)``. A checkpoint is the note of a log: its origin, its size
and its root. Only Ed25519 is spoken here. Every byte has one spelling, so none can be changed.
"""

import base64
import binascii
import re
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_ED25519 = b"\x01"
_KEY_ID_SIZE = 4
_SIGNATURE_SIZE = 64
_KEY_SIZE = 32
_SIGNATURE_LINE = re.compile(r"— (?P<name>[^\s+]+) (?P<code>\S+)", re.ASCII)
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)
_ROOT_SIZE = 32
_MAX_NOTE = 100_000


class NoteInvalid(Exception):
    """The note is malformed, or nobody we trust has signed this text."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """The public half of a key: tells whether a note was signed by the name it claims."""

    name: str
    public_key: bytes

    @property
    def key_id(self) -> bytes:
        """Four bytes that tell the keys of one name apart."""
        return sha256(self.name.encode() + b"\n" + _ED25519 + self.public_key).digest()[:4]

    @property
    def vkey(self) -> str:
        """The key as one line of text, made to be printed on a page and copied."""
        return f"{self.name}+{self.key_id.hex()}+{encode64(_ED25519 + self.public_key)}"

    def open_note(self, note: str) -> str:
        """Return the text of a note that carries exactly this signature.

        :raises NoteInvalid: if it does not, or if the form is broken.
        """
        text, signatures = _split(note)
        if len(signatures) != 1:
            raise NoteInvalid("one signature is expected")
        name, code = signatures[0]
        if name != self.name or code[:_KEY_ID_SIZE] != self.key_id:
            raise NoteInvalid(f"signed by another key than {self.vkey}")
        signature = code[_KEY_ID_SIZE:]
        if len(signature) != _SIGNATURE_SIZE:
            raise NoteInvalid("a signature of the wrong length")
        try:
            Ed25519PublicKey.from_public_bytes(self.public_key).verify(signature, text.encode())
        except InvalidSignature as error:
            raise NoteInvalid("the signature does not fit the text") from error
        return text


@dataclass(frozen=True, slots=True)
class Signer:
    """The private half of a key, under the name that its signatures carry."""

    name: str
    private_key: Ed25519PrivateKey

    @property
    def verifier(self) -> Verifier:
        """The public half."""
        raw = self.private_key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return Verifier(self.name, raw)

    def sign(self, text: str) -> str:
        """Return the text as a signed note.

        :raises ValueError: if the text does not end with a newline.
        """
        if not text.endswith("\n"):
            raise ValueError("the text of a note ends with a newline")
        code = self.verifier.key_id + self.private_key.sign(text.encode())
        return f"{text}\n— {self.name} {encode64(code)}\n"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log commits to: so many leaves, and no others, lead to this root."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{encode64(self.root)}\n"


def parse_vkey(vkey: str) -> Verifier:
    """Return the verifier that a vkey line describes.

    :raises NoteInvalid: if the line is malformed or its key id does not fit.
    """
    parts = vkey.split("+", 2)
    if len(parts) != 3 or not parts[0] or re.search(r"\s", vkey):  # noqa: PLR2004 -- name, id, key
        raise NoteInvalid("a verifier key has the form name+id+key")
    name, key_id, code = parts
    key = decode64(code)
    if len(key) != 1 + _KEY_SIZE or key[:1] != _ED25519:
        raise NoteInvalid("only Ed25519 keys are known")
    verifier = Verifier(name, key[1:])
    if verifier.key_id.hex() != key_id:
        raise NoteInvalid("the id does not fit the key")
    return verifier


def parse_checkpoint(text: str) -> Checkpoint:
    """Return what the text of an opened note commits to.

    :raises NoteInvalid: if it is not the text of a checkpoint.
    """
    lines = text.split("\n")
    if len(lines) != 4 or lines[3] or not lines[0] or not _SIZE.fullmatch(lines[1]):  # noqa: PLR2004
        raise NoteInvalid("a checkpoint has three lines: origin, size, root")
    root = decode64(lines[2])
    if len(root) != _ROOT_SIZE:
        raise NoteInvalid("a root of the wrong length")
    return Checkpoint(lines[0], int(lines[1]), root)


def encode64(content: bytes) -> str:
    """Return the content in base64."""
    return base64.b64encode(content).decode("ascii")


def decode64(text: str) -> bytes:
    """Return what the base64 text says, if it is the one spelling of it.

    :raises NoteInvalid: if it is not.
    """
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteInvalid("not base64") from error
    # The last letters carry unused bits; without this a changed letter could go unnoticed.
    if encode64(content) != text:
        raise NoteInvalid("base64 in an unusual spelling")
    return content


def _split(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    if len(note) > _MAX_NOTE:
        raise NoteInvalid("the note is too long")
    if any(character < " " and character != "\n" for character in note):
        raise NoteInvalid("control characters in a note")
    head, gap, tail = note.rpartition("\n\n")
    if not gap or not head or not tail.endswith("\n"):
        raise NoteInvalid("a note is text, an empty line and signatures")
    signatures = []
    for line in tail[:-1].split("\n"):
        match = _SIGNATURE_LINE.fullmatch(line)
        if not match:
            raise NoteInvalid("a line that is no signature")
        signatures.append((match["name"], decode64(match["code"])))
    return head + "\n", signatures
