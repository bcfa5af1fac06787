"""Whose the rows are."""

from django.db import models


class Owner(models.Model):
    """A person whose data is here, and what is known of them.

    `addresses` is a JSON list.
    """

    name = models.CharField(max_length=200, unique=True)
    zone = models.CharField(max_length=100, null=True)
    hours = models.TextField(null=True)
    addresses = models.TextField(default="[]")


class Owned(models.Model):
    """A row that belongs to somebody: every table's is."""

    owner = models.ForeignKey(
        Owner, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        abstract = True
