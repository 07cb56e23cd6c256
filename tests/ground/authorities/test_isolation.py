"""The promise behind the word authority: two of them live in one process, and nothing crosses.

In every test something happens in Leer; then we look in Aurich, through the code and through the pages.
"""

from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.utils.timezone import now

from kreishaus.faces.portal import addresses
from kreishaus.ground.audit import queries as audit
from kreishaus.ground.audit.engine.receipts import ReceiptInvalid, verify_receipt
from kreishaus.ground.authorities.authority import Authority
from kreishaus.ground.authorities.context import acting_for
from kreishaus.ground.jobs import queries as jobs
from kreishaus.ground.jobs import worker
from kreishaus.ground.notices.models import OutgoingMail
from kreishaus.ground.search.queries import search
from kreishaus.ground.storage import store
from kreishaus.records.models import Case, Document
from kreishaus.services.applications import actions, queries
from kreishaus.services.applications.engine.files import FileAnswer
from kreishaus.services.applications.models import Application
from tests import cast
from tests.factories.applications import ANSWERS, an_offering
from tests.factories.organisation import a_member_of_staff
from tests.ground.authorities.installation import Installation

PASSWORD = "geheim"


def visitor(authority: Authority) -> Client:
    """Return a browser that only knows the host of this authority."""
    return Client(headers={"host": authority.hosts[0]})


def row_counts(authority: Authority) -> dict[str, int]:
    with acting_for(authority):
        return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def blobs_of(authority: Authority) -> set[str]:
    return {path.name for path in (authority.folder / "blobs").glob("**/*") if path.is_file()}


def submit_in(authority: Authority, *, plan: bytes = b"%PDF Lageplan") -> tuple[Application, str]:
    """Submit a complete application with a file and return it with its secret."""
    with acting_for(authority):
        offering = an_offering()
        draft, secret = actions.start_draft(offering=offering, service=offering.service, at=now())
        blob = store().put(plan)
        file = FileAnswer(sha256=blob.sha256, name="plan.pdf", size=blob.size, media_type="application/pdf")
        answers = {**ANSWERS, "access": {**ANSWERS["access"], "plan": [file]}}
        actions.save_answers(draft=draft, answers=answers, raw={}, revision=0, at=now())
        application = actions.submit(
            draft=draft, at=now(), link=f"https://{authority.hosts[0]}{addresses.status(secret)}"
        )
        return application, secret


def test_no_row_and_no_file_crosses(both: Installation) -> None:
    submit_in(both.aurich, plan=b"%PDF Aurich")
    rows, blobs = row_counts(both.aurich), blobs_of(both.aurich)

    application, _secret = submit_in(both.leer, plan=b"%PDF only in Leer")
    with acting_for(both.leer):
        worker.drain(raise_errors=True)

    assert row_counts(both.aurich) == rows
    assert blobs_of(both.aurich) == blobs
    with acting_for(both.leer):
        digests = list(Document.objects.filter(case=application.case).values_list("versions__sha256", flat=True))
        assert len(digests) == 3
        assert all(store().exists(digest) for digest in digests)
    with acting_for(both.aurich):
        assert not any(store().exists(digest) for digest in digests)
        assert not Case.objects.filter(pk=application.case_id).exists()


def test_references_are_counted_by_each_authority_for_itself(both: Installation) -> None:
    before = row_counts(both.aurich)["records.Case"]
    submit_in(both.leer)
    submit_in(both.leer)

    application, _secret = submit_in(both.aurich)

    assert application.reference.endswith(f"-{before + 1:04}")


def test_no_search_hit_crosses(both: Installation) -> None:
    application, _secret = submit_in(both.leer)
    submit_in(both.aurich)

    def found(authority: Authority, query: str) -> set[UUID]:
        with acting_for(authority):
            return {hit.object_id for hit in search(query, scopes=None, limit=200).hits}

    with acting_for(both.leer):
        documents = set(Document.objects.filter(case=application.case).values_list("pk", flat=True))
    assert found(both.leer, "Anhänger") & documents
    assert found(both.leer, "Anhänger").isdisjoint(found(both.aurich, "Anhänger"))
    assert found(both.leer, application.reference).isdisjoint(found(both.aurich, application.reference))


def test_no_job_runs_for_another_authority(both: Installation) -> None:
    with acting_for(both.aurich):
        worker.drain(raise_errors=True)
    application, _secret = submit_in(both.leer)
    with acting_for(both.leer):
        waiting = jobs.pending().count()
        assert waiting > 0

    with acting_for(both.aurich):
        assert jobs.pending().count() == 0
        assert worker.drain(raise_errors=True) == 0

    with acting_for(both.leer):
        assert jobs.pending().count() == waiting
        # Jobs may queue further ones; all of them are this authority's.
        assert worker.drain(raise_errors=True) >= waiting
        assert Document.objects.filter(case=application.case, kind="summary").count() == 1
        assert OutgoingMail.objects.filter(subject__contains=application.reference, state="sent").exists()


