"""The table of focus blocks."""

from django.db import models

from tightrope.store.models.owner import Owned


class Block(Owned):
    """A block, why it is there, and where it is written.

    `collection` is no foreign key: a block outlives its calendar. `why` and `suggested`
    are JSON; `promised` counts minutes.
    """

    key = models.CharField(max_length=100)
    start = models.BigIntegerField()
    end = models.BigIntegerField()
    state = models.CharField(max_length=20)
    purpose = models.TextField(null=True)
    why = models.TextField()
    collection = models.BigIntegerField(null=True)
    href = models.TextField(null=True)
    proposed = models.DateTimeField()
    accepted = models.DateTimeField(null=True)
    gone = models.DateTimeField(null=True)
    by_person = models.BooleanField(default=False)
    asked = models.CharField(max_length=20, null=True)
    asked_at = models.DateTimeField(null=True)
    asked_start = models.BigIntegerField(null=True)
    asked_end = models.BigIntegerField(null=True)
    suggested = models.TextField(null=True)
    promised = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("owner", "key"), name="block_by_key"),
        )
        indexes = (models.Index(fields=("owner", "start"), name="block_by_start"),)
