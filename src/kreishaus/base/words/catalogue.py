"""Catalogues as translators' tools read and write them (gettext .po), without gettext's own programs.

Only what the product needs: ids and translations. Fuzzy, obsolete and empty entries say nothing.
"""

import ast


def read_catalogue(text: str) -> dict[str, str]:
    """Return sentence -> translation.

    :raises ValueError: for a line that is no part of a catalogue, or a sentence that stands there twice.
    """
    found: dict[str, str] = {}
    entry: dict[str, str] = {}
    part = ""
    fuzzy = False
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        line = line.strip()  # noqa: PLW2901 -- a line is its content
        if not line:
            if entry.get("msgid") and entry.get("msgstr") and not fuzzy:
                if entry["msgid"] in found:
                    raise ValueError(f"Zeile {number}: „{entry['msgid']}“ steht zweimal im Katalog.")
                found[entry["msgid"]] = entry["msgstr"]
            entry, part, fuzzy = {}, "", False
        elif line.startswith("#"):
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
        else:
            word, _, rest = line.partition(" ")
            if word in ("msgid", "msgstr"):
                part, line = word, rest  # noqa: PLW2901
            if not part or not line.startswith('"'):
                raise ValueError(f"Zeile {number}: Das gehört nicht in einen Katalog.")
            entry[part] = entry.get(part, "") + str(ast.literal_eval(line))
    return found
