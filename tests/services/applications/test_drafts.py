"""Drafts: kept for whoever holds the secret, safe against a second tab, gone after thirty days."""

from datetime import timedelta

import pytest

from kreishaus.ground.audit.queries import history
from kreishaus.services.applications import actions, queries
from kreishaus.services.applications.engine.files import FileAnswer
from kreishaus.services.applications.models import Draft, Offering
from kreishaus.services.forms.paging import NoSuchFileField
from tests.cast import NOON, ONE
from tests.factories.applications import ANSWERS, a_draft, an_offering

pytestmark = pytest.mark.django_db

PLAN = FileAnswer(sha256="a" * 64, name="plan.pdf", size=10, media_type="application/pdf")


def test_only_the_secret_opens_a_draft_and_the_database_does_not_know_it() -> None:
    offering = an_offering()

    draft, secret = actions.start_draft(offering=offering, service=offering.service, at=NOON)

    assert queries.draft_by_secret(secret, at=ONE) == draft
    assert queries.draft_by_secret(draft.secret_digest, at=ONE) is None
    assert secret not in str(Draft.objects.values().get())


def test_a_draft_begins_with_the_first_page_or_the_defaults_of_the_form() -> None:
    offering = an_offering()

    empty, _ = actions.start_draft(offering=offering, service=offering.service, at=NOON)
    begun, _ = actions.start_draft(
        offering=offering, service=offering.service, answers=ANSWERS, raw={"access.begin": "31.2."}, at=NOON
    )

    assert (empty.answers, empty.raw) == ({"access": {"width": "narrow"}}, {})
    assert (begun.answers, begun.raw) == (ANSWERS, {"access.begin": "31.2."})


def test_a_retired_offering_takes_no_new_drafts_but_lets_running_ones_finish() -> None:
    offering = an_offering()
    draft = a_draft(offering)
    Offering.objects.update(retired_at=NOON)
    offering.refresh_from_db()

    with pytest.raises(actions.OfferingRetired):
        actions.start_draft(offering=offering, service=offering.service, at=NOON)

    assert actions.submit(draft=draft, at=ONE).offering == offering


def test_saving_keeps_everything_typed_and_counts_up() -> None:
    offering = an_offering()
    draft, secret = actions.start_draft(offering=offering, service=offering.service, at=NOON)

    actions.save_answers(
        draft=draft, answers={"access": {"reason": "versteckt"}}, raw={"access.begin": "31.2."}, revision=0, at=ONE
    )

    saved = queries.draft_by_secret(secret, at=ONE)
    assert saved is not None
    assert (saved.answers, saved.raw) == ({"access": {"reason": "versteckt"}}, {"access.begin": "31.2."})
    assert (saved.revision, saved.saved_at, saved.expires_at) == (1, ONE, ONE + timedelta(days=30))


def test_a_second_tab_cannot_overwrite_what_the_first_saved() -> None:
    draft = a_draft()

    with pytest.raises(actions.DraftChangedElsewhere) as conflict:
        actions.save_answers(draft=draft, answers={"person": {}}, raw={}, revision=0, at=ONE)

    assert conflict.value.answers == {"person": {}}
    assert conflict.value.draft.answers == ANSWERS
    assert Draft.objects.get().revision == 1


def test_saving_after_submission_leads_to_the_application() -> None:
    draft = a_draft()
    application = actions.submit(draft=draft, at=ONE)

    with pytest.raises(actions.DraftAlreadySubmitted) as late:
        actions.save_answers(draft=draft, answers={}, raw={}, revision=1, at=ONE)

    assert late.value.application == application


def test_saving_a_draft_that_was_thrown_away_is_refused() -> None:
    draft = a_draft()
    actions.discard_draft(draft=draft)

    with pytest.raises(actions.DraftGone):
        actions.save_answers(draft=draft, answers={}, raw={}, revision=1, at=ONE)


def test_a_file_is_attached_and_taken_out_without_touching_the_rest() -> None:
    draft = a_draft()

    draft = actions.attach_file(draft=draft, path="access.plan", file=PLAN, revision=1, at=ONE)
    assert draft.answers["access"]["plan"] == [PLAN]
    draft = actions.detach_file(draft=draft, path="access.plan", index=0, revision=2, at=ONE)

    assert Draft.objects.get().answers == ANSWERS


@pytest.mark.parametrize("path", ["person.given_name", "access", "nothing.here"])
def test_a_file_goes_only_where_the_form_asks_for_one(path: str) -> None:
    with pytest.raises(NoSuchFileField):
        actions.attach_file(draft=a_draft(), path=path, file=PLAN, revision=1, at=ONE)


def test_drafts_expire_thirty_days_after_the_last_saving_and_let_go_of_their_files() -> None:
    old = actions.attach_file(draft=a_draft(), path="access.plan", file=PLAN, revision=1, at=NOON)
    young = a_draft(at=NOON + timedelta(days=1))
    later = NOON + timedelta(days=30)

    assert actions.expire_drafts(at=later) == 1

    assert list(Draft.objects.all()) == [young]
    assert history("drafts").get().data == {"count": 1, "released_blobs": ["a" * 64]}
    assert old.expires_at == later
    assert actions.expire_drafts(at=later) == 0


def test_an_expired_draft_does_not_open_even_before_it_is_deleted() -> None:
    offering = an_offering()
    _, secret = actions.start_draft(offering=offering, service=offering.service, at=NOON)

    assert queries.draft_by_secret(secret, at=NOON + timedelta(days=30)) is None
