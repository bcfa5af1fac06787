"""The tables of what we write to calendars: what waits, and the log.

Neither has a foreign key to a calendar or a block: the log outlives them.
"""

from django.db import models

from tightrope.store.models.owner import Owned


class Wrote(Owned):
    """What a waiting write and a logged one share."""

    group = models.CharField(max_length=100)
    block = models.CharField(max_length=100)
    collection = models.BigIntegerField()
    href = models.TextField()
    uid = models.TextField()
    verb = models.CharField(max_length=20)
    before = models.BinaryField(null=True)
    etag = models.TextField(null=True)
    at = models.DateTimeField()
    undoes = models.BigIntegerField(null=True)

    class Meta:
        abstract = True


class Outgoing(Wrote):
    """A write that is still to be sent."""

    data = models.BinaryField(null=True)
    attempts = models.IntegerField(default=0)
    not_before = models.DateTimeField(null=True)
    fault = models.TextField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("owner", "collection"), name="outgoing_by_calendar"),
        )


class Write(Wrote):
    """One thing that we wrote; the database refuses to change or delete it."""

    calendar = models.TextField()
    after = models.BinaryField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("owner", "group"), name="write_by_group"),
            models.Index(fields=("owner", "collection", "href"), name="write_by_href"),
        )
