"""Set documents as PDF: archivable (PDF/A) and accessible (PDF/UA) in one file, the same bytes for the same data.

Our own templates are set in this process, each thread with its own compiler. Templates that came with a service
package are set in a child process with limits (see `foreign.py`), because nobody here has read them.
"""

import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, Literal

from kreishaus.ground.typesetting import foreign, press
from kreishaus.ground.typesetting.characters import spell_out, spell_out_pieces

if TYPE_CHECKING:
    import typst

COPY = ("a-2a", "ua-1")
WITH_ATTACHMENTS = ("a-3a", "ua-1")
SHIPPED = frozenset({"decision", "receipt", "sheet", "summary", "volume"})
LARGEST_ATTACHMENTS = 5_000_000
# Each round spells out every piece typst names; two rounds were enough for anything we could think of.
ROUNDS = 4

_local = threading.local()


@dataclass(frozen=True)
class Attachment:
    """A file inside the PDF, for example the data of a decision for machines."""

    name: str
    content: bytes
    media_type: str
    description: str
    relationship: Literal["source", "data", "alternative", "supplement"] = "data"


class TypesettingError(Exception):
    """The document could not be set: its template has an error, or the data lacks something."""

    def __init__(self, message: str, *, file: str = "", line: int | None = None) -> None:
        """Say where in the template, as far as it is known."""
        place = f"{file}:{line}: " if file and line else f"{file}: " if file else ""
        super().__init__(f"{place}{message}")
        self.message = message
        self.file = file
        self.line = line


def typeset(
    template: str,
    data: Mapping[str, Any],
    *,
    title: str,
    on: date,
    archive: bool = False,
    attachments: Sequence[Attachment] = (),
    sources: Mapping[str, str] | None = None,
) -> bytes:
    """Set the template with the data and return the PDF.

    `template` names a shipped template (see `SHIPPED`) or, with `sources` (path -> typst text of a
    service package), one of those paths. `data` is JSON; its texts never become markup. `on` is the date of the
    document. Without attachments the PDF is PDF/A-2a and PDF/UA-1; with attachments, or with `archive`, it is
    PDF/A-3a and PDF/UA-1. Characters that no font of ours has are printed as [U+1F600].

    :raises TypesettingError: with file and line, if the template cannot be set with this data.
    :raises press.FontsMissing: if the fonts have not been built.
    """
    machine = _machine()
    shown, spelled = spell_out({"data": dict(data), "title": title}, machine)
    for _ in range(ROUNDS):
        order = _order(template, shown, spelled=spelled, on=on, archive=archive, attachments=attachments)
        try:
            return _run(order, machine, sources)
        except press.PressError as error:
            shown, more = spell_out_pieces(shown, error.diagnostic)
            if not more:
                raise TypesettingError(error.message, file=error.file, line=error.line) from error
            spelled = True
    message = "Der Text enthält Zeichen, die wir nicht drucken können."
    raise TypesettingError(message)


def _order(
    template: str,
    shown: Mapping[str, Any],
    *,
    spelled: bool,
    on: date,
    archive: bool,
    attachments: Sequence[Attachment],
) -> press.Order:
    if not shown["title"].strip():
        message = "Ein Dokument braucht einen Titel, sonst ist es nicht barrierefrei."
        raise TypesettingError(message)
    return press.Order(
        template=f"/{template}.typ" if template in SHIPPED else f"/{template}",
        inputs={
            "data": json.dumps(shown["data"], ensure_ascii=False),
            "title": shown["title"],
            "on": on.isoformat(),
            "substituted": "yes" if spelled else "no",
            "attachments": _attached(attachments),
        },
        standards=WITH_ATTACHMENTS if attachments or archive else COPY,
        timestamp=int(datetime.combine(on, time(), tzinfo=UTC).timestamp()),
    )


def _attached(attachments: Sequence[Attachment]) -> str:
    size = sum(len(attachment.content) for attachment in attachments)
    if size > LARGEST_ATTACHMENTS:
        message = f"Die Anhänge sind mit {size:,} Byte zu groß (höchstens {LARGEST_ATTACHMENTS:,})."
        raise TypesettingError(message)
    return json.dumps([_as_json(attachment) for attachment in attachments])


def _as_json(attachment: Attachment) -> dict[str, Any]:
    facts = asdict(attachment)
    content: bytes = facts.pop("content")
    try:
        # Text travels as text: typst turns it into the same bytes, far faster than number by number.
        return {**facts, "text": content.decode()}
    except UnicodeDecodeError:
        return {**facts, "octets": list(content)}


def _run(order: press.Order, machine: "typst.Compiler", sources: Mapping[str, str] | None) -> bytes:
    if sources is not None:
        try:
            return foreign.run(order, sources)
        except foreign.ForeignTemplateRefused as error:
            raise TypesettingError(error.message, file=error.file) from error
    if order.template.strip("/").removesuffix(".typ") not in SHIPPED:
        message = f"Die Vorlage {order.template!r} gibt es nicht. Es gibt: {', '.join(sorted(SHIPPED))}."
        raise TypesettingError(message)
    return press.run(order, machine)


def _machine() -> "typst.Compiler":
    # A compiler refuses to work for two threads at once; keeping it makes the next document three times faster.
    if not hasattr(_local, "machine"):
        _local.machine = press.compiler(press.TEMPLATES)
    machine: typst.Compiler = _local.machine
    return machine
