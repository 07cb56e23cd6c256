"""Receipts (Quittungen): one event, and the proof that the log of the authority holds it.

A receipt is JSON. Besides the event with its salt it holds the place in the log, the inclusion
proof, the checkpoint that the authority signed, and a statement: a second signed note
``<origin>/receipt`` over the digest of everything else, so that also the title and the details,
which no leaf knows, cannot be changed. The file itself has one spelling only; a copy that was
opened and saved differently is refused rather than half trusted.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from kreishaus.ground.audit.engine.canonical import JSON, NotCanonical, canonical_json
from kreishaus.ground.audit.engine.leaves import Content, digests, instant, leaf_of
from kreishaus.ground.audit.engine.notes import (
    NoteInvalid,
    Signer,
    Verifier,
    decode64,
    encode64,
    parse_checkpoint,
    parse_vkey,
)
from kreishaus.ground.audit.engine.proofs import ProofInvalid, root_from_inclusion

FORMAT = "kreishaus-receipt/1"
MAX_RECEIPT = 1_000_000
_MEMBERS = {
    "format": str,
    "title": str,
    "details": dict,
    "authority": {"key": str, "name": str},
    "log": {"origin": str, "vkey": str},
    "event": {
        "id": str,
        "at": str,
        "subject": str,
        "verb": str,
        "actor": str,
        "on_behalf": str,
        "reason": str,
        "data": (dict, type(None)),
        "salt": str,
    },
    "index": int,
    "proof": list,
    "checkpoint": str,
    "statement": str,
}
_CHANGED = "Die Quittung wurde verändert: "
_AS_DOWNLOADED = "Bitte prüfen Sie die Datei so, wie Sie sie heruntergeladen haben."


class ReceiptInvalid(Exception):
    """The receipt proves nothing; the message says in German why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as a receipt discloses it."""

    identifier: UUID
    at: datetime
    verb: str
    content: Content
    salt: bytes


@dataclass(frozen=True, slots=True)
class Place:
    """Where the event stands in the log: its index, the path to the root, the signed root."""

    index: int
    path: Sequence[bytes]
    checkpoint: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What a receipt proves."""

    title: str
    details: Mapping[str, JSON]
    authority: str
    origin: str
    vkey: str
    # False: the receipt was checked only against the key it brought along itself.
    key_confirmed: bool
    entry: Entry
    index: int
    size: int

    def in_words(self) -> str:
        """Return what was proved and what was not, in German, for the person who asked."""
        lines = [self.title, *(f"  {name}: {_shown(value)}" for name, value in self.details.items())]
        lines += [
            f"Behörde: {self.authority}",
            f"Ereignis: {self.entry.verb} ({self.entry.content.subject}) am {instant(self.entry.at)}",
            f"Der Eintrag {self.index + 1} von {self.size} steht unverändert im Protokoll „{self.origin}“.",
        ]
        if self.key_confirmed:
            lines.append("Der Schlüssel ist der, den Sie angegeben haben.")
        else:
            lines += [
                "Geprüft wurde mit dem Schlüssel aus der Quittung selbst.",
                "Bitte vergleichen Sie ihn mit dem Schlüssel auf der Seite der Behörde:",
                f"  {self.vkey}",
            ]
        return "\n".join(lines)

    def as_json(self) -> dict[str, JSON]:
        """Return the same for a program."""
        return {
            "title": self.title,
            "details": self.details,
            "authority": self.authority,
            "origin": self.origin,
            "vkey": self.vkey,
            "key_confirmed": self.key_confirmed,
            "event": {
                "id": str(self.entry.identifier),
                "at": instant(self.entry.at),
                "subject": self.entry.content.subject,
                "verb": self.entry.verb,
            },
            "index": self.index,
            "size": self.size,
        }


def compose_receipt(
    *, title: str, details: Mapping[str, JSON], authority: tuple[str, str], entry: Entry, place: Place, signer: Signer
) -> dict[str, Any]:
    """Return the receipt of an event; `authority` is its key and its name.

    :raises NotCanonical: if the details have no single spelling (fractions, for instance).
    """
    receipt: dict[str, Any] = {
        "format": FORMAT,
        "title": title,
        "details": dict(details),
        "authority": {"key": authority[0], "name": authority[1]},
        "log": {"origin": signer.name, "vkey": signer.verifier.vkey},
        "event": {
            "id": str(entry.identifier),
            "at": instant(entry.at),
            "subject": entry.content.subject,
            "verb": entry.verb,
            "actor": entry.content.actor,
            "on_behalf": entry.content.on_behalf,
            "reason": entry.content.reason,
            "data": None if entry.content.data is None else dict(entry.content.data),
            "salt": encode64(entry.salt),
        },
        "index": place.index,
        "proof": [encode64(step) for step in place.path],
        "checkpoint": place.checkpoint,
    }
    receipt["statement"] = signer.sign(_statement(signer.name, receipt))
    return receipt


