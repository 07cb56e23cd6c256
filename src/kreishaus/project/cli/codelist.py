"""`kreishaus codelist`: bring code lists in and see which are there."""

import json
from pathlib import Path

import click

from kreishaus.project.cli.setting_up import authority_option, json_option, working_for

_ACTOR = "system:command-line"
_OUTCOMES = {"new": "neu", "replaced": "ersetzt", "known": "schon da"}


@click.group(
    short_help="Codelisten importieren, auflisten.",
    help="Codelisten (Genericode): importieren und auflisten. Formulare finden sie über Kennung und Fassung.",
)
def codelist() -> None:
    """Collect the commands about code lists."""


@codelist.command(
    name="import",
    short_help="Codelisten übernehmen.",
    help="Codelisten im Format Genericode übernehmen, einzeln oder mehrere in einer ZIP-Datei. "
    "Eine Fassung, die schon da ist, wird ersetzt. Veröffentlichte Formulare behalten ihre Liste.",
)
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="DATEI …")
@authority_option
@json_option
def import_lists(sources: tuple[Path, ...], key: str, as_json: bool) -> None:  # noqa: FBT001
    """Import lists; a file that is wrong does not keep the others out."""
    with working_for(key):
        results = [result for source in sources for result in _import_one(source)]
        failed = any("error" in result for result in results)
        if as_json:
            click.echo(json.dumps(results, ensure_ascii=False, indent=2))
        else:
            for result in results:
                click.echo(result["error"] if "error" in result else result["text"], err="error" in result)
        if failed:
            raise click.exceptions.Exit(1)


def _import_one(source: Path) -> list[dict[str, object]]:
    from django.utils.timezone import now

    from kreishaus.base.problems import Problems
    from kreishaus.services.forms import actions
    from kreishaus.services.forms.formats.genericode import list_files

    try:
        files = list_files(source.name, source.read_bytes())
    except OSError:
        return [{"file": str(source), "error": f"{source}: Diese Datei können wir nicht lesen. Bitte den Pfad prüfen."}]
    except Problems as problems:
        return [{"file": source.name, "error": "\n".join(str(problem) for problem in problems.problems)}]
    return [_told(one) for one in actions.read_lists(files=files, actor=_ACTOR, at=now())]


def _told(one: object) -> dict[str, object]:
    from kreishaus.services.forms.actions import ImportedList

    assert isinstance(one, ImportedList)
    if one.table is None:
        return {"file": one.file, "error": "\n".join(str(problem) for problem in one.problems)}
    table = one.table
    lines = [f"{table.title} ({table.address}): {len(table.rows)} Einträge, {_OUTCOMES[one.outcome]}"]
    lines += [f"  Hinweis: {note.message}" for note in one.notes]
    return {
        "file": one.file,
        "urn": table.urn,
        "version": table.version,
        "rows": len(table.rows),
        "outcome": one.outcome,
        "notes": [note.message for note in one.notes],
        "text": "\n".join(lines),
    }


@codelist.command(name="list", help="Alle Codelisten mit Fassung und Zahl der Einträge zeigen.")
@authority_option
@json_option
def list_all(key: str, as_json: bool) -> None:  # noqa: FBT001
    """List what is there."""
    with working_for(key):
        from kreishaus.services.forms.queries import stored_lists

        found = list(stored_lists())
        if as_json:
            lists = [
                {"urn": one.urn, "version": one.version, "name": one.name, "rows": one.content.rows} for one in found
            ]
            click.echo(json.dumps(lists, ensure_ascii=False, indent=2))
            return
        for one in found:
            click.echo(f"{one.urn:<70} {one.version:<12} {one.content.rows:>7}  {one.name}")
        if not found:
            click.echo("Noch keine Codeliste. „kreishaus codelist import“ bringt eine herein.")
