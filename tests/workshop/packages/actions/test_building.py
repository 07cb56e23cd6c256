import pytest

from kreishaus.base.problems import Problems
from kreishaus.ground.audit.queries import history
from kreishaus.workshop.packages.actions import (
    NotADraft,
    NothingToUndo,
    edit_form,
    edit_letters,
    import_files,
    redo,
    start_service,
    submit_for_publication,
    undo,
    update_settings,
)
from kreishaus.workshop.packages.engine.merging import Conflict
from kreishaus.workshop.packages.engine.moving import Move, Rename
from kreishaus.workshop.packages.engine.settings import Change
from kreishaus.workshop.packages.engine.structure import Insert, Remove
from kreishaus.workshop.packages.enums import RevisionState
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.queries import version_or_none
from kreishaus.workshop.packages.rules import contents, publication_obstacles
from tests.workshop.packages.conftest import JANSSEN, MEYER, NOON, files

pytestmark = pytest.mark.django_db

FIELD = {"type": "text", "label": "Straße"}


@pytest.fixture
def draft() -> PackageVersion:
    return import_files(files=files(), actor=MEYER, at=NOON)


def text(version: PackageVersion, path: str) -> str:
    return contents.content_of(version, path).decode()


def field(version: PackageVersion, path: str) -> object:
    return contents.form_of(version).schema.plan.tree.by_path[path].field


def test_an_edit_is_written_in_the_usual_shape_and_noted(draft: PackageVersion) -> None:
    done = edit_form(version=draft, edit=Insert("person", 1, (FIELD,)), shown=draft.digest, actor=JANSSEN, at=NOON)

    schema = contents.read_form(text(draft, "form.yaml")).schema
    assert [each.key for each in schema.fields] == ["name", "strasse", "email"]
    assert contents.form_of(draft).schema == schema
    assert (done.words, done.selected, done.others) == ("Feld „Straße“ hinzugefügt", "person.strasse", ())
    [revision] = draft.revisions.all()
    assert (revision.words, revision.actor, revision.after) == (done.words, JANSSEN, draft.digest)
    assert list(history("package:hundesteuer"))[-1].verb == "package.form-edited"


def test_a_renamed_field_is_followed_in_settings_letters_and_tests(draft: PackageVersion, county: None) -> None:
    edit_form(version=draft, edit=Rename("person", "halter"), shown="", actor=MEYER, at=NOON)
    edit_form(version=draft, edit=Rename("halter.name", "familienname"), shown="", actor=MEYER, at=NOON)

    service = contents.definition_of(draft).service
    assert service.applicant.name == "halter.familienname"
    assert service.title == "'Hund von ' + halter.familienname"
    assert service.letters["grant"].paragraphs == ("Guten Tag {{ halter.familienname }}, Ihr Hund ist angemeldet.",)
    assert text(draft, "service.yaml").startswith("# Hunde in der Stadt")
    assert "        familienname: Hilke\n" in text(draft, "tests/eins.yaml")
    assert "required: [halter.email]" in text(draft, "tests/eins.yaml")
    assert [problem.path for problem in publication_obstacles(draft)] == ["reviews"]


def test_edits_are_taken_back_and_repeated_by_anybody(draft: PackageVersion) -> None:
    before = draft.digest
    edit_form(version=draft, edit=Rename("person", "halter"), shown="", actor=MEYER, at=NOON)
    middle = draft.digest
    update_settings(version=draft, changes={"office": "30"}, actor=MEYER, at=NOON)
    after = draft.digest

    undo(version=draft, actor=JANSSEN, at=NOON)
    assert draft.digest == middle
    undo(version=draft, actor=JANSSEN, at=NOON)
    assert draft.digest == before
    with pytest.raises(NothingToUndo):
        undo(version=draft, actor=JANSSEN, at=NOON)
    redo(version=draft, actor=JANSSEN, at=NOON)
    redo(version=draft, actor=JANSSEN, at=NOON)
    assert draft.digest == after
    with pytest.raises(NothingToUndo):
        redo(version=draft, actor=JANSSEN, at=NOON)


def test_new_work_ends_what_could_be_repeated(draft: PackageVersion) -> None:
    edit_form(version=draft, edit=Change("person.name", {"hint": "A"}), shown="", actor=MEYER, at=NOON)
    undo(version=draft, actor=MEYER, at=NOON)
    edit_form(version=draft, edit=Change("person.name", {"hint": "B"}), shown="", actor=MEYER, at=NOON)

    with pytest.raises(NothingToUndo):
        redo(version=draft, actor=MEYER, at=NOON)
    assert [each.state for each in draft.revisions.all()] == [RevisionState.DROPPED, RevisionState.DONE]


def test_two_people_at_different_fields_keep_both_works(draft: PackageVersion) -> None:
    shown = draft.digest
    edit_form(version=draft, edit=Rename("person", "halter"), shown=shown, actor=MEYER, at=NOON)
    stale = version_or_none("hundesteuer")
    assert stale is not None

    done = edit_form(
        version=stale, edit=Change("person.email", {"hint": "Freiwillig"}), shown=shown, actor=JANSSEN, at=NOON
    )

    assert done.others == (MEYER,)
    assert field(stale, "halter.email").hint == "Freiwillig"  # type: ignore[attr-defined]


