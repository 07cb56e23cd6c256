"""Loading Django and choosing an authority: what most commands begin with."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from kreishaus.ground.authorities.authority import Authority

authority_option = click.option(
    "--authority", "key", default="", metavar="SCHLÜSSEL", help="Für welche Behörde; nötig, wenn es mehrere gibt."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Ausgabe als JSON, für Skripte.")


def load_django() -> None:
    """Load settings and rooms once."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kreishaus.project.settings")
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()


def refuse(message: str) -> NoReturn:
    """End the command with exit code 1 and a message that says what to do."""
    raise click.ClickException(message)


@contextmanager
def working_for(key: str) -> "Iterator[Authority]":
    """Work for the authority with this key, or for the only one there is.

    Ends the command with a clear message if the choice is not clear.
    """
    load_django()
    from django.conf import settings

    from kreishaus.ground.authorities import databases, registry
    from kreishaus.ground.authorities.context import acting_process_wide

    everything = registry.authorities(settings.DATA_DIR)
    if not everything:
        refuse("Hier ist noch keine Behörde eingerichtet. Bitte „kreishaus demo“ oder „kreishaus authority create“.")
    if not key and len(everything) > 1:
        names = ", ".join(authority.key for authority in everything)
        refuse(f"Es gibt mehrere Behörden. Bitte --authority angeben, eine von: {names}.")
    try:
        chosen = registry.by_key(settings.DATA_DIR, key) if key else everything[0]
    except registry.UnknownAuthority as unknown:
        refuse(str(unknown))
    databases.connect(chosen)
    with acting_process_wide(chosen):
        yield chosen
