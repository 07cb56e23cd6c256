"""Every real FIM file is read whole: nothing invented, nothing dropped, the same result every time."""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kreishaus.base.problems import Problems
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.formats.xdatenfelder import convert, read_schema
from kreishaus.services.forms.formats.xdatenfelder.form import Conversion
from kreishaus.services.forms.formats.xdatenfelder.model import ImportedField, ImportedGroup, ImportedSchema
from kreishaus.services.forms.formats.xdatenfelder.official import State, check_officially
from kreishaus.services.forms.formats.xdatenfelder.quality import Severity
from tests.conformance.xdatenfelder_counts import Counts, count

_SHARED = Path(os.environ.get("KREISHAUS_SHARED", Path(__file__).resolve().parents[2].parent / "shared"))
_FIM = _SHARED / "data" / "fim"
REAL = sorted(
    f"{file.parent.name}/{file.name}" for folder in ("xdf2", "xdf3") for file in (_FIM / folder).glob("*.xml")
) or ["absent"]
every_real_file = pytest.mark.parametrize("name", REAL)


@cache
def counted(file: Path) -> Counts:
    return count(file)


@cache
def imported(file: Path) -> ImportedSchema:
    return read_schema(file, name=file.name)


@cache
def converted(file: Path) -> Conversion:
    return convert(imported(file))


@pytest.fixture
def file(shared_data: Path, name: str) -> Path:
    return shared_data / "fim" / name


def test_all_known_files_are_here(shared_data: Path) -> None:
    assert len(list((shared_data / "fim" / "xdf3").glob("*.xml"))) == 39
    assert len(list((shared_data / "fim" / "xdf2").glob("*.xml"))) == 5


@every_real_file
def test_totals_equal_an_independent_count(file: Path) -> None:
    expected = counted(file)

    report = converted(file).report

    assert {
        "fields": report.fields,
        "groups": report.groups,
        "rules": report.rules_total,
        "value_lists": report.value_lists,
        "code_lists": report.code_lists_open,
    } == {
        "fields": expected.fields,
        "groups": expected.groups,
        "rules": expected.rules,
        "value_lists": expected.value_lists,
        "code_lists": expected.code_lists,
    }


@every_real_file
def test_kinds_numbers_and_multiplicities_are_taken_over(file: Path) -> None:
    expected = counted(file)

    elements = list(imported(file).elements())

    fields = [element for element in elements if isinstance(element, ImportedField)]
    assert Counter((field.kind.value, field.data_type.value) for field in fields) == expected.kinds
    assert Counter(element.id for element in elements) == expected.numbers
    assert sum(len(field.choices) for field in fields) == expected.values
    assert sum(bool(element.help) for element in elements) == expected.helps
    multiplicities = Counter(str(element.multiplicity).replace("..", ":") for element in elements)
    assert multiplicities == expected.multiplicities


@every_real_file
def test_laws_keep_their_links_and_patterns_are_kept(file: Path) -> None:
    expected = counted(file)

    schema = imported(file)

    elements = list(schema.elements())
    bases = [base for element in elements for base in (*element.bases, *element.use_bases)]
    bases += [base for rule in _rules(schema) for base in rule.bases] + list(schema.bases)
    assert sum(bool(base.link) for base in bases) == expected.links
    if schema.standard == 3:
        patterns = [e.constraints.pattern for e in elements if isinstance(e, ImportedField)]
        assert sum(map(bool, patterns)) == expected.patterns


@every_real_file
def test_an_element_is_known_by_its_path(file: Path) -> None:
    elements = list(imported(file).elements())

    assert len({element.path for element in elements}) == len(elements)


