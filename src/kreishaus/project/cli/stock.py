"""`kreishaus verify --store`: prove the whole store, every event, row and file of one authority."""

import json
import time

import click

from kreishaus.project.cli.setting_up import working_for

_MOST_SHOWN = 100


def verify_store(key: str, *, as_json: bool) -> None:
    """Check log, rows and files of one authority from the first entry to the last; exit code 1 if anything is wrong."""
    with working_for(key) as authority:
        from django.utils.timezone import now

        from kreishaus.ground.audit import actions, queries, witness

        _say("Das Protokoll wird von vorn nachgerechnet …", quiet=as_json)
        started = time.perf_counter()
        kept = witness.kept()
        report = queries.verify_log(witnessed=[kept] if kept else [])
        log_seconds = time.perf_counter() - started
        _say("Akten und Dateien werden mit dem Protokoll verglichen …", quiet=as_json)
        started = time.perf_counter()
        at = now()
        actions.begin_all_rounds(at=at)
        actions.patrol(at=at, seconds=float("inf"))
        stock_seconds = time.perf_counter() - started
        damages = [finding.message for finding in report.findings]
        damages += [alarm.plain for alarm in queries.alarms().filter(healed_at=None) if alarm.plain not in damages]
        rate = round(report.size / log_seconds) if log_seconds else 0
        figures = {
            "authority": authority.key,
            "whole": not damages,
            "events": report.size,
            "erased": report.erased,
            "pending": report.pending,
            "checkpoints": report.checkpoints,
            "checked": {beat: row.checked for beat, row in queries.rounds().items()},
            "log_seconds": round(log_seconds, 2),
            "stock_seconds": round(stock_seconds, 2),
            "events_per_second": rate,
            "damages": damages,
        }
    if as_json:
        click.echo(json.dumps(figures, ensure_ascii=False))
    else:
        _print(figures, damages)
    if damages:
        raise click.exceptions.Exit(1)


def _print(figures: dict[str, object], damages: list[str]) -> None:
    for told in damages[:_MOST_SHOWN]:
        click.secho(f"✗ {told}", fg="red")
    if len(damages) > _MOST_SHOWN:
        click.echo(f"… und {len(damages) - _MOST_SHOWN} weitere.")
    click.echo(
        f"{figures['events']} Ereignisse ({figures['erased']} davon mit gelöschtem Inhalt), "
        f"{figures['checkpoints']} Prüfpunkte, {figures['pending']} warten auf ihre Nummer. "
        f"Protokoll: {figures['log_seconds']} s ({figures['events_per_second']} Ereignisse je Sekunde), "
        f"Akten und Dateien: {figures['stock_seconds']} s."
    )
    if damages:
        click.secho("Nicht in Ordnung.", fg="red", bold=True)
    else:
        click.secho("Alles ist da und unverändert.", fg="green", bold=True)


def _say(message: str, *, quiet: bool) -> None:
    if not quiet:
        click.echo(message)