def render_receipt(receipt: Mapping[str, Any]) -> str:
    """Return the receipt as the one text of its file."""
    return json.dumps(receipt, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def verify_receipt(receipt: str | bytes | Mapping[str, Any], *, vkey: str | None = None) -> Verified:
    """Return what the receipt proves; needs no network, no database and no trust in the sender.

    A `vkey` from elsewhere (the page of the authority, an older receipt) makes it a proof against
    the authority as well; without it the key inside the receipt is used and the result says so.

    :raises ReceiptInvalid: if anything in it was changed, or it was signed by another key.
    """
    told = _read(receipt)
    _check_form(told, _MEMBERS, "")
    if told["format"] != FORMAT:
        raise ReceiptInvalid(f"Das ist keine Quittung der Form „{FORMAT}“.")
    verifier = _verifier(told["log"], vkey)
    _check_statement(told, verifier)
    entry, leaf = _entry(told["event"])
    size = _check_place(told, verifier, leaf)
    return Verified(
        title=told["title"],
        details=told["details"],
        authority=told["authority"]["name"],
        origin=verifier.name,
        vkey=verifier.vkey,
        key_confirmed=vkey is not None,
        entry=entry,
        index=told["index"],
        size=size,
    )


def _shown(value: JSON) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _statement(origin: str, receipt: Mapping[str, Any]) -> str:
    rest = {key: value for key, value in receipt.items() if key != "statement"}
    return f"{origin}/receipt\n{encode64(sha256(canonical_json(rest)).digest())}\n"


def _read(receipt: str | bytes | Mapping[str, Any]) -> dict[str, Any]:
    if isinstance(receipt, Mapping):
        return dict(receipt)
    if len(receipt) > MAX_RECEIPT:
        raise ReceiptInvalid("Die Datei ist zu groß für eine Quittung.")
    try:
        text = receipt if isinstance(receipt, str) else receipt.decode()
        told = json.loads(text)
        unchanged = isinstance(told, dict) and render_receipt(told) == text
    except (ValueError, RecursionError) as error:
        raise ReceiptInvalid(f"Die Datei ist keine lesbare Quittung. {_AS_DOWNLOADED}") from error
    if not unchanged:
        raise ReceiptInvalid(f"Die Datei wurde verändert oder anders gespeichert. {_AS_DOWNLOADED}")
    return told  # type: ignore[no-any-return]


def _check_form(value: Any, form: Any, path: str) -> None:
    if isinstance(form, dict):
        if not isinstance(value, dict) or value.keys() != form.keys():
            raise ReceiptInvalid(f"Der Quittung fehlen Angaben, oder sie hat zu viele{path and f' („{path}“)'}.")
        for key, inner in form.items():
            _check_form(value[key], inner, f"{path}.{key}" if path else key)
    elif not isinstance(value, form) or isinstance(value, bool):
        raise ReceiptInvalid(f"Die Angabe „{path}“ der Quittung ist nicht lesbar.")


def _verifier(log: Mapping[str, str], vkey: str | None) -> Verifier:
    if vkey is not None and vkey.strip() != log["vkey"]:
        raise ReceiptInvalid("Die Quittung wurde mit einem anderen Schlüssel unterschrieben, als Sie angegeben haben.")
    try:
        verifier = parse_vkey(log["vkey"])
    except NoteInvalid as error:
        raise ReceiptInvalid(f"{_CHANGED}Der Schlüssel ist nicht lesbar.") from error
    if verifier.name != log["origin"]:
        raise ReceiptInvalid(f"{_CHANGED}Der Schlüssel gehört zu einem anderen Protokoll.")
    return verifier


def _check_statement(told: Mapping[str, Any], verifier: Verifier) -> None:
    try:
        unchanged = verifier.open_note(told["statement"]) == _statement(verifier.name, told)
    except (NoteInvalid, NotCanonical) as error:
        raise ReceiptInvalid(f"{_CHANGED}Die Unterschrift der Behörde passt nicht.") from error
    if not unchanged:
        raise ReceiptInvalid(f"{_CHANGED}Die Unterschrift gilt einem anderen Inhalt.")


def _entry(event: Mapping[str, Any]) -> tuple[Entry, bytes]:
    try:
        entry = Entry(
            identifier=UUID(event["id"]),
            at=datetime.fromisoformat(event["at"]),
            verb=event["verb"],
            content=Content(
                subject=event["subject"],
                actor=event["actor"],
                on_behalf=event["on_behalf"],
                reason=event["reason"],
                data=event["data"],
            ),
            salt=decode64(event["salt"]),
        )
        if str(entry.identifier) != event["id"] or instant(entry.at) != event["at"]:
            raise ReceiptInvalid(f"{_CHANGED}Kennung oder Zeit des Eintrags sind ungewöhnlich geschrieben.")
        digested = digests(entry.content, entry.salt)
        leaf = leaf_of(identifier=entry.identifier, at=event["at"], verb=entry.verb, digested=digested)
    except (ValueError, NoteInvalid) as error:
        raise ReceiptInvalid(f"{_CHANGED}Der Eintrag ist nicht lesbar.") from error
    return entry, leaf


def _check_place(told: Mapping[str, Any], verifier: Verifier, leaf: bytes) -> int:
    try:
        checkpoint = parse_checkpoint(verifier.open_note(told["checkpoint"]))
    except NoteInvalid as error:
        raise ReceiptInvalid(f"{_CHANGED}Der Prüfpunkt des Protokolls ist nicht echt.") from error
    if checkpoint.origin != verifier.name:
        raise ReceiptInvalid(f"{_CHANGED}Der Prüfpunkt gehört zu einem anderen Protokoll.")
    try:
        path = [decode64(step) for step in told["proof"]]
        root = root_from_inclusion(leaf, index=told["index"], size=checkpoint.size, path=path)
    except (NoteInvalid, ProofInvalid, TypeError) as error:
        raise ReceiptInvalid(f"{_CHANGED}Der Nachweis führt nicht zum Prüfpunkt.") from error
    if root != checkpoint.root:
        raise ReceiptInvalid("Dieser Eintrag steht so nicht im Protokoll der Behörde.")
    return checkpoint.size
