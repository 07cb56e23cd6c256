"""`kreishaus service test` and `kreishaus service explore`: prove a service before anybody applies."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kreishaus.project.cli.setting_up import authority_option, json_option, refuse, working_for

if TYPE_CHECKING:
    from kreishaus.workshop.proving.outcomes import Proving
    from kreishaus.workshop.proving.report import Report

_MOST_PAPERS = 3


@click.command(
    short_help="Die Tests der Dienste laufen lassen.",
    help="Die Tests der Dienste laufen lassen, die in tests/*.yaml stehen. Ohne Namen: alle Dienste. "
    "Ein Name ist der Schlüssel eines Pakets oder ein Paketordner.",
)
@click.argument("names", nargs=-1, metavar="SCHLÜSSEL|ORDNER …")
@authority_option
@json_option
def test(names: tuple[str, ...], key: str, as_json: bool) -> None:  # noqa: FBT001
    """Run the tests of packages."""
    with working_for(key):
        from kreishaus.workshop.packages import queries
        from kreishaus.workshop.proving.running import run_tests

        chosen = names or tuple(dict.fromkeys(version.package.key for version in queries.versions()))
        lines: list[dict[str, object]] = []
        for name in chosen:
            proving, tests = _package(name)
            lines += [
                {
                    "key": proving.service.key,
                    "file": result.file,
                    "name": result.name,
                    "passed": result.passed,
                    "problems": [str(problem) for problem in result.problems],
                }
                for result in run_tests(proving, tests)
            ]
        failed = [line for line in lines if not line["passed"]]
        if as_json:
            click.echo(json.dumps(lines, ensure_ascii=False, indent=2))
        else:
            _print_tests(lines, len(failed))
        if failed:
            raise click.exceptions.Exit(1)


@click.command(
    short_help="Einen Dienst mit erdachten Anträgen erkunden.",
    help="Einen Dienst erkunden: Formular und Gebühren analysieren, viele erdachte Anträge stellen, jeden Brief "
    "schreiben, die Tests laufen lassen. Der Bericht nennt zu jedem Fehler das kleinste Beispiel.",
)
@click.argument("name", metavar="SCHLÜSSEL|ORDNER")
@click.option("--applicants", default=1_000, type=click.IntRange(1, 1_000_000), help="Wie viele erdachte Anträge.")
@click.option("--seed", default=0, type=click.IntRange(0, 1_000_000), help="Gleiche Zahl, gleiche Anträge.")
@click.option("--seconds", default=300, type=click.IntRange(1, 86_400), help="Nach so vielen Sekunden ist Schluss.")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Den Bericht als Seite schreiben.")
@click.option(
    "--letters", type=click.Path(file_okay=False, path_type=Path), help="Musterbriefe als PDF in diesen Ordner legen."
)
@authority_option
@json_option
def explore(
    name: str, applicants: int, seed: int, seconds: int, html: Path | None, letters: Path | None, key: str,
    as_json: bool,  # noqa: FBT001
) -> None:  # fmt: skip
    """Explore a service and print the report."""
    with working_for(key):
        from kreishaus.workshop.proving.report_view import report_html

        proving, tests = _package(name)
        report = _report(proving, tests, applicants=applicants, seed=seed, seconds=seconds, quiet=as_json)
        if html:
            html.write_text(report_html(report, proving.form), encoding="utf-8")
        written = _papers(report, proving, letters) if letters else []
        if as_json:
            click.echo(json.dumps({**report.to_data(), "papers": written}, ensure_ascii=False, indent=2))
        else:
            click.echo(report.as_text())
            for path in (*([str(html)] if html else []), *written):
                click.echo(f"  geschrieben: {path}")
        if not report.is_clean:
            raise click.exceptions.Exit(1)


def _package(name: str) -> "tuple[Proving, Mapping[str, str]]":
    """Return the package with this key, the version changed last, or the one in this folder."""
    from kreishaus.base.problems import Problems
    from kreishaus.workshop.packages import queries
    from kreishaus.workshop.packages.formats.folder import read_folder
    from kreishaus.workshop.proving.reports import proving_in, proving_of

    try:
        if Path(name).is_dir():
            return proving_in({path: content.decode() for path, content in read_folder(Path(name)).items()})
        version = queries.version_or_none(name)
        if version is None:
            refuse(f"Es gibt kein Paket „{name}“. „kreishaus service list“ zeigt alle.")
        return proving_of(version)
    except Problems as problems:
        refuse("\n".join(str(problem) for problem in problems.problems))


def _report(
    proving: "Proving", tests: Mapping[str, str], *, applicants: int, seed: int, seconds: int, quiet: bool
) -> "Report":
    from django.utils.timezone import localdate

    from kreishaus.workshop.proving.report import Budget, prove

    with click.progressbar(length=applicants, label="Erkunde", show_pos=True, hidden=quiet) as bar:
        return prove(
            proving,
            tests,
            on=localdate(),
            seed=seed,
            budget=Budget(applicants=applicants, seconds=float(seconds)),
            progress=lambda _done, _of: bar.update(1),
        )


def _papers(report: "Report", proving: "Proving", folder: Path) -> list[str]:
    """Write each letter for a few of the applicants; return the paths."""
    from kreishaus.workshop.proving.papers import letter_pdf

    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for number, answers in enumerate(report.exploration.samples[:_MOST_PAPERS], start=1):
        outcome = proving.outcome(answers, on=report.on)
        for letter in proving.service.letters:
            path = folder / f"{proving.service.key}-{letter}-{number}.pdf"
            path.write_bytes(letter_pdf(outcome, letter))
            written.append(str(path))
    return written


def _print_tests(lines: list[dict[str, object]], failed: int) -> None:
    for line in lines:
        click.echo(f"{'ok    ' if line['passed'] else 'FEHLER'} {line['key']}: {line['name'] or line['file']}")
        problems = line["problems"]
        for problem in problems if isinstance(problems, list) else ():
            click.echo(f"       {problem}")
    if not lines:
        click.echo("Es gibt noch keine Tests.")
    elif failed:
        click.echo(f"{failed} von {len(lines)} Tests nicht bestanden.")
    else:
        click.echo(f"Alle {len(lines)} Tests bestanden.")
