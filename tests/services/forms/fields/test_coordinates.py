"""Places on earth."""

import pytest

from kreishaus.services.forms.fields.coordinates import Grid, Point, from_utm, is_inside, read_point, to_utm

LEER = Point(53.2311, 7.459)


@pytest.mark.parametrize(
    "text",
    [
        "53.2311, 7.459", "53,2311 7,459", "53,2311; 7,459", "53.2311N 7.459E", "53.2311° N, 7.459° O",
        "53° 13′ 52″ N 7° 27′ 32.4″ O", "53°13'52.0\"N 7°27'32.4\"E", "N 53° 13.866 E 7° 27.54",
        "32U 397139 5899087", "397139 5899087", "UTM 32 E 397139 N 5899087", "397.139 5.899.087",
        "https://www.openstreetmap.org/?mlat=53.2311&mlon=7.4590#map=17/1.0/2.0",
        "https://www.openstreetmap.org/#map=17/53.2311/7.459", "https://maps.example.org/@53.2311,7.459,15z",
        "geo:53.2311,7.459",
    ],
)  # fmt: skip
def test_a_place_is_understood_however_it_is_pasted(text: str) -> None:
    point = read_point(text)

    assert point is not None
    assert (point.lat, point.lon) == pytest.approx(LEER, abs=2e-5)


@pytest.mark.parametrize("text", ["", "Leer", "53.2311", "91, 7", "53, 181", "1 2 3", "https://example.org/"])
def test_what_is_no_place_is_none(text: str) -> None:
    assert read_point(text) is None


def test_south_and_west_are_negative() -> None:
    assert read_point("33.86 S, 151.2 O") == Point(-33.86, 151.2)
    assert read_point("40° 41′ N 74° 2′ W") == pytest.approx(Point(40.683333, -74.033333), abs=1e-5)


def test_utm_agrees_with_a_place_that_everybody_measures() -> None:
    # The CN Tower in Toronto: 43.642567 N, 79.387139 W is 17T 630084 4833439.
    grid = to_utm(Point(43.642567, -79.387139), 17)

    assert (round(grid.east), round(grid.north)) == (630084, 4833439)


@pytest.mark.parametrize("point", [LEER, Point(47.4, 13.0), Point(54.9, 8.3), Point(0.0, 9.0)])
def test_utm_comes_back_to_the_same_place(point: Point) -> None:
    assert from_utm(to_utm(point)) == pytest.approx(point, abs=1e-7)


def test_another_zone_is_another_place() -> None:
    assert from_utm(Grid(33, 397139, 5899087)).lon == pytest.approx(13.459, abs=1e-3)


def test_inside_and_outside_of_an_area() -> None:
    square = (Point(53, 7), Point(53, 8), Point(54, 8), Point(54, 7))

    assert is_inside(LEER, square)
    assert not is_inside(Point(52.9, 7.5), square)
    assert not is_inside(Point(53.5, 8.1), square)
