"""The tables of what stands on the calendars."""

from django.db import models
from django.db.models import F, Q

from tightrope.store.models.calendars import Collection
from tightrope.store.models.owner import Owned


class Resource(Owned):
    """A resource as its server keeps it; `problems` is a JSON list, or nothing."""

    collection = models.ForeignKey(
        Collection, on_delete=models.DO_NOTHING, related_name="+", db_index=False
    )
    href = models.TextField()
    etag = models.TextField(null=True)
    digest = models.CharField(max_length=64)
    problems = models.TextField(null=True)
    data = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("collection", "href"), name="resource_by_href"
            ),
        )
        indexes = (
            models.Index(
                fields=("collection",),
                condition=Q(problems__isnull=False),
                name="resource_with_problems",
            ),
        )


class Instance(Owned):
    """One occurrence, worked out; `facts` is the rest of the event, as JSON.

    The index by start holds all that is read of a window, so that what happens one
    after another lies together on the disk, in whatever order it came.
    """

    collection = models.ForeignKey(
        Collection, on_delete=models.DO_NOTHING, related_name="+", db_index=False
    )
    resource = models.ForeignKey(
        Resource, on_delete=models.DO_NOTHING, related_name="+"
    )
    start = models.BigIntegerField()
    end = models.BigIntegerField()
    uid = models.TextField()
    facts = models.TextField()

    class Meta:
        indexes = (
            models.Index(
                fields=(
                    "collection",
                    "start",
                    "end",
                    "owner",
                    "resource",
                    "uid",
                    "facts",
                ),
                name="instance_by_start",
            ),
            models.Index(
                F("collection"), F("end") - F("start"), name="instance_by_length"
            ),
        )


class Sighting(Owned):
    """What we saw of an event over time; `recurrence` is empty for a whole one."""

    collection = models.ForeignKey(
        Collection, on_delete=models.DO_NOTHING, related_name="+", db_index=False
    )
    href = models.TextField()
    uid = models.TextField()
    recurrence = models.TextField(default="")
    series = models.TextField(default="")
    digest = models.TextField()
    cancelled = models.BooleanField(default=False)
    first_seen = models.BigIntegerField()
    last_changed = models.BigIntegerField()
    gone = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("collection", "uid", "recurrence"), name="sighting_by_event"
            ),
        )
        indexes = (
            models.Index(fields=("collection", "href"), name="sighting_by_href"),
            models.Index(fields=("owner", "uid"), name="sighting_by_uid"),
        )
