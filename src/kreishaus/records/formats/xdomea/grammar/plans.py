"""Filing plans and what decides about the end of an object, generation by generation."""

from dataclasses import replace

from kreishaus.records.formats.xdomea.choices import YEARS, Kept
from kreishaus.records.formats.xdomea.grammar.parties import extensions
from kreishaus.records.formats.xdomea.model import (
    DisposalKind,
    DisposalMetadata,
    Plan,
    PlanUnit,
    PositionReference,
)
from kreishaus.records.formats.xdomea.parts import Coded, Inline, Nested, Text
from kreishaus.records.formats.xdomea.releases import FOURTH, SECOND
from kreishaus.records.formats.xdomea.shapes import Part, Shape
from kreishaus.records.formats.xdomea.values import BOOLEAN, DATE, YEAR_END


def shapes(generation: int) -> dict[str, Shape]:
    """Return the shapes of filing plans and disposal for a generation of releases."""
    return {
        "PositionReference": Shape(of=PositionReference, parts=_position(generation)),
        "DisposalMetadata": Shape(of=DisposalMetadata, parts=_disposal_metadata(generation)),
        **_disposal_kinds(generation),
        "Plan": Shape(
            of=Plan,
            parts=[
                _text("Bezeichnung", "name", required=True),
                _text("Typ", "kind"),
                _text("Version", "version", required=True),
                Nested(name="Einheit", attribute="units", shape="PlanUnit", many=True),
                Nested(name="Gueltigkeit", attribute="period", shape="Period"),
                Nested(name="Aktenplandatei", attribute="files", shape="Format", many=True),
            ],
        ),
        "PlanUnit": Shape(of=PlanUnit, parts=_plan_unit(generation)),
    }


def _text(name: str, attribute: str, *, required: bool = False) -> Text:
    return Text(name=name, attribute=attribute, required=required)


def _date(name: str, attribute: str) -> Text:
    return Text(name=name, attribute=attribute, codec=DATE)


def _position(generation: int) -> list[Part]:
    parts: list[Part] = [_text("Kennzeichen", "reference"), _text("Inhaltsangabe", "title")]
    return parts if generation == SECOND else [*parts, _text("BetreffKurz", "short_title")]


def _disposal_kinds(generation: int) -> dict[str, Shape]:
    code = Coded(name="Aussonderungsart", attribute="code", list="aussonderungsart")
    if generation == SECOND:
        return {
            "DisposalKind": Shape(of=DisposalKind, parts=[code]),
            "NeededDisposalKind": Shape(of=DisposalKind, parts=[replace(code, required=True)]),
        }
    custom = _text("AussonderungsartKonfigurierbar", "custom")
    return {"DisposalKind": Shape(of=DisposalKind, parts=[code, custom], one_of=True)}


def disposal_kind(generation: int, *, required: bool) -> Part:
    """Return the part that says what happens in the end; up to 2.4 only a code of the list."""
    if generation == SECOND:
        return Inline(attribute="disposal", shape="NeededDisposalKind" if required else "DisposalKind")
    return Nested(name="Aussonderungsart", attribute="disposal", shape="DisposalKind", required=required)


def _disposal_metadata(generation: int) -> list[Part]:
    early = generation == SECOND
    reason = _text("BewertungsvorschlagBegruendung", "proposal_reason")
    return [
        Text(name="Aufbewahrungsdauer", attribute="retention", codec=YEARS) if early else Kept(),
        disposal_kind(generation, required=False),
        _text("Kennung", "archive_reference"),
        Coded(
            name="Bewertungsvorschlag",
            attribute="proposal",
            list="bewertungsvorschlag",
            open=generation == FOURTH,
        ),
        *([reason] if generation == FOURTH else []),
        Text(name="Aufbewahrungsende", attribute="kept_until", codec=YEAR_END if early else DATE),
        *([_date("Transferfristende", "transfer_until")] if generation == FOURTH else []),
    ]


def _plan_unit(generation: int) -> list[Part]:
    early = generation == SECOND
    kept: Part = Text(name="Aufbewahrungsdauer", attribute="retention", codec=YEARS, required=True) if early else Kept()
    retired = Text(name="Stillgelegt", attribute="retired", codec=BOOLEAN, required=True)
    units = Nested(name="Einheit", attribute="units", shape="PlanUnit", many=True)
    validity = Nested(name="Gueltigkeit", attribute="period", shape="Period")
    see_also = Text(name="VerweisAktenplaneinheit", attribute="see_also", many=True)
    return [
        *_position(generation),
        disposal_kind(generation, required=True),
        *([] if early else [validity]),
        retired,
        kept,
        units,
        *([] if early else [see_also, *extensions(generation)]),
    ]