@every_real_file
def test_the_form_holds_every_field_and_every_rule(file: Path) -> None:
    expected = counted(file)

    form = converted(file).form

    groups = [group for group in _groups(form) if "fim" in group]
    fields = list(_fields(form))
    assert (len(fields), len(groups)) == (expected.fields, expected.groups)
    assert Counter(item["fim"]["id"] for item in [*fields, *groups]) == expected.numbers
    reviews, rules = form.get("reviews", []), form.get("rules", [])
    executable = {rule["id"].split(".")[0] for rule in rules}
    assert len(reviews) + len(executable) == expected.rules
    assert executable.isdisjoint(review["id"] for review in reviews)
    for entries in (reviews, rules):
        assert len({entry["id"] for entry in entries}) == len(entries)
    assert all(review["text"] for review in reviews)


@every_real_file
def test_reviews_point_at_elements_of_the_form(file: Path) -> None:
    form = converted(file).form

    paths = {"", *_paths(form)}
    assert [review for review in form.get("reviews", []) if review.get("element", "") not in paths] == []


@every_real_file
def test_keys_are_names_for_conditions_and_unique_among_brothers(file: Path) -> None:
    form = converted(file).form

    for keys in _brothers(form):
        assert len(set(keys)) == len(keys)
        assert [key for key in keys if not re.fullmatch(r"[a-z][a-z0-9_]{0,45}", key)] == []


@every_real_file
def test_two_imports_are_identical(file: Path) -> None:
    first = converted(file)

    second = convert(read_schema(file.read_bytes(), name=file.name))

    assert second == first


@every_real_file
def test_the_engine_accepts_the_form_and_writes_it_the_same_way(file: Path) -> None:
    form = converted(file).form

    assert parse_form(form).to_data() == form


def test_the_same_element_ten_times_stays_ten_elements(shared_data: Path) -> None:
    schema = read_schema(shared_data / "fim" / "xdf3" / "S00000000374.xml", name="S00000000374.xml")

    occurrences = Counter(element.id for element in schema.elements())
    assert max(occurrences.values()) == 10


def test_the_real_choice_group_is_exclusive(shared_data: Path) -> None:
    schema = read_schema(shared_data / "fim" / "xdf3" / "S00000000385.xml", name="S00000000385.xml")

    exclusive = [e.id for e in schema.elements() if isinstance(e, ImportedGroup) and e.exclusive]
    assert exclusive == ["G00000002218"]


def test_the_largest_file_needs_less_than_100_mb(shared_data: Path) -> None:
    file = shared_data / "fim" / "xdf3" / "S05000001319.xml"
    probe = (
        "import sys; from pathlib import Path\n"
        "from kreishaus.services.forms.formats.xdatenfelder import convert, read_schema\n"
        "convert(read_schema(Path(sys.argv[1]), name='x'))\n"
        # Of this program alone: ru_maxrss would count the process it was forked from.
        "print(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1])"
    )

    done = subprocess.run([sys.executable, "-c", probe, str(file)], capture_output=True, text=True, check=True)

    # 48 MB measured, of which 46 are interpreter and libraries.
    assert int(done.stdout) < 100_000


@every_real_file
def test_quality_and_validity_are_told_for_every_file(shared_data: Path, file: Path) -> None:
    quality = converted(file).report.quality
    official = check_officially(file.read_bytes(), shared_data / "fim" / "xsd")

    numbers = {finding.number for finding in quality.findings}
    assert all(finding.places for finding in quality.findings)
    if imported(file).standard == 3:
        # Approved by people who ran the official check: nothing critical is left, and the XML is valid.
        assert quality.count(Severity.CRITICAL) == 0, numbers
        assert official.state is State.VALID
    else:
        assert quality.count(Severity.CRITICAL) > 0
        assert len(official.violations) == (8 if file.name == "S00000094V1.0_xdf2.xml" else 0)


