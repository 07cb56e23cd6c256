"""`kreishaus run`, `serve` and `worker`: the processes of an installation."""

import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from kreishaus.project import environment, preparation
from kreishaus.project.cli.setting_up import load_django, refuse

WSGI = "kreishaus.project.wsgi:application"


@click.command(help="Alles in einem: einrichten, falls nötig, dann Web und Hintergrundarbeit starten.")
def run() -> None:
    """Prepare the data on the first start, then serve web and worker in one process."""
    folder = environment.data_dir()
    try:
        preparation.prepare(folder, progress=click.echo)
    except preparation.CannotPrepare as problem:
        refuse(str(problem))
    _announce()
    # One writer process keeps SQLite's waiting times short; threads share it.
    _serve(processes=1, threads=2, worker_inside=True)


@click.command(help="Nur den Webserver starten (Hintergrundarbeit: „kreishaus worker“).")
@click.option("--processes", type=click.IntRange(1, 64), default=None, help="Zahl der Prozesse.")
@click.option("--threads", type=click.IntRange(1, 64), default=None, help="Zahl der Threads je Prozess.")
def serve(processes: int | None, threads: int | None) -> None:
    """Serve the web alone."""
    _serve(
        processes=processes or environment.number_of("KREISHAUS_WEB_PROCESSES"),
        threads=threads or environment.number_of("KREISHAUS_WEB_THREADS"),
        worker_inside=False,
    )


@click.command(help="Nur die Hintergrundarbeit: Dokumente setzen, Hinweise senden, Protokoll ordnen.")
def worker() -> None:
    """Run the background worker alone."""
    load_django()
    from kreishaus.project import workers

    workers.run_until_stopped()


def _announce() -> None:
    port = environment.value_of("PORT")
    click.echo(f"\n  Kreishaus läuft:  http://localhost:{port}")
    click.echo(f"  Anmelden:         http://localhost:{port}/anmelden/")
    click.echo("  Beenden:          Strg+C\n")


def _serve(*, processes: int, threads: int, worker_inside: bool) -> NoReturn:
    """Replace this process by the web server, so that only one copy of the code is in memory."""
    port = environment.value_of("PORT")
    if not port.isdecimal() or int(port) > 65_535:  # noqa: PLR2004 -- the largest TCP port
        refuse(f"PORT=„{port}“ ist keine Portnummer. Bitte eine Zahl zwischen 1 und 65535 angeben.")
    environ = dict(os.environ)
    environ["DJANGO_SETTINGS_MODULE"] = "kreishaus.project.settings"
    environ["KREISHAUS_WORKER_IN_WEB_PROCESS"] = "1" if worker_inside else "0"
    arguments = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        environment.value_of("HOST"),
        "--port",
        port,
        "--workers",
        str(processes),
        "--blocking-threads",
        str(threads),
        "--backlog",
        "2048",
        "--no-ws",
        "--log-level",
        "warning",
        "--respawn-failed-workers",
        "--workers-kill-timeout",
        "20",
        WSGI,
    ]
    sys.stdout.flush()
    os.chdir(Path.cwd())
    os.execve(sys.executable, arguments, environ)  # noqa: S606 -- our own interpreter
