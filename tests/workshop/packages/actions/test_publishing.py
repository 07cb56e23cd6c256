from datetime import timedelta
from pathlib import Path

import pytest

from kreishaus.ground.audit.queries import history
from kreishaus.services.applications.models import Offering
from kreishaus.services.catalogue.actions import ServiceDraft, store_service
from kreishaus.services.catalogue.models import Service
from kreishaus.services.catalogue.queries import find_services
from kreishaus.services.forms.queries import schema_of
from kreishaus.workshop.packages.actions import (
    NotReady,
    NotSubmitted,
    SamePerson,
    accept_code_lists,
    import_files,
    import_fim,
    publish,
    send_back,
    settle_reviews,
    start_version,
    submit_for_publication,
    update_settings,
)
from kreishaus.workshop.packages.enums import PackageState, Settlement
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.queries import detail_of, published_version
from kreishaus.workshop.packages.rules import contents
from tests.workshop.packages.conftest import JANSSEN, MEYER, NOON, SERVICE, files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]
ONE = NOON + timedelta(hours=1)


@pytest.fixture
def ready() -> PackageVersion:
    version = import_files(files=files(), actor=MEYER, at=NOON)
    return settle_reviews(version=version, by=Settlement.CASE_WORKER, note="Bitte prüfen.", actor=MEYER, at=NOON)


def published(version: PackageVersion) -> Offering:
    submit_for_publication(version=version, actor=MEYER, at=NOON)
    return publish(version=version, actor=JANSSEN, at=ONE)


def test_two_people_put_a_service_online(ready: PackageVersion) -> None:
    offering = published(ready)

    assert (ready.state, ready.submitted_by, ready.published_by) == (PackageState.PUBLISHED, MEYER, JANSSEN)
    assert (offering.service.key, offering.version, offering.digest) == ("hundesteuer", "1.0.0", ready.digest)
    assert schema_of(offering.form) == contents.form_of(ready).schema
    assert [found.service.key for found in find_services("Hund")] == ["hundesteuer"]
    assert [event.verb for event in history("package:hundesteuer")] == [
        "package.imported",
        "package.reviews-settled",
        "package.submitted",
        "package.published",
    ]


def test_the_offering_knows_how_applications_are_handled(ready: PackageVersion) -> None:
    settings = published(ready).settings

    assert settings["process"] == "decision"
    assert settings["filing"]["position"] == "20.31"
    assert settings["deadline"] == {"decide_within": "P4W", "fiction": False}
    assert settings["fees"] == [
        {
            "name": "Hundesteuer",
            "amount_cents": 9000,
            "valid_from": "2024-01-01",
            "valid_until": None,
            "when": "",
            "basis": "",
        }
    ]
    assert [(review["id"], review["settled"]) for review in settings["reviews"]] == [
        ("R2", {"by": "case-worker", "note": "Bitte prüfen."}),
        ("R3", {"by": "case-worker", "note": "Bitte prüfen."}),
    ]
    assert settings["letters"]["refuse"]["paragraphs"] == ["Wir lehnen ab."]
    assert settings["applicant"] == {"name": "person.name", "email": "person.email", "address": ""}
    assert settings["reserve"] is None


def test_who_submitted_cannot_publish(ready: PackageVersion) -> None:
    submit_for_publication(version=ready, actor=MEYER, at=NOON)

    with pytest.raises(SamePerson):
        publish(version=ready, actor=MEYER, at=ONE)

    assert Offering.objects.count() == 0


def test_an_unfinished_draft_cannot_be_submitted() -> None:
    version = import_files(files=files(), actor=MEYER, at=NOON)

    with pytest.raises(NotReady) as refused:
        submit_for_publication(version=version, actor=MEYER, at=NOON)

    assert [obstacle.message for obstacle in refused.value.obstacles] == ["2 Regeln sind noch offen."]
    assert version.state == PackageState.DRAFT


