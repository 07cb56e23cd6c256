"""Places on earth: read the spellings that people paste, and convert between degrees and UTM.

WGS 84 and ETRS89 are taken as the same (they differ by less than a metre). UTM after Krüger's
series as given by Karney, "Transverse Mercator with an accuracy of a few nanometers" (2011).
"""

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

_NUMBER = r"([-+]?\d{1,3}(?:[.,]\d{1,12})?)"
_PAIR = re.compile(rf"{_NUMBER}\s*°?\s*([NS])?\s*[,;/ ]\s*{_NUMBER}\s*°?\s*([EOW])?", re.IGNORECASE)
_DEGREES = re.compile(
    r"([NS])?\s*(\d{1,2})\s*°\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*['′’]?\s*)?(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:\"|″|”|''|′′)\s*)?([NS])?"
    r"\s*[,;/]?\s*"
    r"([EOW])?\s*(\d{1,3})\s*°\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*['′’]?\s*)?(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:\"|″|”|''|′′)?\s*)?([EOW])?",
    re.IGNORECASE,
)
_UTM = re.compile(
    r"(?:(?:UTM\s*)?(3[123])\s*([UV])?\s*[,;:]?\s*)?(?:E|O|R|X)?\s*[:=]?\s*"
    r"(\d{6}(?:[.,]\d+)?|\d{3}[ .]\d{3})\s*(?:E|O|m)?"
    r"\s*[,;/ ]\s*(?:N|H|Y)?\s*[:=]?\s*(\d{7}(?:[.,]\d+)?|\d[ .]\d{3}[ .]\d{3})\s*(?:N|m)?",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:mlat=(-?\d+\.\d+)&mlon=(-?\d+\.\d+))|(?:[@=/:](-?\d{1,2}\.\d+)[,/](-?\d{1,3}\.\d+))")

_A, _F = 6_378_137.0, 1 / 298.257222101
_SCALE, _FALSE_EAST = 0.9996, 500_000.0
_N = _F / (2 - _F)
_RADIUS = _A / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_ALPHA = (
    _N / 2 - 2 * _N**2 / 3 + 5 * _N**3 / 16,
    13 * _N**2 / 48 - 3 * _N**3 / 5,
    61 * _N**3 / 240,
)
_BETA = (_N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96, _N**2 / 48 + _N**3 / 15, 17 * _N**3 / 480)
_DELTA = (2 * _N - 2 * _N**2 / 3 - 2 * _N**3, 7 * _N**2 / 3 - 8 * _N**3 / 5, 56 * _N**3 / 15)


class Point(NamedTuple):
    """A place in degrees."""

    lat: float
    lon: float


class Grid(NamedTuple):
    """A place in metres of one UTM zone of the northern half."""

    zone: int
    east: float
    north: float


def read_point(text: str) -> Point | None:
    """Return the place for decimal degrees, degrees with minutes, UTM, or a link to a map; None if it is none."""
    found = _from_link(text) or _from_pair(text) or _from_degrees(text) or _from_utm(text)
    return found if found and -90 <= found.lat <= 90 and -180 <= found.lon <= 180 else None  # noqa: PLR2004 -- the globe


def _from_link(text: str) -> Point | None:
    match = _LINK.search(text) if ":" in text else None
    if match is None:
        return None
    lat, lon = (match[1], match[2]) if match[1] else (match[3], match[4])
    return Point(float(lat), float(lon))


def _from_pair(text: str) -> Point | None:
    match = _PAIR.fullmatch(text)
    if match is None:
        return None
    return Point(_signed(match[1], match[2]), _signed(match[3], match[4]))


def _from_degrees(text: str) -> Point | None:
    match = _DEGREES.fullmatch(text)
    if match is None:
        return None
    lat = _sexagesimal(match.group(2, 3, 4))
    lon = _sexagesimal(match.group(7, 8, 9))
    south, west = (match[1] or match[5] or "").upper() == "S", (match[6] or match[10] or "").upper() == "W"
    return Point(-lat if south else lat, -lon if west else lon)


def _from_utm(text: str) -> Point | None:
    match = _UTM.fullmatch(text)
    if match is None:
        return None
    east, north = (float(re.sub(r"[ .](?=\d{3}(?!\d))", "", part).replace(",", ".")) for part in match.group(3, 4))
    return from_utm(Grid(int(match[1] or 32), east, north))


def _signed(number: str, side: str | None) -> float:
    value = float(number.replace(",", "."))
    return -abs(value) if side and side.upper() in "SW" else value


def _sexagesimal(parts: Sequence[str | None]) -> float:
    degrees, minutes, seconds = (float((part or "0").replace(",", ".")) for part in parts)
    return degrees + minutes / 60 + seconds / 3600


def to_utm(point: Point, zone: int = 32) -> Grid:
    """Return the metres in a zone."""
    lat, lon = math.radians(point.lat), math.radians(point.lon - _central(zone))
    root = 2 * math.sqrt(_N) / (1 + _N)
    t = math.sinh(math.atanh(math.sin(lat)) - root * math.atanh(root * math.sin(lat)))
    xi, eta = math.atan2(t, math.cos(lon)), math.atanh(math.sin(lon) / math.sqrt(1 + t * t))
    terms = list(enumerate(_ALPHA, 1))
    east = eta + sum(a * math.cos(2 * j * xi) * math.sinh(2 * j * eta) for j, a in terms)
    north = xi + sum(a * math.sin(2 * j * xi) * math.cosh(2 * j * eta) for j, a in terms)
    return Grid(zone, _FALSE_EAST + _SCALE * _RADIUS * east, _SCALE * _RADIUS * north)


def from_utm(grid: Grid) -> Point:
    """Return the degrees."""
    xi, eta = grid.north / (_SCALE * _RADIUS), (grid.east - _FALSE_EAST) / (_SCALE * _RADIUS)
    terms = list(enumerate(_BETA, 1))
    x = xi - sum(b * math.sin(2 * j * xi) * math.cosh(2 * j * eta) for j, b in terms)
    y = eta - sum(b * math.cos(2 * j * xi) * math.sinh(2 * j * eta) for j, b in terms)
    chi = math.asin(max(-1.0, min(1.0, math.sin(x) / math.cosh(y))))
    lat = chi + sum(d * math.sin(2 * j * chi) for j, d in enumerate(_DELTA, 1))
    return Point(math.degrees(lat), _central(grid.zone) + math.degrees(math.atan2(math.sinh(y), math.cos(x))))


def _central(zone: int) -> float:
    return zone * 6 - 183


def is_inside(point: Point, outline: Sequence[Point]) -> bool:
    """Return whether a place lies inside of a closed line (even-odd rule)."""
    inside = False
    for one, other in zip(outline, (*outline[1:], *outline[:1]), strict=True):
        crosses = (one.lat > point.lat) != (other.lat > point.lat)
        if crosses and point.lon < (other.lon - one.lon) * (point.lat - one.lat) / (other.lat - one.lat) + one.lon:
            inside = not inside
    return inside
