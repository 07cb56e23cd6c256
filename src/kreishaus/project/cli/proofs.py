"""`kreishaus verify`: prove a receipt offline, with nothing but the receipt, or the whole store with `--store`."""

import json
from pathlib import Path

import click

from kreishaus.project.cli.setting_up import authority_option, json_option
from kreishaus.project.cli.stock import verify_store


@click.command(
    short_help="Eine Eingangsbestätigung oder den ganzen Bestand prüfen.",
    help="Eine Eingangsbestätigung (receipt.json) prüfen, ohne Netz und ohne Datenbank; oder mit --store den ganzen "
    "Bestand einer Behörde: Protokoll, Akten und Dateien. Exit-Code 1, wenn etwas nicht stimmt.",
)
@click.argument(
    "receipt", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="[DATEI]", required=False
)
@click.option("--store", "whole_store", is_flag=True, help="Den ganzen Bestand prüfen statt einer Datei.")
@authority_option
@click.option(
    "--key", "vkey", default=None, help="Öffentlicher Prüfschlüssel der Behörde; sonst gilt der in der Datei."
)
@json_option
def verify(receipt: Path | None, whole_store: bool, key: str, vkey: str | None, as_json: bool) -> None:  # noqa: FBT001
    """Verify a receipt against the signed checkpoint it carries, or everything an authority keeps."""
    if whole_store == (receipt is not None):
        raise click.UsageError("Bitte entweder eine Datei nennen oder --store.")
    if receipt is None:
        verify_store(key, as_json=as_json)
        return
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