def test_a_draft_is_not_published_past_the_gate(ready: PackageVersion) -> None:
    with pytest.raises(NotSubmitted):
        publish(version=ready, actor=JANSSEN, at=ONE)

    assert Service.objects.count() == 0


def test_publishing_twice_is_refused(ready: PackageVersion) -> None:
    submit_for_publication(version=ready, actor=MEYER, at=NOON)
    also_open = PackageVersion.objects.get(pk=ready.pk)
    publish(version=ready, actor=JANSSEN, at=ONE)

    with pytest.raises(NotSubmitted):
        publish(version=also_open, actor=JANSSEN, at=ONE)

    assert Offering.objects.count() == 1


def test_a_version_sent_back_can_be_changed_again(ready: PackageVersion) -> None:
    submit_for_publication(version=ready, actor=MEYER, at=NOON)

    send_back(version=ready, reason="Bitte die Frist prüfen.", actor=JANSSEN, at=ONE)
    changed = update_settings(version=ready, changes={"decide_within": "P6W"}, actor=MEYER, at=ONE)

    assert (changed.state, changed.submitted_by) == (PackageState.DRAFT, "")


def test_a_new_version_retires_the_one_before(ready: PackageVersion) -> None:
    first = published(ready)
    following = start_version(version=ready, number="1.1.0", actor=MEYER, at=ONE)
    following = update_settings(version=following, changes={"name": "Hundesteuer"}, actor=MEYER, at=ONE)
    assert [(change.name, change.before, change.after) for change in detail_of(following).changes] == [
        ("name", "Hund anmelden", "Hundesteuer")
    ]

    second = published(following)

    ready.refresh_from_db()
    first.refresh_from_db()
    assert ready.state == PackageState.RETIRED
    assert first.retired_at == ONE
    assert (second.retired_at, second.service_id) == (None, first.service_id)
    assert published_version("hundesteuer") == following
    assert Service.objects.get().name == "Hundesteuer"


def test_what_the_catalogue_knows_better_stays() -> None:
    store_service(
        draft=ServiceDraft(key="hundesteuer", name="Hunde", popularity=70, life_situation="Tiere", keywords=["Welpe"]),
        actor="system:demo",
        at=NOON,
    )
    version = import_files(files=files(service=SERVICE.replace("# Hunde", "# Die Hunde")), actor=MEYER, at=NOON)
    settle_reviews(version=version, by=Settlement.NOT_NEEDED, note="Alt.", actor=MEYER, at=NOON)

    published(version)

    service = Service.objects.get()
    assert (service.name, service.popularity, service.life_situation, service.keywords) == (
        "Hund anmelden",
        70,
        "Tiere",
        ["Welpe"],
    )


@pytest.mark.parametrize("name", ["xdf2/S05000058V1.0_xdf2.xml", "xdf3/S00000000362.xml"])
def test_a_real_schema_goes_online_once_its_open_points_are_settled(name: str, shared_data: Path) -> None:
    source = shared_data / "fim" / name
    version = import_fim(source=source, name=source.name, actor=MEYER, at=NOON).version
    with pytest.raises(NotReady):
        submit_for_publication(version=version, actor=MEYER, at=NOON)

    wishes = {
        "office": "20",
        "filing_position": "20.31",
        "legal_remedy": "Sie können Klage erheben.",
        "summary": "Ein Satz.",
    }
    version = update_settings(version=version, changes=wishes, actor=MEYER, at=NOON)
    if contents.form_of(version).schema.open_reviews:
        version = settle_reviews(version=version, by=Settlement.CASE_WORKER, note="Prüfen.", actor=MEYER, at=NOON)
    missing = detail_of(version).code_lists_open
    version = accept_code_lists(version=version, names=missing, actor=MEYER, at=NOON)
    offering = published(version)

    assert schema_of(offering.form).open_reviews == ()
    assert offering.settings["filing"]["position"] == "20.31"
