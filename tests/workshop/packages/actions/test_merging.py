"""A new FIM version comes into a draft as one edit, with its schema, its report and an event."""

import pytest

from kreishaus.base.problems import Problems
from kreishaus.ground.audit.models import Event
from kreishaus.ground.storage.ports import store
from kreishaus.workshop.packages import actions, queries
from kreishaus.workshop.packages.engine.settings import Change
from kreishaus.workshop.packages.engine.versions import Take
from kreishaus.workshop.packages.enums import PackageState
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents
from tests.services.forms.formats.xdatenfelder.written import field_xml, group_xml, schema_xml, used
from tests.workshop.packages.conftest import MEYER, NOON, files

pytestmark = pytest.mark.django_db

OLD = schema_xml(used(group_xml(used(field_xml()) + used(field_xml(number=2, label="Rasse")))))
FIELDS = (field_xml(label="Rufname"), field_xml(number=2, label="Rasse"), field_xml(number=3, label="Farbe"))
NEW = schema_xml(used(group_xml("".join(map(used, FIELDS))))).replace(b"1.0.0", b"1.1.0")


@pytest.fixture
def draft() -> PackageVersion:
    return actions.import_fim(source=OLD, name="hund.xml", actor=MEYER, at=NOON).version


def reworded(version: PackageVersion) -> PackageVersion:
    """Return the draft after somebody has reworded the first question."""
    edit = Change("halter.name", {"label": "Wie heißt Ihr Hund?"})
    actions.edit_form(version=version, edit=edit, shown=version.digest, actor=MEYER, at=NOON)
    version.refresh_from_db()
    return version


def labels(version: PackageVersion) -> list[str]:
    return [field.label for field in contents.form_of(version).schema.fields]


def test_preparing_writes_nothing(draft: PackageVersion) -> None:
    before = draft.digest

    prepared = actions.prepare_fim_merge(version=reworded(draft), source=NEW, name="neu.xml")

    draft.refresh_from_db()
    assert draft.digest != before
    assert (prepared.old.version, prepared.new.version, prepared.is_same_version) == ("1.0.0", "1.1.0", False)
    assert [conflict.words for conflict in prepared.merge.conflicts] == ["Frage"]
    assert labels(draft) == ["Wie heißt Ihr Hund?", "Rasse"]


def test_local_work_survives_and_new_fields_come_in(draft: PackageVersion) -> None:
    actions.merge_fim_version(version=reworded(draft), source=NEW, name="neu.xml", actor=MEYER, at=NOON)

    draft.refresh_from_db()
    assert labels(draft) == ["Wie heißt Ihr Hund?", "Rasse", "Farbe"]
    assert contents.content_of(draft, "schema.xdf.xml") == NEW
    assert draft.report is not None
    assert (draft.report["version"], draft.report["fields"]) == ("1.1.0", 3)


def test_a_decision_for_fim_is_followed_and_stands_in_the_log(draft: PackageVersion) -> None:
    local = reworded(draft)
    (conflict,) = actions.prepare_fim_merge(version=local, source=NEW, name="neu.xml").merge.conflicts

    actions.merge_fim_version(
        version=local, source=NEW, name="neu.xml", choices={conflict.key: Take.FIM}, actor=MEYER, at=NOON
    )

    assert labels(local)[0] == "Rufname"
    event = Event.objects.filter(verb="package.fim-version-merged").get()
    assert event.data["to"] == "1.1.0"
    assert event.data["taken"] == {conflict.key: "fim"}


def test_the_edit_can_be_taken_back(draft: PackageVersion) -> None:
    local = reworded(draft)
    actions.merge_fim_version(version=local, source=NEW, name="neu.xml", actor=MEYER, at=NOON)

    actions.undo(version=local, actor=MEYER, at=NOON)

    local.refresh_from_db()
    assert labels(local) == ["Wie heißt Ihr Hund?", "Rasse"]
    assert contents.content_of(local, "schema.xdf.xml") == OLD


def test_who_the_applicant_is_follows_a_renamed_key(draft: PackageVersion) -> None:
    text = contents.content_of(draft, "service.yaml").decode().replace("title: ", "title: halter.name + ' ' + ")
    draft.files = {**draft.files, "service.yaml": store().put(text.encode()).sha256}
    draft.digest = contents.digest_of(draft.files)
    draft.save()

    actions.merge_fim_version(version=draft, source=NEW, name="neu.xml", actor=MEYER, at=NOON)

    assert "halter.rufname" in contents.content_of(draft, "service.yaml").decode()


def test_the_legal_basis_follows_unless_the_county_has_its_own() -> None:
    law = "<bezug>{}</bezug>"
    old = schema_xml(used(group_xml(used(field_xml()))), head=law.format("§ 1 alt"))
    new = schema_xml(used(group_xml(used(field_xml()))), head=law.format("§ 1 neu"))
    version = actions.import_fim(source=old, name="hund.xml", actor=MEYER, at=NOON).version

    actions.merge_fim_version(version=version, source=new, name="neu.xml", actor=MEYER, at=NOON)

    assert [basis["text"] for basis in queries.service_definition(version).legal_basis] == ["§ 1 neu"]


def test_another_schema_is_refused(draft: PackageVersion) -> None:
    with pytest.raises(Problems) as refusal:
        actions.prepare_fim_merge(version=draft, source=NEW.replace(b"S00000000001", b"S00000000002"), name="x.xml")

    assert "S00000000002" in refusal.value.problems[0].message


def test_a_service_without_a_schema_has_nothing_to_merge() -> None:
    version = actions.import_files(files=files(), actor=MEYER, at=NOON)

    with pytest.raises(actions.NoSchema):
        actions.prepare_fim_merge(version=version, source=NEW, name="neu.xml")


def test_only_a_draft_changes(draft: PackageVersion) -> None:
    PackageVersion.objects.update(state=PackageState.PUBLISHED)
    draft.refresh_from_db()

    with pytest.raises(actions.NotADraft):
        actions.merge_fim_version(version=draft, source=NEW, name="neu.xml", actor=MEYER, at=NOON)


def test_somebody_elses_edit_is_not_overwritten(draft: PackageVersion) -> None:
    shown = PackageVersion.objects.get(pk=draft.pk)
    reworded(draft)

    with pytest.raises(actions.ChangedElsewhere):
        actions.merge_fim_version(version=shown, source=NEW, name="neu.xml", actor=MEYER, at=NOON)
