"""The tables of connections and their collections."""

from django.db import models
from django.db.models import Q

from tightrope.store.models.owner import Owned


class Connection(Owned):
    """A way to some calendars; address, user and secret are sealed.

    `options` is a JSON object of words, `addresses` a JSON list.
    """

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    address = models.BinaryField()
    user = models.BinaryField()
    secret = models.BinaryField()
    options = models.TextField(default="{}")
    addresses = models.TextField(default="[]")
    synced = models.DateTimeField(null=True)
    tried = models.DateTimeField(null=True)
    fault = models.TextField(null=True)
    retry_after = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "name"), name="connection_by_name"
            ),
        )


class Collection(Owned):
    """One calendar of a connection; its href is sealed, for it may be a secret."""

    connection = models.ForeignKey(
        Connection, on_delete=models.DO_NOTHING, related_name="+"
    )
    href = models.BinaryField()
    title = models.TextField(default="")
    colour = models.CharField(max_length=100, null=True)
    writable = models.BooleanField(default=True)
    read = models.BooleanField(default=True)
    target = models.BooleanField(default=False)
    token = models.TextField(null=True)
    listed = models.DateTimeField(null=True)
    expanded_until = models.DateTimeField(null=True)
    zone = models.CharField(max_length=100, null=True)
    traits = models.TextField(default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("owner",), condition=Q(target=True), name="one_target_each"
            ),
        )
