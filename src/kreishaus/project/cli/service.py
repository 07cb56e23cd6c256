"""`kreishaus service`: bring packages in, check them, list them, give them out."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kreishaus.project.cli.service_versions import diff, merge
from kreishaus.project.cli.setting_up import authority_option, json_option, refuse, working_for
from kreishaus.services.forms.engine.facts import STATES

if TYPE_CHECKING:
    from kreishaus.workshop.packages.models import PackageVersion
    from kreishaus.workshop.packages.queries.reports import PackageReport

_ACTOR = "system:command-line"


@click.group(
    short_help="Dienste importieren, prüfen, auflisten, ausgeben.",
    help="Dienste: Pakete und FIM-Datenschemata importieren, prüfen, auflisten und ausgeben.",
)
def service() -> None:
    """Collect the commands about services."""


@service.command(
    name="import",
    short_help="Ein Datenschema oder Paket übernehmen.",
    help="Ein FIM-Datenschema (XDatenfelder 1, 2 oder 3) oder einen Paketordner als Entwurf übernehmen. "
    "Veröffentlicht wird am Schreibtisch, von zwei Personen.",
)
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="DATEI|ORDNER …")
@click.option(
    "--state",
    default="",
    metavar="LAND",
    type=click.Choice(["", *STATES], case_sensitive=False),
    help="Das Land, für das der Dienst gilt, mit zwei Buchstaben (NI, NW …). Nötig, wenn ein Schema nach Ländern "
    "unterscheidet.",
)
@authority_option
@json_option
def import_sources(sources: tuple[Path, ...], state: str, key: str, as_json: bool) -> None:  # noqa: FBT001
    """Import schemas or package folders; each is taken over as a whole or not at all."""
    with working_for(key):
        results: list[dict[str, object]] = []
        failed = False
        with click.progressbar(
            sources, label="Importiere", show_pos=True, item_show_func=_name, hidden=as_json or len(sources) == 1
        ) as shown:
            for source in shown:
                result = _import_one(source, state)
                failed = failed or "error" in result
                results.append(result)
        if as_json:
            click.echo(json.dumps(results[0] if len(results) == 1 else results, ensure_ascii=False, indent=2))
        else:
            for result in results:
                click.echo(result["error"] if "error" in result else result["text"], err="error" in result)
        if failed:
            raise click.exceptions.Exit(1)


def _name(source: Path | None) -> str:
    return source.name if source else ""


def _import_one(source: Path, state: str) -> dict[str, object]:
    from django.utils.timezone import now

    from kreishaus.base.problems import Problems
    from kreishaus.workshop.packages import actions, queries

    try:
        if not source.exists():
            return {"file": str(source), "error": f"{source}: Diese Datei gibt es nicht. Bitte den Pfad prüfen."}
        if source.is_dir():
            version = actions.import_package_folder(folder=source, actor=_ACTOR, at=now())
            report = queries.report_on(version)
            return {"file": source.name, "text": report.as_text(), **report.as_json()}
        imported = actions.import_fim(source=source, name=source.name, actor=_ACTOR, at=now(), state=state)
    except Problems as problems:
        return {
            "file": source.name,
            "error": "\n".join(str(problem) for problem in problems.problems),
            "problems": [{"message": one.message, "line": one.line, "hint": one.hint} for one in problems.problems],
        }
    except actions.VersionIsFinal as final:
        return {"file": source.name, "error": f"{source.name}: {final}"}
    return {
        "file": source.name,
        "key": imported.version.package.key,
        "version": imported.version.version,
        "text": imported.report.as_text(),
        **imported.report.as_json(),
    }


@service.command(
    short_help="Prüfen, was noch im Weg steht.",
    help="Prüfen, was der Veröffentlichung noch im Weg steht. Ohne Namen: alle Entwürfe.",
)
@click.argument("names", nargs=-1, metavar="SCHLÜSSEL …")
@authority_option
@json_option
def check(names: tuple[str, ...], key: str, as_json: bool) -> None:  # noqa: FBT001
    """Say what stands in the way of publication."""
    with working_for(key):
        chosen = [report for report in _reports() if not names or report.key in names]
        unknown = set(names) - {report.key for report in chosen}
        if unknown:
            refuse(f"Es gibt kein Paket „{min(unknown)}“. „kreishaus service list“ zeigt alle.")
        findings = {report.key: _findings(report) for report in chosen}
        if as_json:
            data = [{**report.as_json(), "findings": findings[report.key]} for report in chosen]
            click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        for report in () if as_json else chosen:
            click.echo(report.as_text())
            for finding in findings[report.key]:
                if finding["severity"] != "error":
                    click.echo(f"  {finding['word']}: {finding['message']}")
        if any(not report.is_ready for report in chosen):
            raise click.exceptions.Exit(1)


@service.command(name="list", help="Alle Pakete mit Fassung und Stand zeigen.")
@authority_option
@json_option
def list_all(key: str, as_json: bool) -> None:  # noqa: FBT001
    """List the packages."""
    with working_for(key):
        if as_json:
            _print(_reports(), as_json=True)
            return
        # Without the obstacles: to find them, every draft would have to be proved.
        everything = _versions()
        for version in everything:
            click.echo(f"{version.package.key:<40} {version.version:<8} {version.state:<10} {version.name}")
        if not everything:
            click.echo("Noch kein Paket. „kreishaus service import“ bringt eines herein.")


def _findings(report: "PackageReport") -> list[dict[str, object]]:
    """Return what the analysis of a version found, hints and open questions as well."""
    from django.utils.timezone import localdate

    from kreishaus.base.problems import Problems
    from kreishaus.workshop.packages import queries
    from kreishaus.workshop.proving.reports import GATE, report_on

    version = queries.version_or_none(report.key, report.version)
    try:
        proved = report_on(version, on=localdate(), budget=GATE) if version else None
    except Problems:
        return []
    return [{**each.to_data(), "word": each.severity.label} for each in proved.analysis.findings] if proved else []


def _reports() -> "list[PackageReport]":
    from kreishaus.workshop.packages import queries

    return queries.reports()


def _versions() -> "list[PackageVersion]":
    from kreishaus.workshop.packages import queries

    return list(queries.versions())


def _print(reports: "list[PackageReport]", *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([report.as_json() for report in reports], ensure_ascii=False, indent=2))
        return
    for report in reports:
        click.echo(report.as_text())


service.add_command(diff)
service.add_command(merge)
