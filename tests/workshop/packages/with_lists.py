"""A package whose form asks for a municipality from a code list."""

from kreishaus.services.forms.codes import CodeTable
from kreishaus.services.forms.formats.genericode import write_genericode
from tests.services.forms.codes.lists import PLACES_URN, places
from tests.workshop.packages.conftest import FORM, files

FIELD = "          - {key: place, type: code-list, label: Gemeinde, code_list: {urn: URN}}\n"
FORM_WITH_LIST = FORM.replace("rules:", FIELD.replace("URN", PLACES_URN) + "rules:")
FORM_WITH_VERSION = FORM_WITH_LIST.replace(f"urn: {PLACES_URN}}}", f"urn: {PLACES_URN}, version: '2025'}}")


def with_lists(*tables: CodeTable, form: str = FORM_WITH_LIST) -> dict[str, bytes]:
    """Return the files of the package with these lists in its folder."""
    lists = {f"codelists/liste-{at}.xml": write_genericode(table) for at, table in enumerate(tables)}
    return files(form=form) | lists


def shorter(version: str = "2026") -> CodeTable:
    """Return the list of places with two entries."""
    return places(version, rows=places().rows[:2])