def test_two_people_at_one_setting_get_a_conflict_and_nothing_is_written(draft: PackageVersion) -> None:
    shown = draft.digest
    edit_form(version=draft, edit=Change("person.name", {"label": "Familienname"}), shown=shown, actor=MEYER, at=NOON)
    now = draft.digest

    with pytest.raises(Conflict) as found:
        edit_form(version=draft, edit=Change("person.name", {"label": "Wer"}), shown=shown, actor=JANSSEN, at=NOON)

    assert [(each.mine, each.theirs) for each in found.value.clashes] == [("Wer", "Familienname")]
    draft.refresh_from_db()
    assert draft.digest == now


def test_a_row_that_was_read_before_somebody_else_saved_is_read_again(draft: PackageVersion) -> None:
    stale = version_or_none("hundesteuer")
    assert stale is not None
    edit_form(version=draft, edit=Change("person.name", {"hint": "A"}), shown="", actor=MEYER, at=NOON)

    edit_form(version=stale, edit=Change("person.email", {"hint": "B"}), shown=stale.digest, actor=JANSSEN, at=NOON)

    assert field(stale, "person.name").hint == "A"  # type: ignore[attr-defined]
    assert field(stale, "person.email").hint == "B"  # type: ignore[attr-defined]


def test_an_edit_made_on_a_state_that_was_taken_back_finds_its_element(draft: PackageVersion) -> None:
    edit_form(version=draft, edit=Rename("person", "halter"), shown="", actor=MEYER, at=NOON)
    shown = draft.digest
    undo(version=draft, actor=MEYER, at=NOON)

    edit_form(version=draft, edit=Change("halter.email", {"hint": "B"}), shown=shown, actor=JANSSEN, at=NOON)

    assert field(draft, "person.email").hint == "B"  # type: ignore[attr-defined]


def test_an_edit_that_breaks_the_form_writes_nothing(draft: PackageVersion) -> None:
    before = draft.digest

    with pytest.raises(Problems):
        edit_form(version=draft, edit=Change("person.name", {"when": "nix =="}), shown="", actor=MEYER, at=NOON)

    draft.refresh_from_db()
    assert draft.digest == before


def test_the_same_again_is_no_edit(draft: PackageVersion) -> None:
    edit_form(version=draft, edit=Change("person.name", {"label": "Wer"}), shown="", actor=MEYER, at=NOON)
    edit_form(version=draft, edit=Change("person.name", {"label": "Wer"}), shown="", actor=MEYER, at=NOON)

    assert draft.revisions.count() == 1


def test_moving_around_keeps_what_nobody_touched(draft: PackageVersion) -> None:
    edit_form(version=draft, edit=Move("person.email", "person", 0), shown="", actor=MEYER, at=NOON)
    edit_form(version=draft, edit=Remove(("person.email",), anyway=True), shown="", actor=MEYER, at=NOON)

    schema = contents.form_of(draft).schema
    assert [review.id for review in schema.reviews] == ["R2", "R3"]
    assert schema.rules == ()


def test_a_published_version_is_not_built_any_more(draft: PackageVersion, county: None) -> None:
    for each in ("R2", "R3"):
        edit_form(version=draft, edit=Change("person.name", {"hint": each}), shown="", actor=MEYER, at=NOON)
    PackageVersion.objects.filter(pk=draft.pk).update(state="in-review")
    draft.refresh_from_db()

    with pytest.raises(NotADraft):
        edit_form(version=draft, edit=Change("person.name", {"hint": "x"}), shown="", actor=MEYER, at=NOON)
    with pytest.raises(NotADraft):
        undo(version=draft, actor=MEYER, at=NOON)


def test_a_letter_changes_without_disturbing_the_rest(draft: PackageVersion) -> None:
    edit_letters(version=draft, outcome="refuse", texts={"paragraphs": ["Leider nein."]}, actor=MEYER, at=NOON)

    assert contents.definition_of(draft).service.letters["refuse"].paragraphs == ("Leider nein.",)
    assert "# Kämmerei" in text(draft, "service.yaml")


def test_importing_again_can_be_taken_back(draft: PackageVersion) -> None:
    edit_form(version=draft, edit=Change("person.name", {"hint": "A"}), shown="", actor=MEYER, at=NOON)
    mine = draft.digest
    again = import_files(files=files(), actor=MEYER, at=NOON, replace=True)

    undo(version=again, actor=MEYER, at=NOON)

    assert again.digest == mine


def test_a_service_begins_with_its_name_and_has_only_open_settings(county: None) -> None:
    version = start_service(name="Baumfällung  anzeigen", actor=MEYER, at=NOON)
    other = start_service(name="Baumfällung anzeigen", actor=MEYER, at=NOON)

    assert (version.package.key, other.package.key) == ("baumfaellung-anzeigen", "baumfaellung-anzeigen-2")
    update_settings(
        version=version,
        changes={"office": "20", "filing_position": "20.31", "summary": "Kurz.", "legal_remedy": "Klage.",
                 "legal_basis": [{"text": "§ 3 Baumschutzsatzung"}]},
        actor=MEYER, at=NOON,
    )  # fmt: skip
    assert publication_obstacles(version) == []
    submit_for_publication(version=version, actor=MEYER, at=NOON)


def test_a_service_needs_a_name() -> None:
    with pytest.raises(Problems, match="Name"):
        start_service(name="  ", actor=MEYER, at=NOON)
