"""The code lists of a package: those in its folder come first, then those in the store of the authority."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kreishaus.base.problems import Problem, Problems
from kreishaus.ground.storage.ports import store
from kreishaus.services.forms import queries as forms
from kreishaus.services.forms.codes import CodeTable, Reference, Resolver, choose
from kreishaus.services.forms.engine.binding import bind, needs, references
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.formats.genericode import read_genericode
from kreishaus.workshop.packages.formats import folder
from kreishaus.workshop.packages.formats.definition import ServiceDefinition

_REMEMBERED = 64
_BOUND = 128
_XREPOSITORY = "https://www.xrepository.de/details/"

_bound: dict[tuple[str, tuple[str, ...]], FormSchema] = {}


@dataclass(frozen=True, slots=True)
class WantedList:
    """A code list that the form of a package names, and what is known about it."""

    reference: Reference
    paths: tuple[str, ...]
    """the fields that need it"""
    table: CodeTable | None
    in_package: bool
    accepted: bool
    """somebody has accepted that the fields are text fields without it"""
    others: tuple[str, ...]
    """other versions of the same list that are in the store, the latest first"""

    @property
    def address(self) -> str:
        """Return the name by which the form asks for the list."""
        return self.reference.address

    @property
    def is_open(self) -> bool:
        """Tell whether somebody has to do something about it."""
        return self.table is None and not self.accepted

    @property
    def took_latest(self) -> bool:
        """Tell whether the form left the version open, so that the latest one was taken."""
        return self.table is not None and not self.reference.version and self.table.version != ""

    @property
    def source(self) -> str:
        """Return the page of the XRepository where the list can be downloaded, "" if it is not kept there."""
        return source_of(self.reference)


def source_of(reference: Reference) -> str:
    """Return the page of the XRepository for a list, "" if its name is none of that register."""
    urn = reference.list_urn
    return f"{_XREPOSITORY}{urn}" if urn.startswith("urn:") and urn.replace(":", "").isascii() else ""


def with_lists(schema: FormSchema, files: Mapping[str, str], *, form_sha256: str) -> FormSchema:
    """Return the form of a package with the entries of every code list that is at hand.

    `files` maps the paths of the package to the digests of their content.
    """
    wanted = references(schema)
    if not wanted:
        return schema
    find = _finder(wanted, files)
    found = {reference: find(reference) for reference in wanted}
    key = (form_sha256, tuple(table.digest if table else "" for table in found.values()))
    known = _bound.get(key)
    if known is None:
        known = bind(schema, found.__getitem__)
        while len(_bound) >= _BOUND:
            _bound.pop(next(iter(_bound)), None)
        _bound[key] = known
    return known


def wanted_lists(schema: FormSchema, service: ServiceDefinition, files: Mapping[str, str]) -> list[WantedList]:
    """Return the code lists that a form with its lists names, in the order of the form."""
    named = needs(schema)
    own = {table.digest for table in package_lists(files)}
    at_hand = forms.versions_of({need.reference.list_urn for need in named} - {""}) if named else {}
    lists = []
    for need in named:
        table = need.codes.table if need.codes else None
        others = [one.version for one in at_hand.get(need.reference.list_urn, ())]
        lists.append(
            WantedList(
                reference=need.reference,
                paths=need.paths,
                table=table,
                in_package=table is not None and table.digest in own,
                accepted=need.reference.address in service.code_lists_as_text,
                others=tuple(version for version in others if table is None or version != table.version),
            )
        )
    return lists


def open_lists(schema: FormSchema, service: ServiceDefinition, files: Mapping[str, str]) -> list[str]:
    """Return the names of the code lists that are missing and about which nobody has decided."""
    wanted = wanted_lists(schema, service, files)
    names = {one.address for one in wanted}
    # What service.yaml itself calls missing: fields that somebody has made text fields.
    declared = [name for name in service.code_lists_open if name not in names]
    return [*(one.address for one in wanted if one.is_open), *declared]


def package_lists(files: Mapping[str, str]) -> list[CodeTable]:
    """Return the lists in the folder of the package, in the order of their file names."""
    return [_list(sha256, path) for path, sha256 in sorted(files.items()) if path.startswith(folder.CODE_LISTS)]


def check_lists(files: Mapping[str, bytes]) -> None:
    """Check the lists among the files of a package.

    :raises Problems: if one cannot be read, or two are the same version of the same list.
    """
    problems: list[Problem] = []
    seen: dict[tuple[str, str], str] = {}
    for path, content in sorted(files.items()):
        if not path.startswith(folder.CODE_LISTS):
            continue
        try:
            table = read_genericode(content, file=path).table
        except Problems as refused:
            problems += refused.problems
            continue
        if other := seen.setdefault((table.urn, table.version), path).removeprefix(path):
            hint = "Bitte eine der beiden Dateien weglassen."
            problems.append(Problem(f"Diese Liste steht schon in {other}.", file=path, hint=hint))
    if problems:
        raise Problems(problems)


def _finder(wanted: tuple[Reference, ...], files: Mapping[str, str]) -> Resolver:
    own = package_lists(files)
    stored = forms.resolver(wanted)

    def find(reference: Reference) -> CodeTable | None:
        chosen = choose(reference, own)
        return chosen if isinstance(chosen, CodeTable) else stored(reference)

    return find


@lru_cache(maxsize=_REMEMBERED)
def _list(sha256: str, path: str) -> CodeTable:
    return read_genericode(store().read(sha256), file=path).table
