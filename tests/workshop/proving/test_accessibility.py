from datetime import date
from pathlib import Path

import pytest

from kreishaus.workshop.packages.rules import contents
from kreishaus.workshop.proving.accessibility import barriers, barriers_in

LOST = "Ein Verweis (aria-describedby) führt zu „c“, das gibt es nicht."
DEMO = Path(__file__).resolve().parents[3] / "demo" / "services"
GOOD = """<h2>Person</h2><fieldset><legend>Wer?</legend><input type="radio" id="a" name="a"><label for="a">Ich</label>
</fieldset><label for="b">Name</label><input id="b" aria-describedby="c"><p id="c">Hinweis</p><button>Weiter</button>"""


@pytest.mark.parametrize("key", ["allgemeiner-antrag", "jagdschein", "wunschkennzeichen"])
def test_the_pages_of_the_demo_services_have_no_barriers(key: str) -> None:
    form = contents.read_form((DEMO / key / "form.yaml").read_text(encoding="utf-8")).schema

    assert barriers(form, on=date(2026, 3, 2)) == []


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("", "", []),
        ('<label for="b">Name</label>', "", ["Das Eingabefeld „name“ hat keine Beschriftung."]),
        (
            'id="c"',
            'id="b"',
            ["Die Kennung „b“ kommt mehrmals vor.", LOST],
        ),
        ("h2", "h4", ["Nach einer Überschrift der Stufe 1 kommt eine der Stufe 4."]),
        ("<legend>Wer?</legend>", "", ["1 Gruppen von Feldern haben keine Überschrift (legend)."]),
        ("Weiter", "<span></span>", ["1 Knöpfe haben keine Worte."]),
        ("<p ", '<p style="color: red" ', ["Die Seite enthält Stil oder Programm im Text."]),
    ],
)
def test_each_barrier_is_found_and_told(before: str, after: str, told: list[str]) -> None:
    html = GOOD.replace('<input id="b"', '<input id="b" name="name"').replace(before, after)

    assert barriers_in(html) == told
