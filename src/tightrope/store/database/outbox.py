"""What is to be written to a calendar, in the database."""

from collections.abc import Iterable
from dataclasses import fields, replace

from tightrope.flows.ports import Outgoing, Verb, Write
from tightrope.store import models
from tightrope.store.database.shelf import Part
from tightrope.store.database.writes import logged

NAMES = tuple(field.name for field in fields(Outgoing) if field.name != "id")


class DatabaseOutbox(Part):
    """The writes that are still to be sent."""

    def add(self, outgoing: Iterable[Outgoing]) -> tuple[Outgoing, ...]:
        """Keep them, in order; give them back with their ids."""
        asked = tuple(outgoing)
        rows = self.mine(models.Outgoing).bulk_create(
            [
                models.Outgoing(owner_id=self.shelf.owner, **_columns(one))
                for one in asked
            ]
        )
        return tuple(
            replace(one, id=row.pk) for one, row in zip(asked, rows, strict=True)
        )

    def waiting(self, collection: int | None = None) -> tuple[Outgoing, ...]:
        """Those that are to be sent, of all calendars or of one, oldest first."""
        rows = self.mine(models.Outgoing).order_by("pk")
        if collection is not None:
            rows = rows.filter(collection=collection)
        return tuple(_read(row) for row in rows)

    def change(self, outgoing: Outgoing) -> None:
        """Keep what is said of it now; one that was taken out stays out."""
        self.mine(models.Outgoing).filter(pk=outgoing.id).update(**_columns(outgoing))

    def done(self, id_: int, write: Write | None) -> Write | None:
        """Take it out, and log what was written in the same step."""
        with self.together():
            taken, _ = self.mine(models.Outgoing).filter(pk=id_).delete()
            return logged(self, write) if taken and write else None


def _columns(outgoing: Outgoing) -> dict[str, object]:
    return {name: getattr(outgoing, name) for name in NAMES}


def _read(row: models.Outgoing) -> Outgoing:
    columns = {name: getattr(row, name) for name in NAMES}
    return Outgoing(id=row.pk, **columns | {"verb": Verb(row.verb)})
