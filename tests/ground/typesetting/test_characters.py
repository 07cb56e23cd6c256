"""Which characters our fonts can draw, and what stands in for the others."""

from kreishaus.ground.typesetting import press
from kreishaus.ground.typesetting.characters import complained, spell_out, spelled, undrawable


def test_the_letters_of_every_european_register_can_be_drawn() -> None:
    # The scripts of DIN SPEC 91379: Latin with all its accents, Greek, Cyrillic as in Bulgaria.
    ranges = [
        (0x00C0, 0x0180),
        (0x0391, 0x03A2),
        (0x03A3, 0x03CF),
        (0x0410, 0x0450),
        (0x1E02, 0x1E04),
        (0x1EA0, 0x1EFA),
    ]
    letters = "".join(chr(code) for first, last in ranges for code in range(first, last))

    assert undrawable(letters + "ẞßŉơưʰʺȘșȚț€", press.compiler(press.TEMPLATES)) == set()


def test_every_string_is_spelled_and_everything_else_stays() -> None:
    data = {"😀key": ["a😀", 1, None, True, {"b": "日"}]}

    shown, any_spelled = spell_out(data, press.compiler(press.TEMPLATES))

    assert shown == {"😀key": ["a[U+1F600]", 1, None, True, {"b": "[U+65E5]"}]}
    assert any_spelled


def test_everyday_text_is_handed_through_untouched() -> None:
    data = {"name": "Größe – „Ümlaut“ …\nZeile zwei"}

    shown, any_spelled = spell_out(data, press.compiler(press.TEMPLATES))

    assert shown is data
    assert not any_spelled


def test_the_complaint_of_typst_is_understood() -> None:
    diagnostic = (
        'error: PDF/A-2a error: the text `"日"` could not be displayed with font `"Fira Sans"`\n  = hint: x\n'
        'error: PDF/A-2a error: the PDF contains the codepoint `"\\u{e000}"`\n'
    )

    assert {"日", "\ue000"} <= complained(diagnostic) | {"Fira Sans"}
    assert spelled("a日") == "[U+0061][U+65E5]"
