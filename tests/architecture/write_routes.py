"""Write new addresses down: `python -m tests.architecture.write_routes`. One that has vanished stays written down."""

import json
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from tests.architecture.addresses import FILE, addresses  # noqa: E402 -- Django comes first


def main() -> None:
    """Add the addresses that are new, and say what must not be forgotten."""
    promised = set(json.loads(FILE.read_text(encoding="utf-8"))) if FILE.is_file() else set()
    here = set(addresses())
    FILE.write_text(json.dumps(sorted(promised | here), indent=2) + "\n", encoding="utf-8")
    for address in sorted(here - promised):
        print(f"new: {address}")  # noqa: T201 -- a program for people
    for address in sorted(promised - here):
        print(f"gone: {address} (name a redirect, then take it out of {FILE.name} by hand)")  # noqa: T201


if __name__ == "__main__":
    main()
