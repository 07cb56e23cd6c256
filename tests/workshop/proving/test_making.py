import json

import pytest

from kreishaus.ground.audit.queries import history
from kreishaus.services.applications.models import Application
from kreishaus.workshop.packages.enums import PackageState
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents
from kreishaus.workshop.proving.anonymising import words_in
from kreishaus.workshop.proving.making import Made, NoPackage, case_from_application, case_from_persona
from kreishaus.workshop.proving.reports import proving_of
from kreishaus.workshop.proving.running import run_tests
from tests import cast
from tests.factories.applications import an_application
from tests.workshop.proving.application import TODAY, a_package

pytestmark = pytest.mark.django_db
ACTOR = "staff:poppinga"


def made_from(application: Application) -> Made:
    """Make a test from an application."""
    return case_from_application(application=application, actor=ACTOR, at=cast.NOON)


def test_an_application_becomes_a_test_that_passes_and_names_nobody() -> None:
    draft, application = a_package(), an_application()

    made = made_from(application)

    draft.refresh_from_db()
    text = contents.content_of(draft, made.path).decode()
    assert made.path == "tests/aus-antrag-1.yaml"
    assert not made.is_new_version
    personal = {word for word in words_in(application.answers) if len(word) > 3 and word not in ("wide", "narrow")}
    assert len(personal) >= 6
    assert [word for word in personal if word in text] == []
    assert application.reference not in text
    assert "45.00" in text
    (result,) = run_tests(*proving_of(draft))
    assert result.problems == ()


def test_the_log_says_who_made_it_from_what_and_holds_nothing_personal() -> None:
    a_package()
    application = an_application()

    made_from(application)

    on_application = [
        event for event in history(f"application:{application.reference}") if event.verb == "application.test-made"
    ]
    on_package = [event for event in history("package:zufahrt") if event.verb == "package.test-added"]
    assert [event.actor for event in (*on_application, *on_package)] == [ACTOR, ACTOR]
    told = json.dumps([event.data for event in on_package])
    assert "aus-antrag-1" in told
    assert "de Vries" not in told


def test_every_click_makes_another_file() -> None:
    draft, application = a_package(), an_application()

    assert [made_from(application).path for _ in range(2)] == ["tests/aus-antrag-1.yaml", "tests/aus-antrag-2.yaml"]
    assert len(run_tests(*proving_of(PackageVersion.objects.get(pk=draft.pk)))) == 2


def test_without_a_draft_the_next_version_is_begun() -> None:
    published, application = a_package(), an_application()
    PackageVersion.objects.filter(pk=published.pk).update(state=PackageState.IN_REVIEW)

    made = made_from(application)

    assert made.is_new_version
    assert made.version.version == "1.0.1"
    assert PackageVersion.objects.get(pk=published.pk).files == published.files


def test_a_service_from_elsewhere_has_no_package() -> None:
    with pytest.raises(NoPackage):
        made_from(an_application())


def test_a_persona_becomes_a_test() -> None:
    draft = a_package()

    made = case_from_persona(version=draft, persona="minimal", seed=3, on=TODAY, actor=ACTOR, at=cast.NOON)

    assert made.path == "tests/erdacht-1.yaml"
    (result,) = run_tests(*proving_of(PackageVersion.objects.get(pk=draft.pk)))
    assert (result.name, result.problems) == ("Nur das Nötigste (erdacht, Nr. 3)", ())
