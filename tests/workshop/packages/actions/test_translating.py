"""Translations of a draft: written many at once, following the form, frozen with what is published."""

import pytest

from kreishaus.base.problems import Problems
from kreishaus.services.applications import queries as applications
from kreishaus.workshop.packages.actions import (
    ChangedElsewhere,
    compare_texts,
    edit_form,
    import_files,
    publish,
    save_language,
    settle_reviews,
    submit_for_publication,
    undo,
)
from kreishaus.workshop.packages.engine.moving import Rename
from kreishaus.workshop.packages.engine.structure import Remove
from kreishaus.workshop.packages.enums import Settlement
from kreishaus.workshop.packages.formats.languages import State
from kreishaus.workshop.packages.formats.languages.table import TextRow
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents, languages
from tests.workshop.packages.conftest import JANSSEN, MEYER, NOON, files

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> PackageVersion:
    return import_files(files=files(), actor=MEYER, at=NOON)


def write(draft: PackageVersion, texts: dict[str, str], german: dict[str, str] | None = None) -> int:
    return save_language(version=draft, language="en", texts=texts, german=german, actor=MEYER, at=NOON)


def test_many_texts_are_one_edit(draft: PackageVersion) -> None:
    assert write(draft, {"service.name": "Register a dog", "person.name.label": "Name of the owner"}) == 2
    known = languages.translation_of(draft, "en")
    assert {key: entry.text for key, entry in known.entries.items()} == {
        "service.name": "Register a dog",
        "person.name.label": "Name of the owner",
    }
    assert draft.revisions.count() == 1
    assert write(draft, {"service.name": "Register a dog"}) == 0
    assert write(draft, {"service.name": ""}) == 1
    assert "service.name" not in languages.translation_of(draft, "en").entries


def test_a_new_german_text_makes_its_translations_stale(draft: PackageVersion) -> None:
    write(draft, {"person.name.label": "Name", "service.summary": "Register your dog."})
    write(draft, {}, {"person.name.label": "Ihr Name", "service.summary": "Melden Sie Ihren Hund gleich an."})
    german, known = languages.german_of(draft), languages.translation_of(draft, "en")
    assert german["person.name.label"] == "Ihr Name"
    assert contents.definition_of(draft).service.summary == "Melden Sie Ihren Hund gleich an."
    assert "# Hunde in der Stadt" in contents.content_of(draft, "service.yaml").decode()
    for key in ("person.name.label", "service.summary"):
        assert known.state_of(key, german[key]) is State.STALE
    write(draft, {"person.name.label": "Your name"})
    assert languages.translation_of(draft, "en").current(languages.german_of(draft)) == {
        "person.name.label": "Your name"
    }


def test_translations_move_with_their_element_go_with_it_and_come_back(draft: PackageVersion) -> None:
    write(draft, {"person.email.label": "E-mail", "pages.person.title": "Your details"})
    edit_form(version=draft, edit=Rename("person", "halter"), shown="", actor=MEYER, at=NOON)
    assert set(languages.translation_of(draft, "en").entries) == {"halter.email.label", "pages.person.title"}
    edit_form(version=draft, edit=Rename("@person", "start"), shown="", actor=MEYER, at=NOON)
    assert set(languages.translation_of(draft, "en").entries) == {"halter.email.label", "pages.start.title"}
    undo(version=draft, actor=MEYER, at=NOON)
    undo(version=draft, actor=MEYER, at=NOON)
    assert set(languages.translation_of(draft, "en").entries) == {"person.email.label", "pages.person.title"}


def test_what_is_removed_takes_its_translation_along(draft: PackageVersion) -> None:
    write(draft, {"person.name.label": "Name", "rules.R1.message": "R1 says nothing"})
    assert set(languages.translation_of(draft, "en").entries) == {"person.name.label"}
    edit_form(version=draft, edit=Remove(("person.name",), anyway=True), shown="", actor=MEYER, at=NOON)
    assert languages.translation_of(draft, "en").entries == {}
    exported = contents.files_of(draft)
    assert import_files(files=exported, actor=MEYER, at=NOON).digest == draft.digest


def test_a_table_is_compared_before_it_is_written(draft: PackageVersion) -> None:
    write(draft, {"service.name": "Register a dog"})
    german = languages.german_of(draft)
    rows = [
        TextRow("service.name", german["service.name"], "Register your dog"),
        TextRow("service.summary", "Ein alter Satz.", "An old sentence."),
        TextRow("person.name.label", german["person.name.label"], ""),
        TextRow("person.nobody.label", "Niemand", "Nobody"),
    ]
    found = compare_texts(version=draft, language="en", rows=rows)
    assert [(each.key, each.before, each.after) for each in found.changes] == [
        ("service.name", "Register a dog", "Register your dog")
    ]
    assert [row.key for row in found.outdated] == ["service.summary"]
    assert [row.key for row in found.unknown] == ["person.nobody.label"]
    assert found.same == 1


def test_who_is_slower_does_not_overwrite(draft: PackageVersion) -> None:
    shown = draft.digest
    write(draft, {"service.name": "Register a dog"})
    late = PackageVersion.objects.get(pk=draft.pk)
    late.digest = shown
    with pytest.raises(ChangedElsewhere):
        write(late, {"service.summary": "Register your dog."})


def test_a_text_of_nothing_is_refused_with_its_line() -> None:
    broken = {**files(), "texts/en.yaml": b"language: en\ntexts:\n  person.nam.label: Name\n"}
    with pytest.raises(Problems) as caught:
        import_files(files=broken, actor=MEYER, at=NOON)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == ("texts/en.yaml", 3)
    assert "person.name.label" in problem.hint


def test_what_is_published_keeps_its_translations(draft: PackageVersion, county: None) -> None:
    write(draft, {"service.name": "Register a dog", "person.name.label": "Name of the owner"})
    settle_reviews(version=draft, by=Settlement.NOT_NEEDED, note="gilt nicht", actor=MEYER, at=NOON)
    submit_for_publication(version=draft, actor=MEYER, at=NOON)
    offering = publish(version=draft, actor=JANSSEN, at=NOON)
    assert applications.languages_of(offering) == ("de", "en")
    assert applications.texts_in(offering, "en")["service.name"] == "Register a dog"
    said = applications.form_in(offering, "en")
    assert [field.label for field in said.fields] == ["Name of the owner", "E-Mail"]
    assert applications.form_in(offering, "en") is said
    assert applications.form_in(offering, "de").digest == offering.form.digest
