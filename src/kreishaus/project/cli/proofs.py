"""`kreishaus verify`: prove a receipt offline, with nothing but the receipt."""

import json
from pathlib import Path

import click

from kreishaus.project.cli.setting_up import json_option


@click.command(
    short_help="Eine Eingangsbestätigung prüfen.",
    help="Eine Eingangsbestätigung (receipt.json) prüfen: ohne Netz und ohne Datenbank.",
)
@click.argument("receipt", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="DATEI")
@click.option(
    "--key", "vkey", default=None, help="Öffentlicher Prüfschlüssel der Behörde; sonst gilt der in der Datei."
)
@json_option
def verify(receipt: Path, vkey: str | None, as_json: bool) -> None:  # noqa: FBT001
    """Verify a receipt against the signed checkpoint it carries."""
    from kreishaus.ground.audit.engine import receipts

    try:
        verified = receipts.verify_receipt(receipt.read_bytes(), vkey=vkey)
    except receipts.ReceiptInvalid as invalid:
        if as_json:
            click.echo(json.dumps({"valid": False, "reason": str(invalid)}, ensure_ascii=False))
            raise click.exceptions.Exit(1) from invalid
        raise click.ClickException(f"Nicht gültig. {invalid}") from invalid
    if as_json:
        click.echo(json.dumps({"valid": True, **verified.as_json()}, ensure_ascii=False))
        return
    click.secho("Gültig.", fg="green", bold=True)
    click.echo(verified.in_words())
