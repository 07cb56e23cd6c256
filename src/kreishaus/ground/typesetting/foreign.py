"""Set templates of service packages, which are programs of other people.

They run in a child process that sees only their own files, has a clock, a limit of memory, no network and writes no
file.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from kreishaus.ground.typesetting import press

SECONDS = 10
MEMORY = 1_500_000_000
LARGEST_SOURCES = 1_000_000
PATH = re.compile(r"[\w-]+(/[\w-]+)*\.typ", re.ASCII)
# Parts of the house that a package may import and must not replace.
SHARED = ("base.typ", "letter.typ", "paper.typ")
PACKAGE = re.compile(r"[\"']@[\w-]+/")


class ForeignTemplateRefused(Exception):
    """The template of a package breaks a rule before or while it is set."""

    def __init__(self, message: str, *, file: str = "") -> None:
        """Name the file of the package, where it is one file's fault."""
        super().__init__(message)
        self.message = message
        self.file = file


def run(order: press.Order, sources: Mapping[str, str]) -> bytes:
    """Set the order with the sources of a package (path -> typst text) and return the PDF.

    :raises ForeignTemplateRefused: if a path, an import or the need for time or memory is out of bounds.
    :raises press.PressError: if typst refuses the template or the data.
    """
    _check(order.template.lstrip("/"), sources)
    with tempfile.TemporaryDirectory(prefix="kreishaus-vorlage-") as folder:
        root = Path(folder) / "templates"
        _write(root, sources)
        return _child(order, root)


def _check(template: str, sources: Mapping[str, str]) -> None:
    if template not in sources:
        raise ForeignTemplateRefused(f"Die Vorlage {template!r} gehört nicht zum Paket.")
    if sum(len(text) for text in sources.values()) > LARGEST_SOURCES:
        raise ForeignTemplateRefused(f"Die Vorlagen sind zusammen zu groß (höchstens {LARGEST_SOURCES:,} Zeichen).")
    for path, text in sources.items():
        if not PATH.fullmatch(path):
            raise ForeignTemplateRefused("Der Pfad einer Vorlage hat nur Buchstaben, Ziffern, - und _.", file=path)
        if path in SHARED:
            raise ForeignTemplateRefused("Diesen Namen hat schon eine Vorlage des Hauses.", file=path)
        if PACKAGE.search(text):
            raise ForeignTemplateRefused("Vorlagen laden keine fremden Pakete (@…).", file=path)


def _write(root: Path, sources: Mapping[str, str]) -> None:
    for name in SHARED:
        _put(root / name, (press.TEMPLATES / name).read_text(encoding="utf-8"))
    for path, text in sources.items():
        _put(root / path, text)


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _child(order: press.Order, root: Path) -> bytes:
    message = json.dumps({"order": asdict(order), "root": str(root), "seconds": SECONDS, "memory": MEMORY})
    # An import put together at run time escapes the check above; the dead proxy then keeps it from the network.
    dead_end = "http://127.0.0.1:9"
    environment = {
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "HTTP_PROXY": dead_end,
        "HTTPS_PROXY": dead_end,
        "http_proxy": dead_end,
        "https_proxy": dead_end,
        "ALL_PROXY": dead_end,
        "RAYON_NUM_THREADS": "1",
    }
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "kreishaus.ground.typesetting.child"],
            input=message.encode(),
            capture_output=True,
            check=False,
            cwd=root,
            env=environment,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise ForeignTemplateRefused(f"Die Vorlage wurde in {SECONDS} Sekunden nicht fertig.") from error
    return _answer(done)


def _answer(done: subprocess.CompletedProcess[bytes]) -> bytes:
    kind, _, content = done.stdout.partition(b"\n")
    if done.returncode == 0 and kind == b"pdf":
        return content
    if done.returncode == 0 and kind == b"error":
        raise press.PressError(**json.loads(content))
    # Killed by its own limits, or out of memory: typst has no orderly way to say so.
    raise ForeignTemplateRefused(f"Die Vorlage braucht zu viel Zeit oder Speicher (Ende mit {done.returncode}).")
