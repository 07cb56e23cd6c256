"""`kreishaus check`: say in words what is wrong with an installation."""

import json

import click

from kreishaus.project import environment
from kreishaus.project.cli.setting_up import json_option, load_django

_MARKS = {"ok": ("✓", "green"), "hint": ("!", "yellow"), "error": ("✗", "red")}


@click.command(
    short_help="Die Installation prüfen.",
    help="Die Installation prüfen und in Worten sagen, was fehlt. Exit-Code 1 bei einem Fehler.",
)
@click.option("--settings", "show_settings", is_flag=True, help="Auch alle Einstellungen mit ihrem Wert zeigen.")
@json_option
def check(show_settings: bool, as_json: bool) -> None:  # noqa: FBT001
    """Check the installation."""
    from kreishaus.project import inspection

    findings = list(inspection.before_django())
    if not any(finding.level == "error" for finding in findings):
        load_django()
        findings += inspection.with_django()
    failed = any(finding.level == "error" for finding in findings)
    if as_json:
        rows = [{"level": one.level, "subject": one.subject, "message": one.message} for one in findings]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for one in findings:
            mark, colour = _MARKS[one.level]
            click.echo(f"{click.style(mark, fg=colour)} {one.subject}: {one.message}")
        if show_settings:
            _print_settings()
        click.echo("Es gibt Fehler." if failed else "Alles in Ordnung.")
    if failed:
        raise click.exceptions.Exit(1)


def _print_settings() -> None:
    click.echo("\nEinstellungen (Umgebungsvariablen):")
    secret = {"KREISHAUS_SECRET_KEY", "KREISHAUS_POSTGRES", "KREISHAUS_MAIL_URL"}
    for variable in environment.VARIABLES:
        value = environment.value_of(variable.name)
        shown = "(gesetzt)" if variable.name in secret and value != variable.default else value or "(leer)"
        click.echo(f"  {variable.name:<28} {shown}\n  {'':<28} {variable.meaning}")
