"""Which code lists a release fixes, and in which version."""

from kreishaus.records.formats.xdomea.releases import FOURTH, SECOND, Release

_OWN = "urn:xoev-de:xdomea:codeliste:"
_SAME = ("anschriftstyp", "aussonderungsart", "bewertungsvorschlag", "medium", "schriftgutobjekttyp")


def lists(release: Release) -> dict[str, tuple[str, str]]:
    """Return URI and version of each code list by its short name."""
    generation = release.generation
    early, latest = generation == SECOND, generation == FOURTH
    found = {name: (_OWN + name, "1.0") for name in (*_SAME, "vertraulichkeitsstufe", "strukturelementtyp")}
    found |= {
        "kommunikationsart": (_OWN + "kommunikationsart", "1.0"),
        "beteiligungsstatus": (_OWN + "beteiligungsstatus", "1.0" if early else "1.1"),
        "datentyp": (_OWN + "datentyp", "1.0" if early else "1.1"),
        "dateiformat": (_OWN + "dateiformat", "2.0" if latest else "1.0"),
        "nachrichtentyp": (_OWN + "nachrichtentyp", "1.0" if early else "3.0" if latest else "2.0"),
        "erreichbarkeit": ("urn:de:xoev:codeliste:erreichbarkeit", "3"),
        "verzeichnisdienst": ("urn:xoev-de:kosit:codeliste:verzeichnisdienst", ""),
        "algorithmus": (
            "urn:xoev-de:kosit:codeliste:xta.serviceprofile.kryptographische-algorithmen",
            "1.0.0",
        ),
        "country-codes": (
            "DIN EN ISO 3166-1" if release is Release.V2_3 else "urn:xoev-de:kosit:codeliste:country-codes",
            "",
        ),
    }
    return found
