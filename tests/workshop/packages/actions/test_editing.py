import pytest

from kreishaus.base.problems import Problems
from kreishaus.ground.audit.queries import history
from kreishaus.workshop.packages.actions import (
    ChangedElsewhere,
    NotADraft,
    NoteMissing,
    UnknownReview,
    add_rule,
    import_files,
    settle_reviews,
    start_version,
    update_settings,
)
from kreishaus.workshop.packages.enums import PackageState, Settlement
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.queries import service_definition
from kreishaus.workshop.packages.rules import contents
from tests.workshop.packages.conftest import JANSSEN, MEYER, NOON, SERVICE, files

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> PackageVersion:
    return import_files(files=files(), actor=MEYER, at=NOON)


def service_text(version: PackageVersion) -> str:
    return contents.content_of(version, "service.yaml").decode()


def test_a_setting_changes_without_disturbing_the_rest(draft: PackageVersion) -> None:
    changed = update_settings(
        version=draft, changes={"office": "30", "decide_within": "P6W", "summary": "Melden Sie Ihren Hund an."},
        actor=JANSSEN, at=NOON,
    )  # fmt: skip

    assert service_text(changed) == SERVICE.replace('office: "20"', 'office: "30"').replace("P4W", "P6W")
    assert changed.changed_by == JANSSEN
    assert list(history("package:hundesteuer"))[-1].verb == "package.settings-changed"


def test_every_setting_can_be_changed(draft: PackageVersion) -> None:
    wishes: dict[str, object] = {
        "name": "Hundesteuer",
        "summary": "Ein Satz: mit Doppelpunkt.",
        "keywords": ["Vierbeiner"],
        "life_situation": "Tiere",
        "audience": ["citizen", "company"],
        "office": "30",
        "filing_position": "30.1",
        "file_title": "Hunde",
        "retention": "P10Y",
        "process": "automatic",
        "sign_off": "head-of-office",
        "decide_within": "P1M",
        "fee_text": "90 Euro",
        "duration_text": "sofort",
        "legal_remedy": "Zeile eins.\nZeile zwei.",
        "applicant_name": "person.name + '!'",
        "applicant_email": "person.email + ''",
        "applicant_address": "person.name",
        "title": "person.name",
    }

    changed = update_settings(version=draft, changes=wishes, actor=MEYER, at=NOON)

    service = service_definition(changed)
    assert (service.office, service.filing.position, service.decide_within) == ("30", "30.1", "P1M")
    assert service.legal_remedy == "Zeile eins.\nZeile zwei."
    assert changed.name == "Hundesteuer"


def test_a_value_that_does_not_fit_changes_nothing(draft: PackageVersion) -> None:
    with pytest.raises(Problems) as refused:
        update_settings(version=draft, changes={"decide_within": "bald"}, actor=MEYER, at=NOON)

    assert refused.value.problems[0].path == "deadline.decide_within"
    draft.refresh_from_db()
    assert service_text(draft) == SERVICE


def test_the_same_settings_again_change_nothing(draft: PackageVersion) -> None:
    update_settings(version=draft, changes={"office": "20"}, actor=JANSSEN, at=NOON)

    draft.refresh_from_db()
    assert draft.changed_by == MEYER


def test_two_editors_do_not_overwrite_each_other(draft: PackageVersion) -> None:
    seen_by_janssen = PackageVersion.objects.get(pk=draft.pk)
    update_settings(version=draft, changes={"office": "30"}, actor=MEYER, at=NOON)

    with pytest.raises(ChangedElsewhere):
        update_settings(version=seen_by_janssen, changes={"office": "40"}, actor=JANSSEN, at=NOON)

    draft.refresh_from_db()
    assert service_definition(draft).office == "30"


def test_a_submitted_version_cannot_be_changed(draft: PackageVersion) -> None:
    PackageVersion.objects.filter(pk=draft.pk).update(state=PackageState.IN_REVIEW)
    draft.refresh_from_db()

    with pytest.raises(NotADraft):
        update_settings(version=draft, changes={"office": "30"}, actor=MEYER, at=NOON)


def test_all_open_rules_are_settled_at_once(draft: PackageVersion) -> None:
    settled = settle_reviews(version=draft, by=Settlement.CASE_WORKER, note="Bitte prüfen.", actor=MEYER, at=NOON)

    form = contents.form_of(settled).schema
    assert form.open_reviews == ()
    assert {(review.settled.by, review.settled.note) for review in form.reviews if review.settled} == {
        ("case-worker", "Bitte prüfen.")
    }
    assert contents.content_of(settled, "form.yaml").startswith(b"# Zwei Fragen\n")


def test_one_rule_is_settled_by_a_rule_of_the_form(draft: PackageVersion) -> None:
    settled = settle_reviews(version=draft, by=Settlement.RULE, note="R1", review_ids=["R2"], actor=MEYER, at=NOON)

    assert [review.id for review in contents.form_of(settled).schema.open_reviews] == ["R3"]
    event = list(history("package:hundesteuer"))[-1]
    assert event.verb == "package.reviews-settled"


@pytest.mark.parametrize(("by", "note"), [("not-needed", " "), ("case-worker", ""), ("rule", "R99")])
def test_settling_needs_a_reason(draft: PackageVersion, by: str, note: str) -> None:
    with pytest.raises(NoteMissing):
        settle_reviews(version=draft, by=Settlement(by), note=note, actor=MEYER, at=NOON)


def test_a_rule_that_does_not_exist_cannot_be_settled(draft: PackageVersion) -> None:
    with pytest.raises(UnknownReview, match="R99"):
        settle_reviews(version=draft, by=Settlement.NOT_NEEDED, note="x", review_ids=["R99"], actor=MEYER, at=NOON)


def test_the_next_version_starts_with_the_same_content(draft: PackageVersion) -> None:
    following = start_version(version=draft, number="1.1.0", actor=MEYER, at=NOON)

    assert service_text(following) == SERVICE.replace("1.0.0", "1.1.0")
    assert (following.state, following.files["form.yaml"]) == (PackageState.DRAFT, draft.files["form.yaml"])
    with pytest.raises(ChangedElsewhere):
        start_version(version=draft, number="1.1.0", actor=MEYER, at=NOON)


def test_a_rule_of_ones_own_settles_the_open_rule(draft: PackageVersion) -> None:
    changed = add_rule(
        version=draft,
        review_id="R2",
        rule={"forbid": "person.email", "when": "!has(person.name)"},
        actor=MEYER,
        at=NOON,
    )

    form = contents.form_of(changed).schema
    assert [(rule.id, rule.effect.value) for rule in form.rules] == [("R1", "require"), ("R2", "forbid")]
    settled = next(review.settled for review in form.reviews if review.id == "R2")
    assert settled is not None
    assert (settled.by, settled.note) == ("rule", "R2")
    assert list(history("package:hundesteuer"))[-1].verb == "package.rule-added"


def test_a_rule_that_does_not_fit_changes_nothing(draft: PackageVersion) -> None:
    with pytest.raises(Problems):
        add_rule(version=draft, review_id="R2", rule={"forbid": "gibt.es.nicht", "when": "true"}, actor=MEYER, at=NOON)
    with pytest.raises(UnknownReview, match="R9"):
        add_rule(version=draft, review_id="R9", rule={"forbid": "person.email", "when": "true"}, actor=MEYER, at=NOON)

    assert len(contents.form_of(draft).schema.rules) == 1
