"""Templates of service packages: they may do their work and nothing else."""

import time

import pytest

from kreishaus.ground.typesetting import foreign
from kreishaus.ground.typesetting.compiler import TypesettingError, typeset
from kreishaus.ground.typesetting.text import text_of

from .papers import DAY, decision

GRANT = """#import "/letter.typ": *
#import "parts/thanks.typ": thanks
#show: letter
#paragraphs(data.paragraphs)
#thanks
"""
THANKS = "#let thanks = [Vielen Dank für Ihre Geduld.]\n"


def set_foreign(text: str, **more: str) -> bytes:
    sources = {"letters/grant.typ": text, **more}
    return typeset("letters/grant.typ", decision(), title="Bescheid", on=DAY, sources=sources)


def test_a_package_builds_its_letter_on_the_letter_of_the_house() -> None:
    pdf = set_foreign(GRANT, **{"letters/parts/thanks.typ": THANKS})

    text = " ".join(text_of(pdf).split())
    assert "Antje de Vries" in text
    assert "Zone B. Vielen Dank für Ihre Geduld." in text


def test_a_mistake_is_reported_with_file_and_line_of_the_package() -> None:
    with pytest.raises(TypesettingError, match=r"letters/grant\.typ:2: unknown variable: nope"):
        set_foreign("Hallo\n#nope\n")


@pytest.mark.parametrize(
    "text",
    [
        '#read("/etc/passwd")',
        '#read("../../../../../etc/passwd")',
        '#include "/etc/hosts"',
        '#image("/proc/self/environ")',
        '#import "@preview/cetz:0.1.0"',
        '#import ("@" + "preview/cetz:0.1.0")',
        '#import ("@" + "local/cetz:0.1.0")',
        "#let f(n) = f(n + 1)\n#f(0)",
        "#nope",
    ],
)
def test_a_template_reads_no_file_of_the_machine_and_loads_no_package(text: str) -> None:
    with pytest.raises(TypesettingError):
        set_foreign(text)


def test_an_endless_template_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "SECONDS", 2)
    start = time.monotonic()

    with pytest.raises(TypesettingError, match=r"Sekunden|Zeit"):
        set_foreign("#for a in range(9999) { for b in range(9999) { for c in range(9999) { let d = a + b + c } } }")

    assert time.monotonic() - start < 6


def test_a_template_that_eats_memory_is_stopped() -> None:
    with pytest.raises(TypesettingError, match="Speicher"):
        set_foreign("#let a = range(400000000)\n#a.len()")


@pytest.mark.parametrize(
    "path", ["../a.typ", "/a.typ", "a/../b.typ", "a.txt", "letters//a.typ", "base.typ", "letter.typ"]
)
def test_paths_that_leave_the_package_or_replace_the_house_are_refused(path: str) -> None:
    with pytest.raises(TypesettingError, match=r"Pfad|Namen"):
        set_foreign("Hallo", **{path: "x"})


def test_a_template_outside_the_package_is_refused() -> None:
    with pytest.raises(TypesettingError, match="gehört nicht zum Paket"):
        typeset("letters/other.typ", decision(), title="B", on=DAY, sources={"letters/grant.typ": "x"})


def test_a_name_without_a_glyph_does_not_stop_a_foreign_template() -> None:
    letter = '#import "/letter.typ": *\n#show: letter\n#data.paragraphs.first()'
    data = decision(paragraphs=["Für 李 😀"])

    pdf = typeset("a.typ", data, title="Bescheid", on=DAY, sources={"a.typ": letter})

    assert "Für [U+674E] [U+1F600]" in text_of(pdf)
