import pytest
from pytest_django import DjangoAssertNumQueries

from kreishaus.workshop.packages import actions
from kreishaus.workshop.packages.queries.history import history_of
from tests.workshop.packages.conftest import NOON, files

pytestmark = pytest.mark.django_db


def test_ten_stands_behind_nine_and_more_versions_cost_no_more_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    version = actions.import_files(files=files(), actor="staff:meyer", at=NOON)
    with django_assert_num_queries(2):
        assert [each.version.version for each in history_of(version.package)] == ["1.0.0"]
    for number in ("1.9.0", "1.10.0"):
        actions.start_version(version=version, number=number, actor="staff:meyer", at=NOON)

    with django_assert_num_queries(2):
        past = history_of(version.package)

    assert [(each.version.version, each.drafts) for each in past] == [("1.10.0", 0), ("1.9.0", 0), ("1.0.0", 0)]
