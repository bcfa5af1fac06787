"""The tables of snapshots of the booked future, and of feeds."""

from django.db import models

from tightrope.store.models.owner import Owned


class Snapshot(Owned):
    """What was booked on one day; the database refuses to change or delete it.

    `hours` is a JSON object of hours by date, `away` a JSON list of dates.
    """

    day = models.DateField()
    taken = models.DateTimeField()
    hours = models.TextField()
    away = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("owner", "day"), name="snapshot_by_day"),
        )


class Feed(Owned):
    """An address of the blocks; its key is sealed, and found by its digest."""

    name = models.TextField()
    digest = models.CharField(max_length=64)
    key = models.BinaryField()
    titles = models.BooleanField(default=False)
    made = models.DateTimeField()
    revoked = models.DateTimeField(null=True)
    read = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("owner", "digest"), name="feed_by_digest"),
        )
