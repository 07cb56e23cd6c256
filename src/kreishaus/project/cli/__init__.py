"""The command `kreishaus`. Each command lives in its own module and loads Django only when it needs it."""

import sys

import click

from kreishaus import __version__
from kreishaus.project.cli import (
    authority,
    check,
    codelist,
    demo,
    proofs,
    proving,
    records,
    service,
    service_export,
    web,
)
from kreishaus.project.cli.german import speak_german


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="Kreishaus, das digitale Kreishaus: jede Leistung online, jede Akte elektronisch.\n\n"
    "Zum Ausprobieren genügt „kreishaus run“.",
)
@click.version_option(__version__, "--version", prog_name="kreishaus", help="Version zeigen.")
def kreishaus() -> None:
    """Collect the commands."""


service.service.add_command(service_export.export)
for command in (
    web.run,
    web.serve,
    web.worker,
    check.check,
    demo.demo,
    service.service,
    codelist.codelist,
    records.records,
    authority.authority,
    proofs.verify,
):
    kreishaus.add_command(command)
for command in (proving.test, proving.explore):
    service.service.add_command(command)
speak_german(kreishaus)


def main() -> None:
    """Run the command line and leave with its exit code (0 fine, 1 refused, 2 wrong usage)."""
    sys.exit(kreishaus.main(standalone_mode=True))
