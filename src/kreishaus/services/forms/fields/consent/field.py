"""Consent to a text: what was agreed to is kept as version and fingerprint."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import ClassVar

from kreishaus.base.words import marked, say
from kreishaus.services.forms.ports import FieldDefinition, FieldType, InvalidInput, Member, Wording

_YES = frozenset({"ja", "on", "true", "1"})
_LONGEST_VERSION = 40


class Consent(FieldType):
    """A box to tick below a text.

    The answer says that consent was given, to which version of the text, and the SHA-256 of the
    text itself; it does not count for another text. Settings: `text`, `version`.
    """

    key = "consent"
    title = "Einwilligung"
    sample: ClassVar[object] = None
    settings = frozenset({"text", "version"})
    wording: ClassVar[Mapping[str, Wording]] = {
        "version": Wording("Fassung des Textes", "text", "Zum Beispiel 2026-01. Steht in der Antwort."),
    }
    starts_with: ClassVar[Mapping[str, object]] = {"text": "Ich bin damit einverstanden."}
    members: ClassVar[tuple[Member, ...]] = (
        Member("given", marked("Einwilligung erteilt"), "bool", required=True, type="yes-no"),
        Member("version", marked("Fassung des Textes"), required=True),
        Member("digest", marked("Fingerabdruck des Textes (SHA-256)"), required=True),
    )
    one_input = True
    grouped = True
    written: ClassVar[tuple[str, str]] = ("input", "bool")

    def parse(self, raw: Sequence[str], field: FieldDefinition) -> object:
        """Return the consent to the text as it stands now, None if the box is not ticked."""
        word = next((text.strip().lower() for text in raw if text.strip()), "")
        if not word:
            return None
        if word not in _YES:
            raise InvalidInput(self.missing(field))
        return {"given": True, "version": _version(field), "digest": digest_of(field)}

    def validate(self, value: object, field: FieldDefinition) -> list[str]:
        """Return a complaint unless it is the consent to exactly this text."""
        # Without a version in the form the empty member may have been left out on the way.
        known = isinstance(value, dict) and {"given", "digest"} <= value.keys() <= {"given", "version", "digest"}
        if not isinstance(value, dict) or not known or value["given"] is not True:
            return [self.missing(field)]
        if value["digest"] != digest_of(field):
            return [say("Der Text hat sich geändert. Bitte lesen Sie ihn noch einmal und stimmen Sie erneut zu.")]
        return [] if value.get("version", "") == _version(field) else [self.missing(field)]

    def display(self, value: object, field: FieldDefinition) -> str:
        """Return that consent was given, and to which version."""
        del field
        if not isinstance(value, Mapping) or value.get("given") is not True:
            return str(value)
        version = value.get("version")
        return say("Ja, erteilt (Fassung {version})", version=version) if version else say("Ja, erteilt")

    def note(self, value: object, field: FieldDefinition) -> str:
        """Return the text, so that a print says to what somebody agreed."""
        del value
        return field.text

    def typed(self, value: object, field: FieldDefinition) -> str:
        """Return the value of the box."""
        del field
        return "ja" if isinstance(value, Mapping) and value.get("given") is True else ""

    def seen(self, value: object, field: FieldDefinition) -> object:
        """Return the members; without consent `given` is false."""
        del field
        given = value if isinstance(value, Mapping) else {}
        texts = {key: str(given.get(key) or "") for key in ("version", "digest")}
        return {"given": given.get("given") is True, **texts}

    def sample_of(self, field: FieldDefinition) -> object:
        """Return a consent."""
        return {"given": True, "version": _version(field), "digest": digest_of(field)}

    def missing(self, field: FieldDefinition) -> str:
        """Return the sentence that asks for the consent."""
        return say("Bitte stimmen Sie bei „{label}“ zu. Ohne Zustimmung geht es hier nicht weiter.", label=field.label)

    def problems(self, field: FieldDefinition) -> Iterable[str]:
        """Return what is missing."""
        if not field.text:
            yield "Eine Einwilligung braucht „text“: das, wozu jemand Ja sagt."
        version = field.config.get("version", "")
        if not isinstance(version, str) or len(version) > _LONGEST_VERSION:
            yield f"„version“ muss ein Text mit höchstens {_LONGEST_VERSION} Zeichen sein."

    def synthetic(self, field: FieldDefinition, random: Random) -> object:
        """Return the consent."""
        del random
        return self.parse(["ja"], field)


def digest_of(field: FieldDefinition) -> str:
    """Return the fingerprint of the text of a consent."""
    # A translation only helps to understand the German text, which is what somebody agrees to.
    text: str = getattr(field.text, "source", field.text)
    return hashlib.sha256(text.encode()).hexdigest()


def _version(field: FieldDefinition) -> str:
    version = field.config.get("version")
    return version if isinstance(version, str) else ""


TYPE = Consent()
