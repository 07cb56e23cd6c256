"""What a FIM file holds, counted on its own: the whole document in ElementTree, no code of the product."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

_ANY = "{*}"


@dataclass(frozen=True)
class Counts:
    """Places in the tree of one file."""

    fields: int
    groups: int
    rules: int
    value_lists: int
    values: int
    code_lists: int
    kinds: Counter[tuple[str, str]]
    multiplicities: Counter[str]
    numbers: Counter[str]
    links: int
    helps: int
    patterns: int


def count(file: Path) -> Counts:
    """Count the elements of one XDatenfelder file of any version."""
    root = ET.parse(file).getroot()
    fields = root.findall(f".//{_ANY}datenfeld")
    groups = root.findall(f".//{_ANY}datenfeldgruppe")
    return Counts(
        fields=len(fields),
        groups=len(groups),
        rules=len(root.findall(f".//{_ANY}regel")),
        value_lists=len(root.findall(f".//{_ANY}datenfeld/{_ANY}werte")),
        values=len(root.findall(f".//{_ANY}werte/{_ANY}wert")),
        code_lists=len(root.findall(f".//{_ANY}datenfeld/{_ANY}codelisteReferenz"))
        + len(root.findall(f".//{_ANY}datenfeld/{_ANY}codeliste")),
        kinds=Counter((_text(field, f"{_ANY}feldart/code"), _text(field, f"{_ANY}datentyp/code")) for field in fields),
        multiplicities=Counter((anzahl.text or "").strip() for anzahl in root.findall(f".//{_ANY}anzahl")),
        numbers=Counter(_number(element) for element in [*fields, *groups]),
        links=len(root.findall(f".//{_ANY}bezug[@link]")),
        helps=sum(bool(_text(element, f"{_ANY}hilfetextEingabe")) for element in [*fields, *groups]),
        patterns=len(root.findall(f".//{_ANY}praezisierung[@pattern]")),
    )


def _number(element: ET.Element) -> str:
    return _text(element, f"{_ANY}identifikation/{_ANY}id") or _text(element, f"{_ANY}id")


def _text(element: ET.Element, path: str) -> str:
    text = (element.findtext(path) or "").strip()
    # A lone dash means "nothing" in versions 1 and 2.
    return "" if text == "-" else text
