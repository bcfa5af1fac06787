"""The table of the ledger.

No foreign key leads from it to a block: what was entered outlives all it speaks of.
"""

from django.db import models

from tightrope.store.models.owner import Owned


class Entry(Owned):
    """So many minutes went from an account to another; the database lets it only grow.

    `key` is the entry's own id; `begins` is when its block began.
    """

    key = models.CharField(max_length=100)
    group = models.CharField(max_length=100)
    at = models.BigIntegerField()
    block = models.CharField(max_length=100, null=True)
    begins = models.BigIntegerField()
    cycle = models.CharField(max_length=100)
    phase = models.CharField(max_length=20)
    purpose = models.TextField(null=True)
    debit = models.CharField(max_length=20)
    credit = models.CharField(max_length=20)
    minutes = models.BigIntegerField()
    because = models.TextField()
    note = models.TextField(null=True)
    by = models.CharField(max_length=100)
    link = models.CharField(max_length=100, null=True)
    undoes = models.CharField(max_length=100, null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("owner", "key"), name="entry_by_key"),
            models.CheckConstraint(
                condition=models.Q(minutes__gt=0), name="entry_takes_time"
            ),
        )
