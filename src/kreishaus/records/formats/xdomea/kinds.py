"""Kinds of xdomea messages that are read and written here."""

from enum import Enum

from kreishaus.records.formats.xdomea.releases import SECOND, Release


class Kind(Enum):
    """A message by its four digits; `title` is the name that the standard gives it."""

    INFORMATION = "0101", "Information.Information", "InformationAustauschen"
    PLAN = "0301", "Aktenplan.Aktenplan", "AktenplanAustauschen"
    PLAN_RECEIVED = "0302", "Aktenplan.EmpfangBestaetigen", "AktenplanAustauschen"
    HANDOVER = "0401", "Abgabe.Abgabe", "AbgabeDurchfuehren"
    HANDOVER_IMPORTED = "0402", "Abgabe.ImportBestaetigen", "AbgabeDurchfuehren"
    HANDOVER_RECEIVED = "0403", "Abgabe.EmpfangBestaetigen", "AbgabeDurchfuehren"
    OFFER = "0501", "Aussonderung.Anbieteverzeichnis", "AussonderungDurchfuehren"
    APPRAISAL = "0502", "Aussonderung.Bewertungsverzeichnis", "AussonderungDurchfuehren"
    DISPOSAL = "0503", "Aussonderung.Aussonderung", "AussonderungDurchfuehren"
    OFFER_RECEIVED = "0504", "Aussonderung.AnbietungEmpfangBestaetigen", "AussonderungDurchfuehren"
    APPRAISAL_RECEIVED = "0505", "Aussonderung.BewertungEmpfangBestaetigen", "AussonderungDurchfuehren"
    DISPOSAL_IMPORTED = "0506", "Aussonderung.AussonderungImportBestaetigen", "AussonderungDurchfuehren"
    DISPOSAL_RECEIVED = "0507", "Aussonderung.AussonderungEmpfangBestaetigen", "AussonderungDurchfuehren"

    def __init__(self, number: str, title: str, group: str) -> None:
        self.number = number
        self.title = title
        self.group = group

    @property
    def element(self) -> str:
        """Name of the root element, also the middle of the file name up to release 3.1."""
        return f"{self.title}.{self.number}"

    def exists_in(self, release: Release) -> bool:
        """Whether the release knows this kind (of 4.0 only the disposal group is spoken here)."""
        if release.generation == SECOND:
            return self not in {Kind.HANDOVER_RECEIVED, Kind.DISPOSAL_RECEIVED}
        return release is not Release.V4_0 or self.group == "AussonderungDurchfuehren"


def kind_of(element: str) -> Kind | None:
    """Return the kind whose root element has this name, or nothing."""
    return next((kind for kind in Kind if kind.element == element), None)
