"""A place, entered as coordinates or taken from the device; no map of a third party is loaded."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import ClassVar

from kreishaus.base.words import marked, say
from kreishaus.services.forms.fields import typing_habits
from kreishaus.services.forms.fields.coordinates import Point, is_inside, read_point, to_utm
from kreishaus.services.forms.ports import FieldDefinition, FieldType, InvalidInput, Member, Wording

_STORED = re.compile(r"-?\d{1,3}\.\d{6}", re.ASCII)
_LONGEST = 500
_FEWEST_CORNERS, _MOST_CORNERS = 3, 2_000
_WIDTH = 300
_WRONG = marked("Bitte geben Sie die Stelle als Koordinaten ein, zum Beispiel 53.23110, 7.45900.")


class MapPoint(FieldType):
    """A place in degrees, kept with six decimals (about ten centimetres).

    Settings: `outline` (a list of [latitude, longitude]: the area in which the place should lie; it
    is drawn beside the place, and a place outside is a doubt).
    """

    key = "map-point"
    title = "Ort auf der Karte"
    sample: ClassVar[object] = None
    settings = frozenset({"outline", "example"})
    wording: ClassVar[Mapping[str, Wording]] = {
        "outline": Wording("Umriss des Gebiets", "yaml", "Ecken als [Breite, Länge], je Zeile eine"),
    }
    members: ClassVar[tuple[Member, ...]] = (
        Member("lat", marked("Breite in Grad"), "num", required=True, type="number"),
        Member("lon", marked("Länge in Grad"), "num", required=True, type="number"),
    )
    one_input = True
    advises = True
    script = "locate"

    def parse(self, raw: Sequence[str], field: FieldDefinition) -> object:
        """Return the place for `53.2311, 7.459`, `53° 13′ 52″ N 7° 27′ 32″ O`, UTM 32 or a link to a map."""
        del field
        text = typing_habits.clean_line(raw[0])[:_LONGEST] if raw else ""
        if not text:
            return None
        point = read_point(text)
        if point is None:
            raise InvalidInput(say(_WRONG))
        return {"lat": f"{point.lat:.6f}", "lon": f"{point.lon:.6f}"}

    def validate(self, value: object, field: FieldDefinition) -> list[str]:
        """Return a complaint about anything that is no place on earth."""
        del field
        return [] if _point(value) else [say(_WRONG)]

    def display(self, value: object, field: FieldDefinition) -> str:
        """Return degrees and UTM."""
        del field
        point = _point(value)
        if point is None:
            return str(value)
        grid = to_utm(point)
        sides = ("N" if point.lat >= 0 else "S", "O" if point.lon >= 0 else "W")
        degrees = ", ".join(
            f"{abs(part):.5f}° {side}".replace(".", ",") for part, side in zip(point, sides, strict=True)
        )
        if not 0 <= point.lon <= 18 or point.lat < 0:  # noqa: PLR2004 -- where zone 32 and its neighbours lie
            return degrees
        return f"{degrees} (UTM 32: {grid.east:.0f} / {grid.north:.0f})"

    def typed(self, value: object, field: FieldDefinition) -> str:
        """Return the decimal degrees."""
        del field
        point = _point(value)
        return f"{point.lat:.6f}, {point.lon:.6f}" if point else str(value)

    def seen(self, value: object, field: FieldDefinition) -> object:
        """Return both degrees as numbers."""
        del field
        point = _point(value)
        return {"lat": point.lat if point else None, "lon": point.lon if point else None}

    def sample_of(self, field: FieldDefinition) -> object:
        """Return a place."""
        del field
        return {"lat": 53.23, "lon": 7.46}

    def hint(self, field: FieldDefinition) -> str:
        """Return what may be pasted."""
        return super().hint(field) or (
            say("Koordinaten wie 53.23110, 7.45900 oder ein Link aus einer Karten-App. UTM 32 geht auch.")
        )

    def missing(self, field: FieldDefinition) -> str:
        """Return the sentence that asks for the place."""
        del field
        return say(_WRONG)

    def advice(self, value: object, field: FieldDefinition) -> list[str]:
        """Return a doubt about a place outside of the area."""
        point, outline = _point(value), _outline(field)
        if point is None or not outline or is_inside(point, outline):
            return []
        swapped = Point(point.lon, point.lat)
        if is_inside(swapped, outline):
            return [say("Diese Stelle liegt weit weg. Vielleicht sind Breite und Länge vertauscht?")]
        return [say("Diese Stelle liegt außerhalb unseres Gebiets. Bitte prüfen Sie die Koordinaten.")]

    def note(self, value: object, field: FieldDefinition) -> str:
        """Return an address under which one may look at the place; nothing is loaded from there."""
        del field
        point = _point(value)
        return f"Ansehen: www.openstreetmap.org/?mlat={point.lat:.5f}&mlon={point.lon:.5f}" if point else ""

    def picture(self, value: object, field: FieldDefinition) -> str:
        """Return the area with the place in it."""
        point, outline = _point(value), _outline(field)
        if point is None or not outline or not is_inside(point, outline):
            return ""
        return _sketch(point, outline)

    def problems(self, field: FieldDefinition) -> Iterable[str]:
        """Return an area that is none."""
        outline = field.config.get("outline")
        if outline is not None and (not isinstance(outline, list) or len(_outline(field)) != len(outline)):
            yield "„outline“ braucht eine Liste von [Breite, Länge] mit mindestens drei Ecken."

    def synthetic(self, field: FieldDefinition, random: Random) -> object:
        """Return a place in the area, or one in the county of the demonstration."""
        outline = _outline(field) or (Point(53.05, 7.25), Point(53.05, 7.75), Point(53.35, 7.75), Point(53.35, 7.25))
        for _ in range(50):
            lat = random.uniform(min(each.lat for each in outline), max(each.lat for each in outline))
            lon = random.uniform(min(each.lon for each in outline), max(each.lon for each in outline))
            if is_inside(Point(lat, lon), outline):
                break
        return {"lat": f"{lat:.6f}", "lon": f"{lon:.6f}"}


def _point(value: object) -> Point | None:
    if not isinstance(value, Mapping) or value.keys() != {"lat", "lon"}:
        return None
    if not all(isinstance(part, str) and _STORED.fullmatch(part) for part in value.values()):
        return None
    point = Point(float(value["lat"]), float(value["lon"]))
    return point if abs(point.lat) <= 90 and abs(point.lon) <= 180 else None  # noqa: PLR2004 -- the globe


def _outline(field: FieldDefinition) -> tuple[Point, ...]:
    outline = field.config.get("outline")
    corners = tuple(
        Point(float(entry[0]), float(entry[1]))
        for entry in (outline if isinstance(outline, list) else ())
        if isinstance(entry, list) and len(entry) == len(Point._fields) and all(map(_is_degree, entry))
    )
    return corners if _FEWEST_CORNERS <= len(corners) <= _MOST_CORNERS else ()


def _is_degree(number: object) -> bool:
    if isinstance(number, str):
        return bool(re.fullmatch(r"-?\d{1,3}(\.\d{1,9})?", number, re.ASCII))
    return isinstance(number, int | float) and not isinstance(number, bool) and abs(number) <= 180  # noqa: PLR2004


def _sketch(point: Point, outline: Sequence[Point]) -> str:
    """Return the outline as SVG; a degree of longitude is shorter than one of latitude."""
    narrow = math.cos(math.radians(point.lat))
    left, right = min(each.lon for each in outline), max(each.lon for each in outline)
    low, high = min(each.lat for each in outline), max(each.lat for each in outline)
    scale = _WIDTH / max((right - left) * narrow, 1e-6)
    height = max(1, round((high - low) * scale))

    def at(each: Point) -> tuple[float, float]:
        return round((each.lon - left) * narrow * scale, 1), round((high - each.lat) * scale, 1)

    corners = "L".join(f"{x} {y}" for x, y in map(at, outline))
    x, y = at(point)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-8 -8 {_WIDTH + 16} {height + 16}" width="{_WIDTH}" '
        f'height="{height}" role="img" aria-label="Umriss des Gebiets mit der Stelle">'
        f'<path d="M{corners}Z" fill="none" stroke="currentColor" stroke-width="2"/>'
        f'<circle cx="{x}" cy="{y}" r="7" fill="currentColor"/></svg>'
    )


TYPE = MapPoint()
