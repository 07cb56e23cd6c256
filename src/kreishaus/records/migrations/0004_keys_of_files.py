"""Give the files of before their sort key and files and cases the begin of their run time."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.utils import timezone

from kreishaus.records.engine import sort_key

_BATCH = 500


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Work the columns out in batches, so that a large authority migrates in constant memory."""
    file, case = apps.get_model("records", "File"), apps.get_model("records", "Case")
    files = []
    for row in file.objects.filter(sort_key="").only("id", "reference", "opened_at").iterator(_BATCH):
        row.sort_key = sort_key(row.reference)
        row.begins_on = timezone.localtime(row.opened_at).date()
        files.append(row)
    file.objects.bulk_update(files, ["sort_key", "begins_on"], _BATCH)
    cases = []
    for row in case.objects.filter(begins_on=None).only("id", "opened_at", "closed_at").iterator(_BATCH):
        row.begins_on = timezone.localtime(row.opened_at).date()
        row.ends_on = timezone.localtime(row.closed_at).date() if row.closed_at else None
        cases.append(row)
        if len(cases) == _BATCH:
            case.objects.bulk_update(cases, ["begins_on", "ends_on"])
            cases.clear()
    case.objects.bulk_update(cases, ["begins_on", "ends_on"])


class Migration(migrations.Migration):
    """Columns that follow from others."""

    dependencies = (("records", "0003_the_whole_file"),)
    operations = (migrations.RunPython(fill, migrations.RunPython.noop),)
