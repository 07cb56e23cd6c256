"""File names that every system takes: safe, short, unique, in the order of the file."""

import re
import unicodedata

_LONGEST = 80
_ENDING = re.compile(r"\.([A-Za-z0-9]{1,8})$", re.ASCII)
_UNSAFE = re.compile(r'[<>:"/\\|?*]+')
_ENDINGS = {
    "application/pdf": "pdf",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/plain": "txt",
    "text/csv": "csv",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/tiff": "tif",
    "message/rfc822": "eml",
}


def safe(text: str) -> str:
    """Return the text without anything a file system or a shell could take for more than a name."""
    plain = "".join(
        " " if unicodedata.category(letter).startswith(("C", "Z")) else letter
        for letter in unicodedata.normalize("NFC", text)
    )
    # A leading number or word keeps Windows' own names (CON, NUL) and hidden files away; the caller puts one there.
    return " ".join(_UNSAFE.sub("-", plain).split()).strip(" .-")[:_LONGEST].rstrip(" .-")


def ending_of(name: str, media_type: str) -> str:
    """Return the ending for a file: by its type where we know it, else by its own name, else "bin"."""
    known = _ENDINGS.get(media_type.partition(";")[0].strip().lower())
    found = _ENDING.search(name)
    return known or (found[1].lower() if found else "bin")


class Names:
    """Hands out names, each only once, also for systems that do not tell A from a."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, folder: str, stem: str, ending: str) -> str:
        """Return "folder/stem.ending", with a number behind the stem if that is taken."""
        count = 1
        while True:
            last = f"{stem}.{ending}" if count == 1 else f"{stem} ({count}).{ending}"
            path = f"{folder}/{last}" if folder else last
            key = unicodedata.normalize("NFKC", path).casefold()
            if key not in self._taken:
                self._taken.add(key)
                return path
            count += 1
