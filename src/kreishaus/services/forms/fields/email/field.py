"""An e-mail address, with a hint where a well-known name looks mistyped."""

import difflib
import re
from random import Random
from typing import ClassVar

from kreishaus.base.words import marked, say
from kreishaus.services.forms.fields import made_up
from kreishaus.services.forms.fields.lines import Line
from kreishaus.services.forms.ports import FieldDefinition, InvalidInput

_ADDRESS = re.compile(r"[^\s@<>(),;:\"\[\]\\]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,24}")
_LONGEST = 120
_KNOWN = (
    "gmail.com", "googlemail.com", "web.de", "gmx.de", "gmx.net", "t-online.de", "freenet.de", "posteo.de",
    "mailbox.org", "outlook.com", "outlook.de", "hotmail.com", "hotmail.de", "icloud.com", "yahoo.de",
    "yahoo.com", "aol.com", "ewetel.net", "ewe.net", "arcor.de", "online.de", "live.de", "me.com", "mail.de",
)  # fmt: skip
_NEAR = 0.84
_WRONG = marked("Bitte geben Sie eine E-Mail-Adresse ein, zum Beispiel name@example.org.")


class Email(Line):
    """An e-mail address; the part behind the @ is stored in small letters."""

    key = "email"
    title = "E-Mail-Adresse"
    sample: ClassVar[object] = "name@example.org"
    settings = frozenset({"example"})
    advises = True

    def normal(self, text: str, field: FieldDefinition) -> str:
        """Return the address without what people paste around it: `mailto:`, angle brackets."""
        del field
        plain = re.sub(r"(?i)^mailto:", "", text.strip("<> ")).strip().rstrip(".,;")
        if len(plain) > _LONGEST or not _ADDRESS.fullmatch(plain) or ".." in plain:
            raise InvalidInput(say(_WRONG))
        name, _, domain = plain.rpartition("@")
        return f"{name}@{domain.lower()}"

    def missing(self, field: FieldDefinition) -> str:
        """Return the sentence that asks for the address."""
        del field
        return say(_WRONG)

    def advice(self, value: object, field: FieldDefinition) -> list[str]:
        """Return what was probably meant: `gmial.com`, `web.d`, `t-onlin.de`."""
        del field
        name, _, domain = str(value).rpartition("@")
        if not name or domain in _KNOWN:
            return []
        near = difflib.get_close_matches(domain, _KNOWN, n=1, cutoff=_NEAR)
        return (
            [say("Meinten Sie {name}@{value}? Wenn nicht, lassen Sie die Adresse so.", name=name, value=near[0])]
            if near
            else []
        )

    def synthetic(self, field: FieldDefinition, random: Random) -> object:
        """Return an address that belongs to nobody."""
        return self.normal(made_up.email(random), field)


TYPE = Email()
