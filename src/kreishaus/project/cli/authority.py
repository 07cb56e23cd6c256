"""`kreishaus authority`: create and list the authorities of this installation."""

import json
from typing import Any

import click

from kreishaus.project.cli.setting_up import json_option, load_django, refuse


@click.group(short_help="Behörden anlegen und auflisten.", help="Behörden dieser Installation anlegen und auflisten.")
def authority() -> None:
    """Collect the commands about authorities."""


@authority.command(
    short_help="Eine Behörde anlegen.",
    help="Eine Behörde mit eigener Datenbank anlegen, zum Beispiel: create leer --host leer.example.org",
)
@click.argument("key", metavar="SCHLÜSSEL")
@click.option("--name", default="", help="Voller Name, zum Beispiel „Landkreis Leer“.")
@click.option("--host", "hosts", multiple=True, metavar="NAME", help="Rechnername; mehrfach möglich.")
@click.option("--public-url", default="", help="Adresse für Verweise in Hinweisen.")
@click.option("--street", default="", help="Straße und Hausnummer, für Fußzeile und Impressum.")
@click.option("--city", default="", help="Postleitzahl und Ort.")
@click.option("--phone", default="", help="Telefon der Vermittlung.")
@click.option("--email", default="", help="E-Mail für allgemeine Fragen.")
@click.option("--demo", is_flag=True, help="Als Demonstration kennzeichnen.")
@json_option
def create(key: str, name: str, hosts: tuple[str, ...], as_json: bool, **details: Any) -> None:  # noqa: FBT001
    """Create an authority."""
    load_django()
    from django.conf import settings

    from kreishaus.ground.authorities import provision
    from kreishaus.ground.authorities.authority import InvalidAuthority
    from kreishaus.project import environment

    wish = provision.Wish(key=key, name=name or key, hosts=hosts or (f"{key}.localhost",), **details)
    try:
        created = provision.create_authority(
            data_dir=settings.DATA_DIR, wish=wish, postgres_url=environment.value_of("KREISHAUS_POSTGRES")
        )
    except (InvalidAuthority, provision.DatabaseUnreachable) as problem:
        refuse(str(problem))
    if as_json:
        click.echo(json.dumps({"key": created.key, "hosts": list(created.hosts)}, ensure_ascii=False))
    else:
        click.echo(f"Behörde „{created.name}“ ist angelegt und antwortet unter: {', '.join(created.hosts)}.")


@authority.command(name="list", help="Alle Behörden mit ihren Rechnernamen zeigen.")
@json_option
def list_all(as_json: bool) -> None:  # noqa: FBT001
    """List the authorities."""
    load_django()
    from django.conf import settings

    from kreishaus.ground.authorities import registry

    everything = registry.authorities(settings.DATA_DIR)
    if as_json:
        rows = [
            {
                "key": one.key,
                "name": one.name,
                "hosts": list(one.hosts),
                "database": "postgresql" if "postgresql" in str(one.database["ENGINE"]) else "sqlite",
                "demo": one.demo,
            }
            for one in everything
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not everything:
        click.echo("Noch keine Behörde. Anlegen mit „kreishaus authority create“ oder „kreishaus demo“.")
    for one in everything:
        click.echo(f"{one.key:<16} {one.name}  ({', '.join(one.hosts)})")
