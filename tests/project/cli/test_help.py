import re
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from kreishaus import __version__
from kreishaus.project.cli import kreishaus

# Words of the library's own sentences.
ENGLISH = re.compile(
    r"\b(Usage|Options|Commands|Show|this|exit|Try|for help|Error|Missing|No such|Invalid|Did you|value|does not)\b"
)


def commands(command: click.Command = kreishaus, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from commands(below, (*path, name))


@pytest.mark.parametrize("path", list(commands()), ids=" ".join)
def test_every_help_text_is_german_and_complete(path: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(kreishaus, [*path, "--help"], prog_name="kreishaus")

    assert shown.exit_code == 0
    assert shown.output.startswith("Aufruf: kreishaus")
    assert ENGLISH.findall(shown.output) == []
    # A cut description would end in three dots.
    assert not re.search(r"\w\.\.\.$", shown.output, re.MULTILINE)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["anfangen"], "Den Befehl 'anfangen' gibt es nicht."),
        (["rum"], "Meinten Sie"),
        (["service", "import"], "Es fehlt die Angabe"),
        (["authority", "create"], "Es fehlt die Angabe 'SCHLÜSSEL'."),
        (["demo", "--sofort"], "Die Option '--sofort' gibt es nicht."),
        (["demo", "--yes=1"], "Die Option '--yes' nimmt keinen Wert."),
        (["serve", "--threads"], "Die Option '--threads' braucht einen Wert."),
        (["serve", "--threads", "viele"], "'viele' ist keine ganze Zahl."),
        (["serve", "--threads", "0"], "0 liegt nicht im Bereich 1<=x<=64."),
        (["verify", "fehlt.json"], "'fehlt.json' gibt es nicht."),
        (["verify", "."], "'.' ist ein Ordner."),
        (["demo", "zu", "viel"], "Diese Angaben sind zu viel: zu viel"),
    ],
)
def test_wrong_usage_is_explained_in_german_with_exit_code_2(arguments: list[str], message: str) -> None:
    refused = CliRunner().invoke(kreishaus, arguments, prog_name="kreishaus")

    assert refused.exit_code == 2
    assert message in refused.output
    assert ENGLISH.findall(refused.output) == []


def test_the_version_is_shown() -> None:
    assert CliRunner().invoke(kreishaus, ["--version"]).output == f"kreishaus, version {__version__}\n"
