"""Participants and cross references as contacts and pointers of xdomea, both ways."""

from uuid import UUID

from kreishaus.records import models
from kreishaus.records.enums import ParticipantRole
from kreishaus.records.formats.xdomea import codelists
from kreishaus.records.formats.xdomea.model import Reference
from kreishaus.records.formats.xdomea.parties import (
    Code,
    Contact,
    FreeAddress,
    Organisation,
    Person,
    Reachability,
)

_ROLES = "urn:de:kreishaus:liste:beteiligung"
_MAIL, _PHONE = "01", "02"
# Before 3.0 another list said the same.
_EARLY = {"001": _MAIL, "008": _MAIL, "002": _PHONE, "003": _PHONE, "009": _PHONE, "03": _PHONE}


def contact_of(participant: models.Participant) -> Contact:
    """Return a participant as a contact."""
    reachable = [(_MAIL, participant.email), (_PHONE, participant.phone)]
    address = FreeAddress(line1=participant.street, line2=participant.city, addition=participant.note)
    return Contact(
        institution=Organisation(name=participant.organisation),
        person=Person(family_name=participant.name),
        reachable=tuple(Reachability(channel=Code(channel), value=value) for channel, value in reachable if value),
        role=Code(participant.role, participant.get_role_display(), _ROLES, "1"),
        free_addresses=() if address == FreeAddress() else (address,),
    )


def participant_of(contact: Contact) -> models.Participant | None:
    """Return a contact as a participant that is not stored yet, or nothing if it names nobody."""
    person = contact.person
    parts = (person.title, person.given_name, person.family_name)
    name = " ".join(part for part in parts if part) or contact.institution.name or contact.office
    if not name:
        return None
    street, city, note = _address(contact)
    reach: dict[str, str] = {}
    for item in contact.reachable:
        code = item.channel.value if item.channel else ""
        reach.setdefault(_EARLY.get(code, code), item.value)
    role = contact.role.value if contact.role and contact.role.list == _ROLES else ParticipantRole.OTHER
    return models.Participant(
        role=role if role in ParticipantRole else ParticipantRole.OTHER,
        name=name[:200],
        organisation=contact.institution.name[:200],
        street=street[:200],
        city=city[:200],
        email=reach.get(_MAIL, "")[:254],
        phone=reach.get(_PHONE, "")[:50],
        note=note[:300],
    )


def _address(contact: Contact) -> tuple[str, str, str]:
    for free in contact.free_addresses:
        return free.line1, free.line2, free.addition
    for address in contact.addresses:
        street = f"{address.street} {address.house_number}".strip()
        return street, f"{address.postcode} {address.town}".strip(), address.addition
    return "", "", ""


def reference_of(item: models.CrossReference) -> Reference:
    """Return a cross reference as a pointer; what lies outside the house has no UUID."""
    for target, code in (
        (item.to_file, codelists.FILE),
        (item.to_case, codelists.CASE),
    ):
        if target is not None:
            return Reference(uuid=str(target.pk), kind=Code(code), reference=target.reference, remark=item.note)
    if item.to_document is not None:
        return Reference(uuid=str(item.to_document.pk), kind=Code(codelists.DOCUMENT), remark=item.note)
    return Reference(kind=Code(codelists.FILE), reference=item.outside, remark=item.note)


def cross_reference_of(pointer: Reference) -> models.CrossReference | None:
    """Return a pointer as a cross reference that is not stored yet; what we do not hold lies outside the house."""
    found = models.CrossReference(note=pointer.remark[:300])
    if pointer.uuid:
        uuid = UUID(pointer.uuid)
        found.to_file = models.File.objects.filter(pk=uuid).first()
        found.to_case = None if found.to_file else models.Case.objects.filter(pk=uuid).first()
        if not (found.to_file or found.to_case):
            found.to_document = models.Document.objects.filter(pk=uuid).first()
        if found.to_file or found.to_case or found.to_document:
            return found
    found.outside = (pointer.reference or pointer.uuid)[:200]
    return found if found.outside else None
