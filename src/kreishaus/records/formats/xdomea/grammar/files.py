"""Versions, primary files and workflows, generation by generation."""

from kreishaus.records.formats.xdomea.grammar.objects import documents, identification
from kreishaus.records.formats.xdomea.model import (
    Directive,
    Format,
    Handling,
    Hash,
    PrimaryFile,
    Signature,
    Step,
    Version,
    Workflow,
)
from kreishaus.records.formats.xdomea.parts import Coded, Nested, Text
from kreishaus.records.formats.xdomea.releases import FOURTH, SECOND
from kreishaus.records.formats.xdomea.shapes import Part, Shape
from kreishaus.records.formats.xdomea.values import BOOLEAN, DATE, INSTANT, TIME


def shapes(generation: int) -> dict[str, Shape]:
    """Return the shapes of versions and workflows for a generation of releases."""
    return {
        "Version": Shape(
            of=Version,
            parts=[
                Text(name="Nummer", attribute="number", required=True),
                Nested(name="Format", attribute="formats", shape="Format", many=True),
            ],
        ),
        "Format": Shape(
            of=Format,
            parts=[
                Coded(
                    name="Name",
                    attribute="name",
                    list="dateiformat",
                    open=generation != SECOND,
                    named=generation in {SECOND, FOURTH},
                    required=True,
                ),
                Text(name="SonstigerName", attribute="other_name"),
                Text(name="Version", attribute="version", required=True),
                Nested(name="Primaerdokument", attribute="file", shape="PrimaryFile", required=True),
            ],
        ),
        "PrimaryFile": Shape(of=PrimaryFile, parts=_primary_file(generation)),
        "Signature": Shape(
            of=Signature,
            one_of=True,
            parts=[
                Text(name="SignaturSiegelEingebettet", attribute="embedded", codec=BOOLEAN),
                Text(name="SignaturSiegelDatei", attribute="files", many=True),
            ],
        ),
        "Hash": Shape(
            of=Hash,
            parts=[
                Text(name="Wert", attribute="value", required=True),
                Coded(name="Algorithmus", attribute="algorithm", list="algorithmus", open=True),
                Text(name="SonstigerAlgorithmus", attribute="other_algorithm"),
            ],
        ),
        **_workflow(generation),
    }


def _primary_file(generation: int) -> list[Part]:
    name = Text(name="Dateiname", attribute="name", required=True)
    made: list[Part] = [
        Text(name="Ersteller", attribute="creator"),
        Text(name="DatumUhrzeit", attribute="created_at", codec=INSTANT),
    ]
    if generation == SECOND:
        return [name, *made]
    parts = [
        name,
        Text(name="DateinameOriginal", attribute="original_name"),
        *made,
        Nested(name="SignaturSiegel", attribute="signature", shape="Signature"),
    ]
    if generation != FOURTH:
        return parts
    return [
        *parts,
        Text(name="ZeitpunktLetzteAenderung", attribute="changed_at", codec=INSTANT),
        Nested(name="Hash", attribute="hash", shape="Hash"),
    ]


def _workflow(generation: int) -> dict[str, Shape]:
    needs_time = generation == SECOND
    step: list[Part] = [
        Text(name="Nummer", attribute="number", required=True),
        Coded(
            name="Status",
            attribute="status",
            list="beteiligungsstatus",
            open=generation == FOURTH,
            required=True,
        ),
        Nested(name="Verfuegung", attribute="directive", shape="Directive", required=True),
        Nested(name="Bearbeitung", attribute="handling", shape="Handling"),
    ]
    if generation == FOURTH:
        step += [
            Text(name="ParallelZuBeteiligungsschritt", attribute="parallel_to", many=True),
            Text(name="VersionNummer", attribute="version"),
        ]
    return {
        "Workflow": Shape(
            of=Workflow,
            parts=[
                identification(generation),
                Nested(name="Beteiligungsschritt", attribute="steps", shape="Step", many=True),
            ],
        ),
        "Step": Shape(of=Step, parts=step),
        "Directive": Shape(
            of=Directive,
            parts=[
                Nested(name="Ersteller", attribute="creator", shape="Contact", required=True),
                Nested(name="Adressat", attribute="addressee", shape="Contact", required=True),
                Text(name="Erstellungsdatum", attribute="made_on", codec=DATE, required=True),
                Text(name="Erstellungsuhrzeit", attribute="made_at", codec=TIME, required=needs_time),
                Text(name="Verfuegung", attribute="text"),
                Text(name="TerminDatum", attribute="due_on", codec=DATE),
                Text(name="TerminUhrzeit", attribute="due_at", codec=TIME),
                Text(name="Notiz", attribute="note"),
            ],
        ),
        "Handling": Shape(
            of=Handling,
            parts=[
                Nested(name="Bearbeiter", attribute="by", shape="Contact", required=True),
                Text(name="Datum", attribute="done_on", codec=DATE, required=True),
                Text(name="Uhrzeit", attribute="done_at", codec=TIME, required=needs_time),
                Text(name="Vermerk", attribute="remark"),
                Text(name="Notiz", attribute="note"),
                documents(generation, name="Anlage", attribute="attachments"),
            ],
        ),
    }
