"""The log of what we wrote, in the database, which lets it only grow."""

from dataclasses import fields, replace

from tightrope.flows.ports import Verb, Write
from tightrope.store import models
from tightrope.store.database.shelf import Part

NAMES = tuple(field.name for field in fields(Write) if field.name != "id")


class DatabaseWrites(Part):
    """The log of what we wrote."""

    def all(self, *, group: str | None = None) -> tuple[Write, ...]:
        """All of them, or those of one command, oldest first."""
        rows = self.mine(models.Write).order_by("pk")
        if group is not None:
            rows = rows.filter(group=group)
        return tuple(_read(row) for row in rows)

    def last_of(self, collection: int, href: str) -> Write | None:
        """What we last wrote there."""
        rows = self.mine(models.Write).filter(collection=collection, href=href)
        row = rows.order_by("-pk").first()
        return _read(row) if row else None


def logged(part: Part, write: Write) -> Write:
    """The write as it stands in the log now, with its id."""
    columns = {name: getattr(write, name) for name in NAMES}
    row = part.mine(models.Write).create(owner_id=part.shelf.owner, **columns)
    return replace(write, id=row.pk)


def _read(row: models.Write) -> Write:
    columns = {name: getattr(row, name) for name in NAMES}
    return Write(id=row.pk, **columns | {"verb": Verb(row.verb)})
