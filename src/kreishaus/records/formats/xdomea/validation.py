"""Checking a message against the official schema of its release, without the network."""

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kreishaus.base.problems import Problem
from kreishaus.records.formats.xdomea.kinds import Kind
from kreishaus.records.formats.xdomea.releases import Release

if TYPE_CHECKING:
    from lxml import etree

SCHEMAS = Path(__file__).parent / "data" / "xsd"
_CHUNK = 65_536
_HINT = "Bitte lassen Sie sich eine Nachricht senden, die dem Schema entspricht."


def check_schema(source: IO[bytes] | bytes, *, kind: Kind, release: Release, file: str = "") -> list[Problem]:
    """Return where the message departs from the schema; a large one is checked while it streams by.

    The text has to be one that `read_root` accepted: so it is bounded and without DTD.
    """
    from lxml import etree

    stream = BytesIO(source) if isinstance(source, bytes) else source
    parser = etree.XMLPullParser(
        events=("end",),
        schema=_schema(release, kind.group),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
    )
    try:
        while chunk := stream.read(_CHUNK):
            parser.feed(chunk)
            for _, element in parser.read_events():
                element.clear(keep_tail=True)
        parser.close()
    except etree.XMLSyntaxError as error:
        # The parser tells the first error only, and no line that could be trusted.
        return [Problem(_plain(error.msg or "", release), file=file, hint=_HINT)]
    return []


@cache
def _schema(release: Release, group: str) -> "etree.XMLSchema":
    from lxml import etree

    class Local(etree.Resolver):  # type: ignore[misc]  # lxml brings no types
        """Answers addresses of XÖV from the folder beside the schemas."""

        def resolve(self, system_url: str, _public_id: str, context: object) -> object:
            if not system_url.startswith("http"):
                return None
            place = SCHEMAS / release.value / system_url.rsplit("/", 1)[1]
            return self.resolve_filename(str(place), context)

    parser = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False)
    parser.resolvers.add(Local())
    return etree.XMLSchema(etree.parse(SCHEMAS / release.value / f"xdomea-Nachrichten-{group}.xsd", parser))


def _plain(message: str, release: Release) -> str:
    """Say an error of the schema with the short names that people know."""
    text = message.replace(f"{{{release.namespace}}}", "")
    return f"Die Nachricht entspricht nicht dem Schema von xdomea {release.value}: {text}"
