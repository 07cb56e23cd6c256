"""`kreishaus demo`: fill or refill the demonstration county."""

import click

from kreishaus.project import environment
from kreishaus.project.cli.setting_up import load_django, refuse


@click.command(
    short_help="Den Demonstrationskreis füllen.",
    help="Den Demonstrationskreis füllen. Gibt es ihn schon, wird er geleert und neu gefüllt.",
)
@click.option("--yes", is_flag=True, help="Nicht nachfragen, bevor vorhandene Demonstrationsdaten gelöscht werden.")
@click.option("--no-examples", is_flag=True, help="Ohne Beispielanträge im Eingang.")
def demo(yes: bool, no_examples: bool) -> None:  # noqa: FBT001
    """Fill the demonstration county."""
    load_django()
    from kreishaus.ground.authorities import provision, registry
    from kreishaus.ground.authorities.authority import InvalidAuthority
    from kreishaus.project import preparation, running
    from kreishaus.project.demo import loading

    folder = environment.data_dir()
    exists = any(one.key == loading.KEY for one in registry.authorities(folder))
    if exists and running.is_running(folder):
        refuse("Kreishaus läuft gerade mit diesen Daten. Bitte zuerst beenden (Strg+C), dann neu füllen.")
    if exists and not yes:
        question = "Alle Daten des Demonstrationskreises werden gelöscht. Weiter?"
        if click.prompt(question, type=click.Choice(["ja", "nein"]), default="nein") == "nein":
            raise click.Abort
    try:
        authority = loading.fill_demo(data_dir=folder, progress=click.echo, with_examples=not no_examples)
    except (InvalidAuthority, provision.DatabaseUnreachable, loading.DemoFilesMissing) as problem:
        refuse(str(problem))
    preparation.prepare(folder, progress=lambda _line: None)
    click.echo(f"Fertig: {authority.name}. Mit „kreishaus run“ starten.")
