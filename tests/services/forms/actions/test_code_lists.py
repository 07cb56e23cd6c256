"""Bringing code lists into the store."""

from datetime import UTC, datetime

import pytest

from kreishaus.ground.audit.models import Event
from kreishaus.services.forms.actions import import_code_list, keep_content, read_lists
from kreishaus.services.forms.formats.genericode import ListFile, write_genericode
from kreishaus.services.forms.models import CodeListContent, CodeListVersion
from tests.services.forms.codes.lists import PLACES_URN, many, places

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
ONE = datetime(2026, 6, 1, 13, tzinfo=UTC)
MEYER = "staff:meyer"

pytestmark = pytest.mark.django_db


def events() -> list[tuple[str, str]]:
    return list(Event.objects.order_by("id").values_list("subject", "verb"))


def test_a_list_is_stored_with_its_entries() -> None:
    version, outcome = import_code_list(table=places(), actor=MEYER, at=NOON)

    assert outcome == "new"
    assert (version.urn, version.version, version.name) == (PLACES_URN, "2026", "Gemeinden")
    assert version.content.rows == 8
    assert events() == [(f"code-list:{PLACES_URN}", "code-list.imported")]


def test_the_same_list_again_changes_nothing() -> None:
    first, _ = import_code_list(table=places(), actor=MEYER, at=NOON)

    again, outcome = import_code_list(table=places(), actor=MEYER, at=ONE)

    assert (again.pk, outcome, again.imported_at) == (first.pk, "known", NOON)
    assert len(events()) == 1


def test_other_content_replaces_the_version_and_the_old_content_stays() -> None:
    import_code_list(table=places(), actor=MEYER, at=NOON)
    newer = places(rows=places().rows[:3])

    version, outcome = import_code_list(table=newer, actor=MEYER, at=ONE)

    assert (outcome, version.content_id, version.imported_at) == ("replaced", newer.digest, ONE)
    assert CodeListVersion.objects.count() == 1
    assert set(CodeListContent.objects.values_list("digest", flat=True)) == {places().digest, newer.digest}
    assert events()[-1] == (f"code-list:{PLACES_URN}", "code-list.replaced")


def test_versions_stand_side_by_side() -> None:
    import_code_list(table=places("2026"), actor=MEYER, at=NOON)
    import_code_list(table=places("2027"), actor=MEYER, at=NOON)

    assert sorted(CodeListVersion.objects.values_list("version", flat=True)) == ["2026", "2027"]


def test_content_is_stored_once() -> None:
    first = keep_content(table=many(3), at=NOON)

    assert keep_content(table=many(3), at=ONE) == first
    assert CodeListContent.objects.get().created_at == NOON


def test_a_wrong_file_does_not_keep_the_others_out() -> None:
    files = [ListFile("kaputt.xml", b"<a>"), ListFile("orte.xml", write_genericode(places()))]

    broken, fine = read_lists(files=files, actor=MEYER, at=NOON)

    assert broken.outcome == ""
    assert broken.problems[0].file == "kaputt.xml"
    assert (fine.outcome, fine.table, fine.problems) == ("new", places(), ())