def test_each_authority_has_a_log_and_a_signature_of_its_own(both: Installation) -> None:
    application, _secret = submit_in(both.leer)
    submit_in(both.aurich)
    with acting_for(both.leer):
        receipt = actions.receipt(application)
        own_key = audit.verifier_key()
        assert audit.verify_log().is_whole
    with acting_for(both.aurich):
        foreign_key = audit.verifier_key()
        assert audit.verify_log().is_whole
        events = {event.pk for event in audit.history(application.subject)}
        assert application.entry_event_id not in events

    assert verify_receipt(receipt, vkey=own_key).origin == f"kreishaus/{both.leer.key}/audit"
    with pytest.raises(ReceiptInvalid):
        verify_receipt(receipt, vkey=foreign_key)
    keys = {(authority.folder / "audit-key.pem").read_bytes() for authority in (both.leer, both.aurich)}
    assert len(keys) == 2


def test_the_link_of_a_draft_opens_nothing_at_the_other_authority(both: Installation) -> None:
    with acting_for(both.leer):
        offering = an_offering()
        draft, secret = actions.start_draft(offering=offering, service=offering.service, at=now())
        plan = store().put(b"%PDF draft in Leer")
        file = FileAnswer(sha256=plan.sha256, name="plan.pdf", size=plan.size, media_type="application/pdf")
        answers = {**ANSWERS, "access": {**ANSWERS["access"], "plan": [file]}}
        actions.save_answers(draft=draft, answers=answers, raw={}, revision=0, at=now())
    with acting_for(both.aurich):
        an_offering()
        assert queries.draft_by_secret(secret, at=now()) is None
    paths = [
        addresses.page(secret, "person"),
        addresses.check(secret),
        f"{addresses.draft(secret)}datei/{plan.sha256}/",
    ]

    assert [visitor(both.leer).get(path).status_code for path in paths] == [HTTPStatus.OK] * 3
    assert [visitor(both.aurich).get(path).status_code for path in paths] == [HTTPStatus.NOT_FOUND] * 3


def test_the_status_link_opens_nothing_at_the_other_authority(both: Installation) -> None:
    _application, secret = submit_in(both.leer)
    paths = [f"{addresses.status(secret)}{page}" for page in ("", "eingang/", "angaben/", "nachweis.json")]

    assert [visitor(both.leer).get(path).status_code for path in paths] == [HTTPStatus.OK] * 4
    assert [visitor(both.aurich).get(path).status_code for path in paths] == [HTTPStatus.NOT_FOUND] * 4
    pasted = visitor(both.aurich).post("/status/", {"link": f"https://aurich.example{addresses.status(secret)}"})
    assert pasted.status_code != HTTPStatus.FOUND
    assert "location" not in pasted.headers


def test_a_downloaded_receipt_names_the_authority_that_was_asked(both: Installation) -> None:
    _application, secret = submit_in(both.leer)

    receipt = visitor(both.leer).get(f"{addresses.status(secret)}nachweis.json").content

    assert verify_receipt(receipt).origin == f"kreishaus/{both.leer.key}/audit"


def test_a_session_of_one_authority_is_no_session_at_the_other(both: Installation) -> None:
    with acting_for(both.leer):
        meyer = a_member_of_staff("meyer", office=cast.building_office())
    with acting_for(both.aurich):
        # The same name and password exist there; a stolen or copied cookie must still be worth nothing.
        a_member_of_staff("meyer", office=cast.building_office())
    here, there = visitor(both.leer), visitor(both.aurich)
    with acting_for(both.leer):
        here.force_login(meyer, backend="django.contrib.auth.backends.ModelBackend")
    there.cookies = here.cookies

    inside, outside = here.get("/eingang/"), there.get("/eingang/")

    assert "anmelden" not in inside.headers.get("location", "")
    assert urlsplit(outside.headers["location"]).path == "/anmelden/"


def test_staff_of_one_authority_cannot_log_in_at_the_other(both: Installation) -> None:
    with acting_for(both.leer):
        a_member_of_staff("cornelius", office=cast.building_office())
    here, there = visitor(both.leer), visitor(both.aurich)
    form = {"login": "cornelius", "password": PASSWORD}

    assert here.post("/anmelden/", form).status_code == HTTPStatus.FOUND
    assert there.post("/anmelden/", form).status_code == HTTPStatus.OK
    assert settings.SESSION_COOKIE_NAME not in there.cookies


def test_a_flood_at_one_authority_does_not_close_the_other(both: Installation, settings: object) -> None:
    settings.SUBMISSION_RATE = "3/h"  # type: ignore[attr-defined]
    here, there = visitor(both.leer), visitor(both.aurich)

    answers = [here.post("/status/", {"link": "nichts"}).status_code for _ in range(4)]

    assert answers[-1] == HTTPStatus.TOO_MANY_REQUESTS
    assert there.post("/status/", {"link": "nichts"}).status_code != HTTPStatus.TOO_MANY_REQUESTS


def test_every_folder_stays_inside_its_authority(both: Installation) -> None:
    submit_in(both.leer)
    submit_in(both.aurich)

    inside = {path.name for path in Path(both.data_dir).iterdir() if not path.name.startswith(".")}

    assert inside == {"authorities", "authorities.json"}
    assert both.leer.folder.parent == both.aurich.folder.parent == both.data_dir / "authorities"
