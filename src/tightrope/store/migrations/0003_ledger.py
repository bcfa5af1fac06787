"""Make the ledger, which the database lets only grow, and note what blocks promise.

An entry is never changed, deleted, or replaced by another with its row or its id:
SQLite fires no trigger for a row that REPLACE puts away for the sake of a unique
index, so both are looked for before anything is put in.
"""

import django.db.models.deletion
from django.db import migrations, models

TABLE = "store_entry"
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
        (
            "WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id"
            " OR (owner_id = NEW.owner_id AND key = NEW.key))"
        ),
    ),
)


def refuse() -> list[migrations.RunSQL]:
    """The triggers, with the way back."""
    return [
        migrations.RunSQL(
            REFUSE.format(
                table=TABLE,
                name=name,
                event=event,
                condition=condition.format(table=TABLE),
            ),
            f"DROP TRIGGER {TABLE}_{name}",
        )
        for name, event, condition in KINDS
    ]


class Migration(migrations.Migration):
    """The table of the ledger only grows."""

    dependencies = (("store", "0002_only_growing"),)
    operations = (
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("key", models.CharField(max_length=100)),
                ("group", models.CharField(max_length=100)),
                ("at", models.BigIntegerField()),
                ("block", models.CharField(max_length=100, null=True)),
                ("begins", models.BigIntegerField()),
                ("cycle", models.CharField(max_length=100)),
                ("phase", models.CharField(max_length=20)),
                ("purpose", models.TextField(null=True)),
                ("debit", models.CharField(max_length=20)),
                ("credit", models.CharField(max_length=20)),
                ("minutes", models.BigIntegerField()),
                ("because", models.TextField()),
                ("note", models.TextField(null=True)),
                ("by", models.CharField(max_length=100)),
                ("link", models.CharField(max_length=100, null=True)),
                ("undoes", models.CharField(max_length=100, null=True)),
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.owner",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "key"), name="entry_by_key"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gt", 0)),
                        name="entry_takes_time",
                    ),
                ],
            },
        ),
        *refuse(),
        migrations.AddField(
            model_name="block",
            name="promised",
            field=models.BigIntegerField(null=True),
        ),
    )
