"""The full-text index of each database: kept by the database itself, so no writer can forget it."""

from django.db import migrations

_COLUMNS = "title_words, reference_keys, text_words"
_NEW = "new.title_words, new.reference_keys, new.text_words"
_OLD = "old.title_words, old.reference_keys, old.text_words"
_FORGET = f"INSERT INTO search_words(search_words, rowid, {_COLUMNS}) VALUES ('delete', old.id, {_OLD});"
_LEARN = f"INSERT INTO search_words(rowid, {_COLUMNS}) VALUES (new.id, {_NEW});"

SQLITE = (
    f"""CREATE VIRTUAL TABLE search_words USING fts5(
        {_COLUMNS}, content='search_searchentry', content_rowid='id',
        tokenize="unicode61 remove_diacritics 0"
    )""",
    f"CREATE TRIGGER search_words_insert AFTER INSERT ON search_searchentry BEGIN {_LEARN} END",
    f"CREATE TRIGGER search_words_delete AFTER DELETE ON search_searchentry BEGIN {_FORGET} END",
    # A change of scope alone leaves the index untouched.
    f"CREATE TRIGGER search_words_update AFTER UPDATE OF {_COLUMNS} ON search_searchentry"
    f" BEGIN {_FORGET} {_LEARN} END",
)
POSTGRESQL = (
    """ALTER TABLE search_searchentry ADD COLUMN words tsvector GENERATED ALWAYS AS (
        to_tsvector('simple', title_words)
        || setweight(to_tsvector('simple', reference_keys), 'B')
        || to_tsvector('simple', text_words)
    ) STORED""",
    # Small enough to stay in the row: deciding about the rank must not unpack the vector of the whole text.
    """ALTER TABLE search_searchentry ADD COLUMN title_vector tsvector
        GENERATED ALWAYS AS (to_tsvector('simple', title_words)) STORED""",
    "CREATE INDEX search_words_index ON search_searchentry USING gin (words)",
)
SQLITE_BACK = (
    "DROP TRIGGER search_words_insert",
    "DROP TRIGGER search_words_delete",
    "DROP TRIGGER search_words_update",
    "DROP TABLE search_words",
)
POSTGRESQL_BACK = ("ALTER TABLE search_searchentry DROP COLUMN words, DROP COLUMN title_vector",)


def create(apps, schema_editor):
    _execute(schema_editor, sqlite=SQLITE, postgresql=POSTGRESQL)


def drop(apps, schema_editor):
    _execute(schema_editor, sqlite=SQLITE_BACK, postgresql=POSTGRESQL_BACK)


def _execute(schema_editor, *, sqlite, postgresql):
    statements = postgresql if schema_editor.connection.vendor == "postgresql" else sqlite
    for statement in statements:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
