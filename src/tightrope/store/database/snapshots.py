"""The booked future day by day, in the database, which lets it only grow."""

from tightrope.flows.ports import Snapshot
from tightrope.store import models
from tightrope.store.codecs.texts import days_of, days_text, hours_of, hours_text
from tightrope.store.database.shelf import Part


class DatabaseSnapshots(Part):
    """The snapshots; the first of a day stays."""

    def add(self, snapshot: Snapshot) -> bool:
        """Keep it; say whether it was the first of its day."""
        with self.together():
            rows = self.mine(models.Snapshot)
            if rows.filter(day=snapshot.day).exists():
                return False
            rows.create(
                owner_id=self.shelf.owner,
                day=snapshot.day,
                taken=snapshot.taken,
                hours=hours_text(snapshot.hours),
                away=days_text(snapshot.away),
            )
            return True

    def all(self) -> tuple[Snapshot, ...]:
        """All of them, oldest first."""
        return tuple(
            Snapshot(
                day=row.day,
                taken=row.taken,
                hours=hours_of(row.hours),
                away=days_of(row.away),
            )
            for row in self.mine(models.Snapshot).order_by("day")
        )
