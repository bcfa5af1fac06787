"""Make the database itself refuse to change what only grows.

A row of the log, or of the snapshots, is never changed, deleted, or replaced by
another with its key. A later step that makes one of these tables anew has to put the
triggers back, for SQLite drops them with the old table; a test looks for them.
"""

from django.db import migrations

GROWING = {
    "store_write": "id = NEW.id",
    "store_snapshot": "id = NEW.id OR (owner_id = NEW.owner_id AND day = NEW.day)",
}
"""Each table, and which rows a new one would put away.

SQLite fires no trigger for a row that REPLACE puts away for the sake of a unique index.
"""
REFUSE = """
CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} {condition}
BEGIN SELECT RAISE(ABORT, '{table} only grows'); END
"""
KINDS = (
    ("unchanged", "UPDATE", ""),
    ("undeleted", "DELETE", ""),
    (
        "unreplaced",
        "INSERT",
        "WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})",
    ),
)


def refuse() -> list[migrations.RunSQL]:
    """The triggers of each table that only grows, with the way back."""
    return [
        migrations.RunSQL(
            REFUSE.format(
                table=table,
                name=name,
                event=event,
                condition=condition.format(table=table, same=same),
            ),
            f"DROP TRIGGER {table}_{name}",
        )
        for table, same in GROWING.items()
        for name, event, condition in KINDS
    ]


class Migration(migrations.Migration):
    """The log of writes and the snapshots only grow."""

    dependencies = (("store", "0001_first"),)
    operations = refuse()
