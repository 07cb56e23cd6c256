"""The code lists of a draft: go on without one, take another version, carry them along in the folder."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from kreishaus.base.german import slug
from kreishaus.base.yamlsource import Path
from kreishaus.base.yamltext import edited
from kreishaus.services.forms.codes import Reference
from kreishaus.services.forms.formats.genericode import write_genericode
from kreishaus.workshop.packages.actions.saving import save_texts
from kreishaus.workshop.packages.formats import folder
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents
from kreishaus.workshop.packages.rules.code_lists import open_lists, wanted_lists

_LONGEST_NAME = 70


class UnknownList(Exception):
    """No field of the form asks for this code list, or it is not at hand."""


def accept_code_lists(*, version: PackageVersion, names: Collection[str], actor: str, at: datetime) -> PackageVersion:
    """Accept that fields whose code list is missing are text fields for the time being.

    :raises NotADraft: if the version was submitted or published.
    :raises ChangedElsewhere: if the draft is no longer the one that was shown.
    """
    service = contents.definition_of(version).service
    waiting = open_lists(contents.form_of(version).schema, service, version.files)
    accepted = [*service.code_lists_as_text, *(name for name in waiting if name in names)]
    text = edited(contents.content_of(version, folder.SERVICE).decode("utf-8"), {("code_lists", "text"): accepted})
    return save_texts(
        version=version,
        texts={folder.SERVICE: text},
        words="Felder ohne Codeliste als Textfelder zugelassen",
        verb="package.code-lists-accepted",
        data={"code_lists": accepted},
        actor=actor,
        at=at,
    )


def take_list_version(
    *, version: PackageVersion, address: str, wanted: str, actor: str, at: datetime
) -> PackageVersion:
    """Let the fields that ask for a code list take another version of it, such as the latest at hand.

    :raises UnknownList: if no field asks for this list.
    :raises NotADraft: if the version was submitted or published.
    :raises ChangedElsewhere: if the draft is no longer the one that was shown.
    """
    places = [
        (place, reference)
        for place, reference in _list_places(contents.form_of(version).source.data, ())
        if reference.address == address
    ]
    if not places:
        raise UnknownList(address)
    changes: dict[Path, object] = {
        (*place, "code_list"): replace(reference, version=wanted, uri="").to_data() for place, reference in places
    }
    text = edited(contents.content_of(version, folder.FORM).decode("utf-8"), changes)
    contents.read_form(text)
    return save_texts(
        version=version,
        texts={folder.FORM: text},
        words=f"Andere Fassung der Codeliste genommen: {wanted}",
        verb="package.code-list-version",
        data={"code_list": address, "list_version": wanted},
        actor=actor,
        at=at,
    )


def carry_lists(*, version: PackageVersion, actor: str, at: datetime) -> PackageVersion:
    """Write every list that the form takes from the store into the folder of the package.

    From then on the package brings its lists along, also to another county.

    :raises UnknownList: if nothing is taken from the store.
    :raises NotADraft: if the version was submitted or published.
    :raises ChangedElsewhere: if the draft is no longer the one that was shown.
    """
    service = contents.definition_of(version).service
    wanted = wanted_lists(contents.form_of(version).schema, service, version.files)
    tables = {one.table.digest: one.table for one in wanted if one.table and not one.in_package}
    if not tables:
        raise UnknownList
    texts = {
        f"{folder.CODE_LISTS}{slug(table.address, _LONGEST_NAME)}.xml": write_genericode(table).decode("utf-8")
        for table in tables.values()
    }
    return save_texts(
        version=version,
        texts=texts,
        words="Codelisten ins Paket gelegt",
        verb="package.code-lists-carried",
        data={"code_lists": sorted(table.address for table in tables.values())},
        actor=actor,
        at=at,
    )


def _list_places(data: object, place: Path) -> Iterator[tuple[Path, Reference]]:
    """Yield where fields name a code list."""
    if isinstance(data, list):
        for at, entry in enumerate(data):
            yield from _list_places(entry, (*place, at))
    elif isinstance(data, Mapping):
        setting = data.get("code_list")
        if data.get("type") == "code-list" and isinstance(setting, Mapping):
            yield place, Reference.of(setting)
        for key in ("pages", "groups", "items", "fields"):
            yield from _list_places(data.get(key), (*place, key))
