"""Let the database refuse to change a version of a document.

Deleting is refused by the foreign key from below (PROTECT) and by the model; a trigger against
DELETE would also stop the disposal of cases and the emptying of a demonstration.

SQLite rebuilds a table to alter it and drops its triggers on the way: a migration that alters
`Version` runs `refuse_changes` again afterwards. A test tries to change a version in raw SQL.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_SQLITE = (
    """
    CREATE TRIGGER records_version_is_final BEFORE UPDATE ON records_version
    BEGIN SELECT RAISE(ABORT, 'a version of a document is final'); END
    """,
)
_POSTGRESQL = (
    """
    CREATE FUNCTION records_refuse_version_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'a version of a document is final' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE TRIGGER records_version_is_final BEFORE UPDATE ON records_version
    FOR EACH ROW EXECUTE FUNCTION records_refuse_version_change()
    """,
)


def refuse_changes(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the trigger in the words of this database."""
    statements = _POSTGRESQL if schema_editor.connection.vendor == "postgresql" else _SQLITE
    for statement in statements:
        schema_editor.execute(statement, params=None)


def allow_changes(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the trigger again."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER records_version_is_final ON records_version")
        schema_editor.execute("DROP FUNCTION records_refuse_version_change()")
    else:
        schema_editor.execute("DROP TRIGGER records_version_is_final")


class Migration(migrations.Migration):
    """Versions are final."""

    dependencies = (("records", "0001_records"),)
    operations = (migrations.RunPython(refuse_changes, allow_changes),)
