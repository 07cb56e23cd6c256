"""The text files of the demo county fit together: offices, posts, filing plan, services, packages."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kreishaus.base.durations import parse_duration
from kreishaus.base.yamlsource import load
from kreishaus.people.organisation.enums import Role
from kreishaus.records import engine
from kreishaus.records.enums import Access, Disposal
from kreishaus.services.catalogue.formats.catalogue_yaml import read_catalogue
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.engine.schema import Field, FormSchema, Group
from kreishaus.services.forms.formats.genericode import read_genericode
from kreishaus.workshop.packages.formats.definition import ServiceDefinition
from kreishaus.workshop.packages.formats.folder import read_folder
from kreishaus.workshop.packages.formats.service_yaml import read_definition
from kreishaus.workshop.proving.gate import PackageProver

DEMO = Path(__file__).resolve().parents[2] / "demo"
PACKAGES = sorted((DEMO / "services").iterdir())
# Numbers that belong to nobody: 555 is not given out in Leer's network.
INVENTED_PHONE = re.compile(r"0491 555-01\d\d")


@pytest.fixture(scope="module")
def organisation() -> dict[str, Any]:
    return yaml_of("organisation.yaml")


@pytest.fixture(scope="module")
def offices(organisation: dict[str, Any]) -> set[str]:
    return {office["number"] for office in organisation["offices"]}


@pytest.fixture(scope="module")
def plan() -> list[dict[str, str]]:
    with (DEMO / "filing_plan.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def catalogue() -> list[dict[str, Any]]:
    return read_catalogue((DEMO / "catalogue.yaml").read_text(encoding="utf-8"))


def yaml_of(name: str) -> dict[str, Any]:
    data = load((DEMO / name).read_text(encoding="utf-8"), name).data
    assert isinstance(data, dict)
    return data


def package_of(folder: Path) -> tuple[ServiceDefinition, FormSchema, dict[str, str]]:
    files = {path: content.decode() for path, content in read_folder(folder).items()}
    form = load(files["form.yaml"], "form.yaml")
    return (
        read_definition(files["service.yaml"]).service,
        parse_form(form.data, file="form.yaml", line=form.line),
        {path: text for path, text in files.items() if path.startswith("tests/")},
    )


def fields_of(group: Group) -> Iterator[Field]:
    for item in group.items:
        yield from fields_of(item) if isinstance(item, Group) else (item,)


def test_every_office_hangs_under_one_that_was_named_before(organisation: dict[str, Any]) -> None:
    seen: set[str] = set()
    for office in organisation["offices"]:
        assert office["number"] not in seen
        assert office.get("parent") is None or office["parent"] in seen
        seen.add(office["number"])


def test_staff_have_unique_names_posts_in_real_offices_and_known_roles(
    organisation: dict[str, Any], offices: set[str]
) -> None:
    staff = organisation["staff"]
    posts = [post for person in staff for post in person["posts"]]

    assert len(staff) >= 30
    assert len({person["username"] for person in staff}) == len(staff)
    assert len({post["key"] for post in posts}) == len(posts)
    assert {post["office"] for post in posts} <= offices
    assert {role for post in posts for role in post["roles"]} <= set(Role.values)
    assert all(person["try"].endswith(".") and person["posts"] for person in staff)


def test_two_persons_of_the_digital_office_can_publish_a_service(organisation: dict[str, Any]) -> None:
    makers = [
        person["username"]
        for person in organisation["staff"]
        for post in person["posts"]
        if post["office"] == "80" and Role.DIGITAL_OFFICE in post["roles"]
    ]

    assert {"poppinga", "ukena"} <= set(makers)


@pytest.mark.parametrize("number", ["32", "36", "50", "51", "63", "80"])
def test_the_busy_offices_have_a_clerk_and_a_head(organisation: dict[str, Any], number: str) -> None:
    roles = {
        role
        for person in organisation["staff"]
        for post in person["posts"]
        if post["office"] == number
        for role in post["roles"]
    }

    assert {Role.CASE_WORKER, Role.HEAD_OF_OFFICE} <= roles


def test_every_phone_number_is_invented(organisation: dict[str, Any]) -> None:
    people = [organisation["authority"], *organisation["offices"], *organisation["staff"]]
    numbers = [entry["phone"] for entry in people if "phone" in entry]

    assert [number for number in numbers if not INVENTED_PHONE.fullmatch(number)] == []


def test_the_county_has_nineteen_municipalities() -> None:
    county = yaml_of("municipalities.yaml")
    kinds = [municipality["kind"] for municipality in county["municipalities"]]

    assert (kinds.count("town"), kinds.count("municipality"), kinds.count("member")) == (3, 7, 9)
    assert len({municipality["key"] for municipality in county["municipalities"]}) == 19
    assert {entry.get("member_of") for entry in county["municipalities"]} - {None} == {
        entry["key"] for entry in county["collective_municipalities"]
    }


def test_the_code_list_of_the_municipalities_says_the_same() -> None:
    table = read_genericode(DEMO / "codelists" / "gemeinden-leer.xml", file="gemeinden-leer.xml").table
    known = yaml_of("municipalities.yaml")["municipalities"]

    assert {row[:3] for row in table.rows} == {(each["key"], each["name"], each["postcode"]) for each in known}


def test_every_code_list_is_our_own() -> None:
    for file in (DEMO / "codelists").glob("*.xml"):
        read = read_genericode(file, file=file.name)

        assert read.notes == ()
        assert read.table.urn.startswith("urn:de:kreishaus:codeliste:")


def test_the_municipalities_are_those_of_the_official_list(shared_data: Path) -> None:
    with (shared_data / "regions" / "AuszugGV4QAktuell.csv").open(encoding="utf-8-sig", newline="") as lines:
        official = {
            f"03457{row['gemeinde']}": row["gemeindename"].split(",")[0]
            for row in csv.DictReader(lines)
            if (row["land"], row["rb"], row["kreis"]) == ("03", "4", "57")
            and row["satzart"] == "60"
            and row["textkennzeichen"] != "66"  # uninhabited
        }

    assert {entry["key"]: entry["name"] for entry in yaml_of("municipalities.yaml")["municipalities"]} == official


def test_the_filing_plan_is_a_tree_with_retention_and_a_lead_office(
    plan: list[dict[str, str]], offices: set[str]
) -> None:
    numbers = [row["number"] for row in plan]

    assert len(set(numbers)) == len(numbers)
    assert sorted(numbers, key=engine.plan_sort_key) == numbers
    assert {number for number in numbers if len(number) == 1} == set("0123456789")
    assert sum("." in number for number in numbers) >= 110
    for row in plan:
        number = row["number"]
        parent = number.rpartition(".")[0] if "." in number else number[:-1]
        assert parent == "" or parent in numbers
        assert row["title"]
        assert row["disposal"] in Disposal.values
        assert row["access"] in Access.values
        assert row["lead_office"] in offices
        # Nothing is destroyed without anybody having said when.
        assert row["retention_years"].isdigit() or row["disposal"] != Disposal.DESTROY or "." not in number


def test_the_catalogue_holds_every_service_of_the_dossier(catalogue: list[dict[str, Any]], shared_data: Path) -> None:
    dossier = json.loads((shared_data / "catalogue" / "demo_services.json").read_text(encoding="utf-8"))
    ours = {"kfz-wunschkennzeichen": "wunschkennzeichen", "antrag-allgemein": "allgemeiner-antrag"}
    wanted = {ours.get(service["id"], service["id"]): service["leika"] or "" for service in dossier["dienste"]}

    assert len(wanted) == 43
    assert {entry["key"]: entry["leika"] for entry in catalogue if not entry["redirect"]} == wanted


def test_every_service_says_what_it_is_for_whom_and_who_is_competent(
    catalogue: list[dict[str, Any]], offices: set[str]
) -> None:
    for entry in catalogue:
        assert entry["summary"].count(" ") >= 4, entry["key"]
        assert entry["life_situation"], entry["key"]
        assert entry["keywords"], entry["key"]
        assert 1 <= entry["popularity"] <= 100, entry["key"]
        if entry["redirect"]:
            assert entry["redirect"]["reason"].endswith("."), entry["key"]
            assert entry["redirect"]["url"].startswith("https://"), entry["key"]
            assert entry["office"] == "", entry["key"]
        else:
            assert entry["office"] in offices, entry["key"]
            assert {"description", "procedure"} <= set(entry["texts"]), entry["key"]
            assert entry["fee_text"], entry["key"]
            assert entry["duration_text"], entry["key"]
            assert entry["legal_basis"], entry["key"]


def test_what_the_county_does_not_do_leads_to_who_does(catalogue: list[dict[str, Any]]) -> None:
    assert {entry["key"] for entry in catalogue if entry["redirect"]} == {
        "fischereischein",
        "gewerbeanmeldung",
        "personalausweis",
        "schwerbehindertenausweis",
        "ummeldung",
    }


def test_sentences_of_the_catalogue_are_short(catalogue: list[dict[str, Any]]) -> None:
    texts = [text for entry in catalogue for text in (entry["summary"], *entry["texts"].values())]
    sentences = [sentence for text in texts for sentence in re.split(r"(?<=[.?!])\s+", text)]

    assert [sentence for sentence in sentences if len(sentence.split()) > 20] == []
    assert sum(len(sentence.split()) for sentence in sentences) / len(sentences) < 12


@pytest.mark.parametrize("folder", PACKAGES, ids=lambda folder: folder.name)
def test_a_package_meets_every_expectation_of_its_own_tests(folder: Path) -> None:
    _service, form, tests = package_of(folder)
    service_text = (folder / "service.yaml").read_text(encoding="utf-8")

    assert tests
    assert [str(one) for one in PackageProver().failures(service_text=service_text, form=form, tests=tests)] == []


@pytest.mark.parametrize("folder", PACKAGES, ids=lambda folder: folder.name)
def test_a_package_is_filed_in_the_plan_and_belongs_to_an_office_of_the_county(
    folder: Path, plan: list[dict[str, str]], offices: set[str], catalogue: list[dict[str, Any]]
) -> None:
    service, _, _ = package_of(folder)
    [position] = [row for row in plan if row["number"] == service.filing.position]

    assert service.key == folder.name
    assert service.office in offices
    assert service.filing.retention == f"P{position['retention_years']}Y"
    assert service.filing.disposal == position["disposal"]
    assert service.filing.access == position["access"]
    [entry] = [entry for entry in catalogue if entry["key"] == service.key]
    assert (entry["name"], entry["leika"], entry["office"]) == (service.name, service.leika, service.office)


@pytest.mark.parametrize("folder", PACKAGES, ids=lambda folder: folder.name)
def test_every_field_about_a_person_says_why_and_on_what_ground_it_is_asked(folder: Path) -> None:
    _, form, _ = package_of(folder)
    personal = {"person", "address", "contact", "organisation"}
    fields = [(group.key, field) for page in form.pages for group in page.groups for field in fields_of(group)]

    assert {group for group, _ in fields} >= {"person", "address", "contact"}
    for group, field in fields:
        assert field.label, field.key
        assert field.basis, field.key
        if group in personal:
            assert field.purpose, field.key
            parse_duration(field.retention)
