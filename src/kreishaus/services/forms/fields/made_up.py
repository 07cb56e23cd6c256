"""Names, places and numbers of people who do not exist, for applications that nobody made.

Telephone numbers come from the ranges that the Bundesnetzagentur keeps free for films, mail
addresses from `example.org` (RFC 2606), so that nobody is ever rung up or written to.
"""

import re
from collections.abc import Callable, Iterator
from random import Random

from kreishaus.services.forms.ports import FieldDefinition

FIRST_NAMES = (
    "Antje", "Hilke", "Enno", "Tjark", "Wiebke", "Frauke", "Jürgen", "Käthe", "Mehmet", "Ayşe", "Łukasz", "Zoë",
    "Anna-Lena", "Karl Heinz", "Günther", "Olga", "José", "Björn", "Sophie", "Noah",
)  # fmt: skip
FAMILY_NAMES = (
    "de Vries", "Janßen", "Müller", "Schröder-Öztürk", "Kruse", "von der Heide", "Größer", "Yılmaz", "O’Neill",
    "Nowak", "Weiß", "Meyer", "Buß", "Đorđević", "Saathoff", "Ammermann",
)  # fmt: skip
STREETS = (
    "Am Alten Deich", "Mühlenstraße", "Große Roßbergstraße", "Osterstraße", "An der Bleiche", "Heisfelder Straße",
    "Kirchgang", "Zum Süderhammrich",
)  # fmt: skip
TOWNS = (
    ("26789", "Leer (Ostfriesland)"), ("26826", "Weener"), ("26802", "Moormerland"), ("26844", "Jemgum"),
    ("01067", "Dresden"), ("80331", "München"), ("99084", "Erfurt"), ("50667", "Köln"),
)  # fmt: skip
COUNTRIES = ("Deutschland", "Niederlande", "Türkei", "Polen", "Österreich", "Côte d’Ivoire")
NATIONALITIES = ("deutsch", "niederländisch", "türkisch", "polnisch", "österreichisch", "staatenlos")
COMPANIES = ("Janßen & Söhne GmbH", "Hafenbäckerei Größer e. K.", "Windpark Rheiderland GmbH & Co. KG", "Nordlicht UG")
AUTHORITIES = ("Amtsgericht Aurich", "Landkreis Nordgeest", "Ordnungsamt Leer", "Finanzamt Emden")
PHONES = ("030 23125", "040 66969", "069 90009", "0221 4710", "089 99998")
WORDS = (
    "Angabe", "wegen", "Umbau", "der", "Scheune", "für", "Größe", "und", "Lage", "siehe", "Anlage", "bitte", "prüfen",
    "über", "den", "Hof", "seit", "Ostern",
)  # fmt: skip
_ASCII = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "’": "", " ": "."})


def first_name(random: Random) -> str:
    """Return one or two first names."""
    return random.choice(FIRST_NAMES)


def family_name(random: Random) -> str:
    """Return a family name."""
    return random.choice(FAMILY_NAMES)


def full_name(random: Random) -> str:
    """Return first name and family name."""
    return f"{first_name(random)} {family_name(random)}"


def company(random: Random) -> str:
    """Return the name of a company."""
    return random.choice(COMPANIES)


def email(random: Random) -> str:
    """Return a mail address that belongs to nobody."""
    name = full_name(random).lower().translate(_ASCII).encode("ascii", "ignore").decode()
    return f"{re.sub(r'[^a-z0-9.-]', '', name).strip('.-') or 'post'}{random.randint(1, 99)}@example.org"


def phone(random: Random) -> str:
    """Return a telephone number that is kept free."""
    return f"{random.choice(PHONES)} {random.randint(0, 999):03}"


def street(random: Random) -> str:
    """Return a street without a number."""
    return random.choice(STREETS)


def house_number(random: Random) -> str:
    """Return a house number, some with a letter."""
    return f"{random.randint(1, 240)}{random.choice(['', '', '', 'a', ' b'])}"


def text(random: Random, length: int) -> str:
    """Return words of about so many characters, never more."""
    words = [random.choice(WORDS).capitalize()]
    while len(" ".join(words)) < length:
        words.append(random.choice(WORDS))
    return " ".join(words)[:length].strip() or "x"


def _choice(*values: str) -> Callable[[Random], str]:
    return lambda random: random.choice(values)


_BY_TOKEN: dict[str, Callable[[Random], str]] = {
    "email": email,
    "tel": phone,
    "tel-national": phone,
    "postal-code": lambda random: random.choice(TOWNS)[0],
    "address-level2": lambda random: random.choice(TOWNS)[1],
    "street-address": lambda random: f"{street(random)} {house_number(random)}",
    "address-line1": lambda random: f"{street(random)} {house_number(random)}",
    "address-line2": _choice("Hinterhaus", "bei Kruse", "Wohnung 3"),
    "given-name": first_name,
    "family-name": family_name,
    "name": full_name,
    "organization": company,
    "country": _choice("DE", "NL", "TR", "PL"),
    "country-name": _choice(*COUNTRIES),
    "url": _choice("https://www.example.org", "https://hof.example.org/anfahrt"),
}
# The first word that occurs in the label decides, so the longer and rarer ones come first.
_BY_LABEL: tuple[tuple[re.Pattern[str], Callable[[Random], str]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), invent)
    for pattern, invent in (
        (r"e-?mail", email),
        (r"tele(fon|fax)|mobil|handy|\bfax", phone),
        (r"postleitzahl|\bplz\b", _BY_TOKEN["postal-code"]),
        (r"hausnummer", house_number),
        (r"straße|strasse", street),
        (r"anschrift|adresszusatz", _BY_TOKEN["street-address"]),
        (r"web|internet|homepage", _BY_TOKEN["url"]),
        (r"kennzeichen", lambda random: f"LER KH {random.randint(1, 999)}"),
        (r"staatsangehörigkeit", _choice(*NATIONALITIES)),
        (r"behörde|gericht|\bamt\b", _choice(*AUTHORITIES)),
        (r"familienname|nachname|geburtsname|zuname", family_name),
        (r"vorname", first_name),
        (r"firma|unternehmen|organisation|gesellschaft|verein", company),
        (r"\bstaat\b|\bland\b|geburtsland", _choice(*COUNTRIES)),
        (r"\bort\b|geburtsort|wohnort|gemeinde|\bstadt\b", _BY_TOKEN["address-level2"]),
        (r"nummer|kennung|aktenzeichen|\bnr\b", lambda random: str(random.randint(1000, 9_999_999))),
        (r"name\b", full_name),
    )
)


def inventions(field: FieldDefinition, random: Random) -> Iterator[str]:
    """Yield texts that would fit the meaning of a field, as its autocomplete token or its label tells it."""
    invent = _BY_TOKEN.get(field.autocomplete) or next(
        (found for pattern, found in _BY_LABEL if pattern.search(field.label)), None
    )
    if invent:
        for _ in range(4):
            yield invent(random)
