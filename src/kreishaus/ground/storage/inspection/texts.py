"""Text files: plain text, tables as CSV and XML, read to the last byte."""

import codecs
import re
from typing import BinaryIO

from kreishaus.base.words import marked, say
from kreishaus.ground.storage.inspection.kinds import CSV, XML, Kind
from kreishaus.ground.storage.inspection.problems import UnacceptableUpload

MAX_DEPTH = 200
MAX_ELEMENTS = 500_000
_CHUNK = 65_536
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
# What a spreadsheet would run when somebody opens the table (=, @, and signs before a name or a bracket).
_FORMULA = re.compile(r'(?:^|[;,\t])[ "]*(?:[=@]|[+-][A-Za-z(])', re.MULTILINE)
_CODING = marked("Die Datei ist kein lesbarer Text. Bitte speichern Sie sie neu, mit der Zeichenkodierung UTF-8.")
_CONTROLS = marked("In der Datei stehen Zeichen, die in keinen Text gehören. Bitte speichern Sie sie als reinen Text.")
_FORMULAS = marked(
    "Die Tabelle enthält Formeln. Bitte speichern Sie sie so, dass nur Werte darin stehen, "
    "und laden Sie sie noch einmal hoch."
)
_NO_XML = marked("Die XML-Datei ist beschädigt. Bitte exportieren Sie sie neu.")
_DTD = marked("Die XML-Datei enthält eine DTD. Solche Dateien nehmen wir nicht an. Bitte exportieren Sie sie ohne DTD.")
_TOO_DEEP = marked("Die XML-Datei ist zu tief verschachtelt oder hat zu viele Elemente.")


def inspect_text(stream: BinaryIO, kind: Kind) -> None:
    """Read the whole file.

    :raises UnacceptableUpload: if it is no such text, or one that does something when it is opened.
    """
    if kind is XML:
        inspect_xml(stream)
        return
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    line = ""
    while chunk := stream.read(_CHUNK):
        try:
            text = decoder.decode(chunk)
        except UnicodeDecodeError as error:
            raise UnacceptableUpload(say(_CODING)) from error
        line = _checked(line + text, kind)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise UnacceptableUpload(say(_CODING)) from error


def _checked(text: str, kind: Kind) -> str:
    """Return the last line, which may go on in the next chunk, without what is too long to matter."""
    if _CONTROL.search(text):
        raise UnacceptableUpload(say(_CONTROLS))
    if kind is CSV and _FORMULA.search(text):
        raise UnacceptableUpload(say(_FORMULAS))
    # The last cell is enough to see that it begins with a formula.
    return text[max(text.rfind(mark) for mark in "\n;,\t") :][-_CHUNK:] if text else ""


def inspect_xml(stream: BinaryIO) -> None:
    """Read a document without DTD, entities and network.

    :raises UnacceptableUpload: if it is not well-formed, carries a DTD, or is unreasonably large.
    """
    from lxml import etree

    parser = etree.XMLPullParser(
        events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    depth = count = 0
    try:
        while chunk := stream.read(_CHUNK):
            parser.feed(chunk)
            for event, element in parser.read_events():
                if count == 0 and element.getroottree().docinfo.doctype:
                    raise UnacceptableUpload(say(_DTD))
                depth += 1 if event == "start" else -1
                count += event == "start"
                if depth > MAX_DEPTH or count > MAX_ELEMENTS:
                    raise UnacceptableUpload(say(_TOO_DEEP))
                if event == "end":
                    element.clear()
        parser.close()
    except etree.XMLSyntaxError as error:
        raise UnacceptableUpload(say(_NO_XML)) from error
    if not count:
        raise UnacceptableUpload(say(_NO_XML))
