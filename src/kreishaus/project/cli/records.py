"""`kreishaus records`: files out of the house and into it, as xdomea packages."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

import click

from kreishaus.project.cli.setting_up import authority_option, json_option, refuse, working_for

_ACTOR = "system:command-line"
_KINDS = {"information": "0101", "abgabe": "0401", "anbietung": "0501", "aussonderung": "0503"}
_RELEASES = ("2.3.0", "2.4.0", "3.0.0", "3.1.0", "4.0.0")


@click.group(
    short_help="Akten als xdomea ausgeben und übernehmen.",
    help="Akten als xdomea-Paket ausgeben und von anderen Behörden übernehmen.",
)
def records() -> None:
    """Collect the commands about files."""


@records.command(
    short_help="Akten als Paket ausgeben.",
    help="Akten mit allem, was in ihnen liegt, als xdomea-Paket in einen Ordner schreiben.",
)
@click.argument("references", nargs=-1, required=True, metavar="AKTENZEICHEN …")
@click.option("--into", "folder", type=click.Path(path_type=Path), default=Path(), metavar="ORDNER", help="Zielordner.")
@click.option("--as", "kind", type=click.Choice(list(_KINDS)), default="abgabe", help="Welche Nachricht entsteht.")
@click.option("--xdomea", "release", type=click.Choice(_RELEASES), default="3.1.0", help="Fassung des Standards.")
@click.option("--to", "recipient", default="", metavar="NAME", help="Name der empfangenden Stelle.")
@authority_option
@json_option
def export(references: tuple[str, ...], folder: Path, key: str, as_json: bool, **wishes: str) -> None:  # noqa: FBT001
    """Write a package."""
    with working_for(key) as authority:
        found = _found(references)
        report, path = _write(found, folder, sender=authority.name, **wishes)
    if as_json:
        told = {"file": str(path), "files": len(report.fingerprints), "omissions": list(report.omissions)}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    click.echo(f"{path}: {len(found)} Akten mit {len(report.fingerprints)} Dateien")
    for omission in sorted(set(report.omissions)):
        click.echo(f"  In dieser Fassung nicht auszudrücken: {omission}")


def _found(references: tuple[str, ...]) -> list[Any]:
    from kreishaus.records.models import File

    found = {file.reference: file for file in File.objects.filter(reference__in=references).select_related("position")}
    missing = [reference for reference in references if reference not in found]
    if missing:
        refuse(f"Diese Akten gibt es nicht: {', '.join(missing)}. Bitte die Aktenzeichen prüfen.")
    return [found[reference] for reference in references]


def _write(found: list[Any], folder: Path, *, sender: str, kind: str, release: str, recipient: str) -> tuple[Any, Path]:
    from django.utils.timezone import now

    from kreishaus import __version__
    from kreishaus.base.problems import Problems
    from kreishaus.records.actions.exchange import export_files, write_exchange
    from kreishaus.records.formats.xdomea import Kind, Release
    from kreishaus.records.formats.xdomea.message import Envelope, System
    from kreishaus.records.formats.xdomea.parties import Contact, Organisation
    from kreishaus.records.formats.xdomea.shapes import Inexpressible

    chosen, at = Release(release), now()
    envelope = Envelope(
        process=str(uuid4()),
        created_at=at,
        sender=Contact(institution=Organisation(name=sender)),
        recipient=Contact(institution=Organisation(name=recipient)),
        system=System(product="Kreishaus", version=__version__, vendor="Kreishaus" if chosen is Release.V4_0 else ""),
        message=str(uuid4()) if chosen is Release.V4_0 else "",
    )
    message = next(item for item in Kind if item.number == _KINDS[kind])
    draft = folder / f"{envelope.process}.unfertig"
    try:
        with draft.open("wb") as stream:
            report = write_exchange(
                stream, export_files(found), kind=message, envelope=envelope, release=chosen, actor=_ACTOR, at=at
            )
    except OSError as error:
        refuse(f"{folder}: Hier können wir nicht schreiben ({error.strerror}). Bitte den Ordner prüfen.")
    except Problems as problems:
        draft.unlink()
        refuse("\n".join(str(problem) for problem in problems.problems))
    except Inexpressible as error:
        draft.unlink()
        refuse(str(error))
    return report, draft.rename(folder / report.name)


@records.command(
    name="import",
    short_help="Ein Paket übernehmen.",
    help="Ein xdomea-Paket (Information 0101 oder Abgabe 0401) übernehmen. Kennungen der abgebenden Stelle bleiben.",
)
@click.argument("source", type=click.Path(path_type=Path), metavar="PAKET")
@click.option("--office", "office_number", required=True, metavar="NUMMER", help="Amt, das die Akten künftig führt.")
@click.option("--position", "number", default="", metavar="NUMMER", help="Einheit für Akten, deren Einheit uns fehlt.")
@authority_option
@json_option
def import_one(source: Path, office_number: str, number: str, key: str, as_json: bool) -> None:  # noqa: FBT001
    """Take a package over."""
    with working_for(key):
        result = _import(source, office_number, number)
        told = {
            "files": [file.reference for file in result.files],
            "cases": result.cases,
            "documents": result.documents,
            "notes": [str(note.problem) for note in result.notes],
        }
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    click.echo(f"Übernommen: {len(result.files)} Akten, {result.cases} Vorgänge, {result.documents} Dokumente")
    for line in [*told["files"], *(f"Hinweis: {note}" for note in told["notes"])]:
        click.echo(f"  {line}")


def _import(source: Path, office_number: str, number: str) -> Any:
    from django.utils.timezone import now

    from kreishaus.base.problems import Problems
    from kreishaus.people.organisation.models import Office
    from kreishaus.records.actions.exchange import import_package
    from kreishaus.records.models import FilingPosition

    office = Office.objects.filter(number=office_number).first()
    if office is None:
        refuse(f"Das Amt {office_number} gibt es nicht. Bitte die Nummer prüfen.")
    position = FilingPosition.objects.filter(number=number).first()
    if number and position is None:
        refuse(f"Die Einheit {number} gibt es im Aktenplan nicht. Bitte die Nummer prüfen.")
    try:
        with closing(source.open("rb")) as stream:
            return import_package(stream, name=source.name, office=office, actor=_ACTOR, at=now(), position=position)
    except OSError:
        refuse(f"{source}: Diese Datei können wir nicht lesen. Bitte den Pfad prüfen.")
    except Problems as problems:
        refuse("\n".join(str(problem) for problem in problems.problems))
