"""`kreishaus service export`: give a service out, as its folder or in the notation of others."""

from pathlib import Path

import click

from kreishaus.project.cli.setting_up import authority_option, refuse, working_for

_FOLDER = "folder"
# Named here so that the help needs no database; a test keeps it in step with the exports.
KINDS = (_FOLDER, "xdf3", "json-schema", "xfall", "conflicts", "package")


@click.command(
    name="export",
    short_help="Einen Dienst ausgeben.",
    help="Einen Dienst ausgeben. folder: der Paketordner, aus dem „service import“ dasselbe wieder einliest. "
    "xdf3: XDatenfelder 3 für FIM. json-schema und xfall: so sehen Anträge als JSON und XML aus. "
    "conflicts: wo Struktur und Regeln sich widersprechen. package: der Ordner als ZIP-Datei.",
)
@click.argument("name", metavar="SCHLÜSSEL")
@click.option("--version", "number", default="", metavar="FASSUNG", help="Sonst die zuletzt geänderte.")
@click.option("--format", "kind", type=click.Choice(KINDS), default=_FOLDER, help="Sonst der Paketordner.")
@click.option(
    "--to", "target", type=click.Path(path_type=Path), metavar="ORT", help="Sonst hier, unter dem Namen des Dienstes."
)
@authority_option
def export(name: str, number: str, kind: str, target: Path | None, key: str) -> None:
    """Write a version to a folder or a file; nothing is overwritten."""
    with working_for(key):
        from kreishaus.base.problems import Problems
        from kreishaus.workshop.packages import actions, queries

        version = queries.version_or_none(name, number)
        if version is None:
            refuse(
                f"Es gibt kein Paket „{name} {number}“.".replace(" “", "“") + " „kreishaus service list“ zeigt alle."
            )
        try:
            if kind == _FOLDER:
                place = target or Path(name)
                actions.export_folder(version=version, folder=place)
            else:
                file = queries.exported(version, kind)
                place = target / file.name if target and target.is_dir() else target or Path(file.name)
                _write(place, file.content)
        except Problems as problems:
            refuse("\n".join(str(problem) for problem in problems.problems))
        except OSError as error:
            refuse(f"{place} lässt sich nicht schreiben: {error.strerror}.")
        click.echo(f"{version.name} {version.version}: {place}")


def _write(place: Path, content: bytes) -> None:
    if place.exists():
        refuse(f"{place} gibt es schon. Bitte mit --to einen anderen Ort nennen.")
    place.write_bytes(content)
