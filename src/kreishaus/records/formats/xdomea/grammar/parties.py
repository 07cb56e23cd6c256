"""Contacts, extensions and what belongs to them, release by release."""

from kreishaus.records.formats.xdomea.choices import Foreign
from kreishaus.records.formats.xdomea.parties import (
    Address,
    AuthorityKey,
    Code,
    Contact,
    Extension,
    ExtraField,
    FieldGroup,
    FreeAddress,
    Organisation,
    Person,
    Reachability,
)
from kreishaus.records.formats.xdomea.parts import Coded, Group, Nested, Text
from kreishaus.records.formats.xdomea.releases import FOURTH, SECOND
from kreishaus.records.formats.xdomea.shapes import Part, Shape
from kreishaus.records.formats.xdomea.values import BOOLEAN, DATE, Codec


def shapes(generation: int) -> dict[str, Shape]:
    """Return the shapes of people and extensions for a generation of releases."""
    return {
        "Contact": Shape(of=Contact, parts=_contact(generation)),
        "AuthorityKey": Shape(of=AuthorityKey, parts=_authority_key(generation)),
        "Organisation": Shape(of=Organisation, parts=[_text("Name", "name"), _text("Kurzbezeichnung", "short_name")]),
        "Person": Shape(
            of=Person,
            parts=[
                _text("Anrede", "salutation"),
                _text("Titel", "title"),
                Group(name="Familienname", parts=[_text("Name", "family_name")]),
                Group(name="Vorname", parts=[_text("Name", "given_name")]),
            ],
        ),
        "Address": Shape(of=Address, parts=_address()),
        "FreeAddress": Shape(of=FreeAddress, parts=_free_address()),
        "Reachability": Shape(of=Reachability, parts=_reachability(generation)),
        "Extension": Shape(of=Extension, parts=_extension()),
        "FieldGroup": Shape(
            of=FieldGroup,
            parts=[
                _text("Name", "name", required=True),
                _text("Beschreibung", "description", required=True),
                Nested(name="Unterfeldgruppe", attribute="groups", shape="FieldGroup", many=True),
                Nested(name="Feld", attribute="fields", shape="ExtraField", many=True),
            ],
        ),
        "ExtraField": Shape(
            of=ExtraField,
            parts=[
                _text("Name", "name", required=True),
                _text("Beschreibung", "description"),
                Coded(name="Datentyp", attribute="datatype", list="datentyp"),
                _text("Wert", "value"),
            ],
        ),
    }


def extensions(generation: int, *, limit: int = 1) -> list[Part]:
    """Return the parts for extensions: several in 4.0, usually one before, foreign XML from 3.0 on."""
    limit = 0 if generation == FOURTH else limit
    parts: list[Part] = [
        Nested(
            name="AnwendungsspezifischeErweiterung",
            attribute="extensions",
            shape="Extension",
            many=True,
            limit=limit,
        )
    ]
    return parts if generation == SECOND else [*parts, Foreign()]


# Up to 2.4 a list of xdomea's own said what the list Erreichbarkeit says since.
_EARLY_CHANNELS = {f"{number:02}": f"{number:03}" for number in range(1, 7)} | {"07": "012", "08": "012", "09": "007"}


def _write_key(value: object) -> str | None:
    return value.value if isinstance(value, Code) else None


_KEY_TEXT = Codec(Code, _write_key)


def _text(name: str, attribute: str, *, required: bool = False) -> Text:
    return Text(name=name, attribute=attribute, required=required)


def _contact(generation: int) -> list[Part]:
    latest = generation == FOURTH
    institution, office, person, reach = (
        ("NameInstitution", "NameOrganisationseinheit", "NameAnsprechpartner", "erreichbarkeit")
        if latest
        else ("Institution", "Organisationseinheit", "Name", "Kommunikation")
    )
    role: list[Part] = (
        [_text("Rolle", "role_name"), Coded(name="RolleCode", attribute="role", listed=True)]
        if latest
        else [Coded(name="Rolle", attribute="role")]
    )
    return [
        Nested(
            name="Behoerdenkennung",
            attribute="authority",
            shape="AuthorityKey",
            when="directory" if latest else "",
        ),
        Nested(name=institution, attribute="institution", shape="Organisation"),
        Group(name=office, parts=[_text("Name", "office")]),
        Nested(name=person, attribute="person", shape="Person"),
        _text("Taetigkeit", "activity"),
        _text("Zustaendigkeit", "responsibility"),
        Nested(name="Anschrift", attribute="addresses", shape="Address", many=True),
        Nested(name=reach, attribute="reachable", shape="Reachability", many=True),
        *role,
        Nested(name="UnstrukturierteAnschrift", attribute="free_addresses", shape="FreeAddress", many=True),
        Group(name="Geburt", parts=[Text(name="Datum", attribute="born_on", codec=DATE)]),
        *(extensions(generation) if latest else []),
    ]


def _authority_key(generation: int) -> list[Part]:
    if generation == FOURTH:
        return [
            Coded(name="verzeichnisdienst", attribute="directory", list="verzeichnisdienst", open=True, named=False),
            Text(name="kennung", attribute="key", codec=_KEY_TEXT),
        ]
    key = "Kennung" if generation == SECOND else "Behoerdenschluessel"
    return [Coded(name=key, attribute="key"), Coded(name="Praefix", attribute="prefix")]


def _address() -> list[Part]:
    return [
        Group(name="Staat", parts=[Coded(name="Staat", attribute="country", list="country-codes", open=True)]),
        _text("Strasse", "street"),
        _text("Hausnummer", "house_number"),
        _text("Postfach", "post_box"),
        _text("Postleitzahl", "postcode"),
        _text("Ort", "town"),
        _text("Zusatz", "addition"),
        Coded(name="Typ", attribute="kind", list="anschriftstyp"),
    ]


def _free_address() -> list[Part]:
    return [
        Coded(name="Typ", attribute="kind", list="anschriftstyp"),
        *(_text(f"Zeile{number}", f"line{number}") for number in range(1, 7)),
        _text("Zusatz", "addition"),
    ]


def _reachability(generation: int) -> list[Part]:
    official = Text(name="IstDienstlich", attribute="official", codec=BOOLEAN)
    institutional = Text(name="IstInstitution", attribute="institutional", codec=BOOLEAN)
    if generation == FOURTH:
        return [
            Coded(
                name="kanal",
                attribute="channel",
                list="erreichbarkeit",
                open=True,
                named=False,
                required=True,
                qualified=False,
            ),
            Text(name="kennung", attribute="value", required=True, qualified=False),
            Text(name="zusatz", attribute="addition", qualified=False),
            official,
            institutional,
        ]
    channel = (
        Coded(name="Kanal", attribute="channel", list="kommunikationsart", words=_EARLY_CHANNELS)
        if generation == SECOND
        else Coded(name="Kanal", attribute="channel", list="erreichbarkeit", open=True, named=False)
    )
    parts: list[Part] = [official, channel, _text("Kennung", "value"), _text("Zusatz", "addition")]
    return parts if generation == SECOND else [*parts, institutional]


def _extension() -> list[Part]:
    return [
        _text("Kennung", "identifier", required=True),
        _text("Name", "name", required=True),
        _text("Beschreibung", "description"),
        _text("Versionsnummer", "version"),
        Text(name="Versionsdatum", attribute="version_date", codec=DATE),
        Nested(name="Feldgruppe", attribute="groups", shape="FieldGroup", many=True),
        Nested(name="Feld", attribute="fields", shape="ExtraField", many=True),
    ]
