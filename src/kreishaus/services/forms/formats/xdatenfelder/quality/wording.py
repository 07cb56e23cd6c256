"""Checks of names, labels, help texts and the characters in them."""

from collections.abc import Iterator

from kreishaus.base.latin import foreign_characters, in_words
from kreishaus.services.forms.formats.xdatenfelder.model import Description
from kreishaus.services.forms.formats.xdatenfelder.quality.registry import Place, Severity, Subject, at, check

# The official list recommends lengths without naming them. These are the widths of the usual editors.
LONGEST_LINE = 255
LONGEST_TEXT = 5_000
LONGEST_ADDRESS = 255


@check(1009, Severity.CRITICAL, "Die Bezeichnung für die Eingabe fehlt.")
def _label_missing(subject: Subject) -> Iterator[Place]:
    yield from subject.noted(1009)


@check(1050, Severity.CRITICAL, "Die Bezeichnung des Schemas fehlt.")
def _title_missing(subject: Subject) -> Iterator[Place]:
    yield from subject.noted(1050)


@check(1010, Severity.CRITICAL, "Die Bezeichnung für die Ausgabe fehlt.")
def _output_title_missing(subject: Subject) -> Iterator[Place]:
    yield from (at(each) for each in subject.elements if not each.output_title)


@check(1098, Severity.METHODICAL, "Der Hilfetext wiederholt nur die Bezeichnung.")
def _help_repeats_the_label(subject: Subject) -> Iterator[Place]:
    for each in subject.everything():
        input_twins = bool(each.help) and each.help == each.title
        output_twins = bool(each.output_help) and each.output_help == each.output_title
        if input_twins or output_twins:
            yield at(each)


@check(1099, Severity.METHODICAL, "Der Hilfetext wiederholt nur den Namen.")
def _help_repeats_the_name(subject: Subject) -> Iterator[Place]:
    yield from (at(each) for each in subject.everything() if each.name and each.name in (each.help, each.output_help))


@check(1131, Severity.CRITICAL, "Ein Text enthält Zeichen außerhalb des Zeichensatzes der Verwaltung (String.Latin).")
def _foreign_letters(subject: Subject) -> Iterator[Place]:
    for each in subject.everything():
        foreign = foreign_characters("".join(_texts(each)))
        if foreign:
            yield at(each, in_words(foreign))


@check(1136, Severity.HINT, "Ein Text ist länger, als die gängigen Werkzeuge ihn zeigen.")
def _text_too_long(subject: Subject) -> Iterator[Place]:
    for each in subject.everything():
        lines = (each.name, each.title, each.output_title)
        texts = (each.help, each.output_help, each.description, each.definition)
        if any(len(line) > LONGEST_LINE for line in lines) or any(len(text) > LONGEST_TEXT for text in texts):
            yield at(each)


@check(1137, Severity.HINT, f"Die Adresse zu einem Stichwort hat mehr als {LONGEST_ADDRESS} Zeichen.", since=3)
def _keyword_address_too_long(subject: Subject) -> Iterator[Place]:
    for each in subject.everything():
        if any(len(keyword.uri) > LONGEST_ADDRESS for keyword in each.keywords):
            yield at(each)


def _texts(source: Description) -> Iterator[str]:
    yield from (source.name, source.title, source.output_title, source.help, source.output_help)
    yield from (source.description, source.definition)
    yield from (basis.text for basis in source.bases)