# The small files of `xdf-broken`. Refused is what makes identity, structure or status ambiguous;
# what everybody would understand is read, with a note.
REFUSED = {
    "v2/duplicate-required-value.xml": (13, "steht <name> 2-mal"),
    "v2/unknown-namespace.xml": (2, "xdatenfelder_unknown"),
    "v3/duplicate-id-node.xml": (11, "steht <id> 2-mal"),
    "v3/empty-id-node.xml": (10, "fehlt die FIM-Nummer"),
    "v3/invalid-freigabestatus.xml": (17, "Freigabestatus »10«"),
    "v3/missing-id-node.xml": (9, "fehlt die FIM-Nummer"),
    "v3/unexpected-node.xml": (11, "unbekannte Element <unknown>"),
    "v3/unknown-namespace.xml": (3, "xdatenfelder_unknown"),
}
# An odd number, an empty schema, a doubled but empty description or a lone group harm nobody.
READ = {
    "v2/data-field-rule.xml": (1, 0, 1, "hat nicht die übliche Form"),
    "v2/data-group-rule.xml": (0, 1, 1, "Die Gruppe enthält keine Felder"),
    "v2/duplicate-optional-value.xml": (0, 0, 0, "ohne Widerspruch"),
    "v2/label.xml": (1, 0, 0, "hat nicht die übliche Form"),
    "v2/minimal.xml": (0, 0, 0, "Das Schema enthält keine Felder"),
    "v2/rule.xml": (0, 0, 1, "Das Schema enthält keine Felder"),
    "v2/select.xml": (1, 0, 0, "hat nicht die übliche Form"),
    "v2/simple.xml": (1, 1, 1, "hat nicht die übliche Form"),
    "v3/input.xml": (1, 1, 0, "<inhalt> steht mehrfach, aber ohne Widerspruch"),
    "v3/simple.xml": (1, 2, 2, "kein ganzes Schema"),
}


def test_every_broken_file_is_decided(shared_data: Path) -> None:
    folder = shared_data / "fim" / "xdf-broken"

    found = {file.relative_to(folder).as_posix() for file in folder.glob("*/*.xml")}

    assert found == set(REFUSED) | set(READ)


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_an_ambiguous_file_is_refused_with_its_line_and_what_to_do(shared_data: Path, name: str) -> None:
    line, words = REFUSED[name]

    with pytest.raises(Problems) as refusal:
        read_schema(shared_data / "fim" / "xdf-broken" / name, name=name)

    (problem,) = refusal.value.problems
    assert words in problem.message
    assert (problem.file, problem.line) == (name, line)
    assert problem.hint != ""


@pytest.mark.parametrize("name", sorted(READ))
def test_a_strange_but_readable_file_is_read_with_a_note(shared_data: Path, name: str) -> None:
    fields, groups, rules, words = READ[name]

    report = convert(read_schema(shared_data / "fim" / "xdf-broken" / name, name=name)).report

    assert (report.fields, report.groups, report.rules_total) == (fields, groups, rules)
    assert any(words in note.message for note in report.notes)


def _rules(schema: ImportedSchema) -> Iterator[Any]:
    yield from schema.rules
    for element in schema.elements():
        yield from element.rules


def _children(group: dict[str, Any]) -> list[dict[str, Any]]:
    return [*group.get("fields", ()), *group.get("groups", ()), *group.get("items", ())]


def _groups(form: dict[str, Any]) -> Iterator[dict[str, Any]]:
    waiting = [group for page in form["pages"] for group in page["groups"]]
    while waiting:
        group = waiting.pop()
        yield group
        waiting += [item for item in _children(group) if "type" not in item]


def _fields(form: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (item for group in _groups(form) for item in _children(group) if "type" in item)


def _brothers(form: dict[str, Any]) -> Iterator[list[str]]:
    yield [page["key"] for page in form["pages"]]
    yield [group["key"] for page in form["pages"] for group in page["groups"]]
    for group in _groups(form):
        yield [item["key"] for item in _children(group)]


def _paths(form: dict[str, Any]) -> Iterator[str]:
    waiting = [("", group) for page in form["pages"] for group in page["groups"]]
    while waiting:
        above, item = waiting.pop()
        path = f"{above}.{item['key']}" if above else item["key"]
        yield path
        waiting += [(path, inner) for inner in _children(item)]
