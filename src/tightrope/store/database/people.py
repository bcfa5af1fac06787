"""The person a store belongs to, in the database."""

from django.db.models import QuerySet

from tightrope.flows.ports import Person
from tightrope.store.codecs.texts import names_of, names_text
from tightrope.store.database.shelf import Part
from tightrope.store.models import Owner


class DatabasePeople(Part):
    """The one person a store belongs to."""

    def me(self) -> Person:
        """What is known."""
        row = self._rows().get()
        return Person(zone=row.zone, hours=row.hours, addresses=names_of(row.addresses))

    def change(self, person: Person) -> None:
        """Keep what is known now."""
        self._rows().update(
            zone=person.zone,
            hours=person.hours,
            addresses=names_text(person.addresses),
        )

    def _rows(self) -> QuerySet[Owner]:
        rows = Owner.objects.using(self.shelf.alias)
        return rows.filter(pk=self.shelf.owner)
