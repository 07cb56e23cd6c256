"""`make bench`: figures on standard output. `--small` keeps it short for CI; names choose single benchmarks."""

import argparse
import os
import platform
import sys

from benchmarks import applications, audit, forms, imports, papers, proving, start

ALL = {
    "start": start.run,
    "import": imports.run,
    "forms": forms.run,
    "proving": proving.run,
    "flows": applications.run,
    "pdf": papers.run,
    "audit": audit.run,
}


def main() -> int:
    """Run the chosen benchmarks one after the other."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*ALL, []], help="which ones; all without a name")
    parser.add_argument("--small", action="store_true", help="short runs with little data")
    options = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    complete = True
    for name in options.names or ALL:
        print(f"\n== {name} ==", flush=True)
        complete = ALL[name](small=options.small) and complete
    return 0 if complete else 1


if __name__ == "__main__":
    sys.exit(main())
