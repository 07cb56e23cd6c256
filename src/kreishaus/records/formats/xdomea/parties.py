"""Who sends, receives, writes and takes part: contacts as xdomea describes them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """Fields of one application beyond the standard (Anwendungsspezifische Erweiterung)."""

    identifier: str = ""
    name: str = ""
    description: str = ""
    version: str = ""
    version_date: date | None = None
    groups: tuple["FieldGroup", ...] = ()
    fields: tuple["ExtraField", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraField:
    """One further field with its value as text."""

    name: str = ""
    description: str = ""
    datatype: "Code | None" = None
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldGroup:
    """Further fields that belong together."""

    name: str = ""
    description: str = ""
    groups: tuple["FieldGroup", ...] = ()
    fields: tuple[ExtraField, ...] = ()


@dataclass(frozen=True, slots=True)
class Code:
    """A code out of a code list; list and version stay empty where the release fixes them."""

    value: str
    name: str = ""
    list: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityKey:
    """The key of an authority: up to 3.1 a code with a prefix, in 4.0 a text inside a directory."""

    key: Code | None = None
    prefix: Code | None = None
    directory: Code | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An institution by name."""

    name: str = ""
    short_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """The name of a natural person."""

    salutation: str = ""
    title: str = ""
    family_name: str = ""
    given_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A postal address in parts."""

    country: Code | None = None
    street: str = ""
    house_number: str = ""
    post_box: str = ""
    postcode: str = ""
    town: str = ""
    addition: str = ""
    kind: Code | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeAddress:
    """A postal address in lines."""

    kind: Code | None = None
    line1: str = ""
    line2: str = ""
    line3: str = ""
    line4: str = ""
    line5: str = ""
    line6: str = ""
    addition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reachability:
    """A telephone number, mail address or the like."""

    official: bool | None = None
    channel: Code | None = None
    value: str = ""
    addition: str = ""
    institutional: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person, an office or an authority in a message."""

    authority: AuthorityKey = AuthorityKey()
    institution: Organisation = Organisation()
    office: str = ""
    person: Person = Person()
    activity: str = ""
    responsibility: str = ""
    addresses: tuple[Address, ...] = ()
    reachable: tuple[Reachability, ...] = ()
    role: Code | None = None
    role_name: str = ""
    free_addresses: tuple[FreeAddress, ...] = ()
    born_on: date | None = None
    extensions: tuple[Extension, ...] = ()
    extension_xml: str = ""


# A contact of which nothing is known: heads and steps demand the element all the same.
NOBODY = Contact()
