"""`kreishaus run`, `serve` and `worker`: the processes of an installation."""

import errno
import os
import socket
import sys
from typing import NoReturn

import click

from kreishaus.project import environment, preparation, running
from kreishaus.project.cli.setting_up import load_django, refuse

WSGI = "kreishaus.project.wsgi:application"


@click.command(
    short_help="Alles in einem starten.",
    help="Alles in einem: einrichten, falls nötig, dann Web und Hintergrundarbeit starten.",
)
def run() -> None:
    """Prepare the data on the first start, then serve web and worker in one process."""
    folder = environment.data_dir()
    port = _port()
    _refuse_taken_port(port)
    try:
        preparation.prepare(folder, progress=click.echo)
    except preparation.CannotPrepare as problem:
        refuse(str(problem))
    _announce(port)
    # One writer process keeps SQLite's waiting times short; threads share it.
    _serve(processes=1, threads=2, worker_inside=True)


@click.command(
    short_help="Nur den Webserver starten.",
    help="Nur den Webserver starten (Hintergrundarbeit: „kreishaus worker“).",
)
@click.option("--processes", type=click.IntRange(1, 64), default=None, help="Zahl der Prozesse.")
@click.option("--threads", type=click.IntRange(1, 64), default=None, help="Zahl der Threads je Prozess.")
def serve(processes: int | None, threads: int | None) -> None:
    """Serve the web alone."""
    _serve(
        processes=processes or environment.number_of("KREISHAUS_WEB_PROCESSES"),
        threads=threads or environment.number_of("KREISHAUS_WEB_THREADS"),
        worker_inside=False,
    )


@click.command(
    short_help="Nur die Hintergrundarbeit starten.",
    help="Nur die Hintergrundarbeit: Dokumente setzen, Hinweise senden, Protokoll ordnen.",
)
def worker() -> None:
    """Run the background worker alone."""
    load_django()
    from kreishaus.project import workers

    running.announce(environment.data_dir())
    workers.run_until_stopped()


def _announce(port: int) -> None:
    click.echo(f"\n  Kreishaus läuft:  http://localhost:{port}")
    click.echo(f"  Anmelden:         http://localhost:{port}/anmelden/")
    click.echo("  Beenden:          Strg+C\n")


def _port() -> int:
    port = environment.value_of("PORT")
    if not environment.is_port(port):
        refuse(f"PORT=„{port}“ ist keine Portnummer. Bitte eine Zahl zwischen 1 und 65535 angeben.")
    return int(port)


def _refuse_taken_port(port: int) -> None:
    """Say in words what the web server would say in a traceback."""
    host = environment.value_of("HOST")
    try:
        family, kind, _protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            # As the server does: a port that was left a moment ago is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            other = port % 65_535 + 1
            refuse(f"Auf Port {port} läuft schon ein Programm. Bitte einen anderen wählen, zum Beispiel PORT={other}.")
        refuse(f"Auf {host}, Port {port}, können wir nicht lauschen ({error.strerror}). Bitte HOST und PORT prüfen.")


def _serve(*, processes: int, threads: int, worker_inside: bool) -> NoReturn:
    """Replace this process by the web server, so that only one copy of the code is in memory."""
    port = _port()
    _refuse_taken_port(port)
    running.announce(environment.data_dir())
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
        str(port),
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
    os.execve(sys.executable, arguments, environ)  # noqa: S606 -- our own interpreter
