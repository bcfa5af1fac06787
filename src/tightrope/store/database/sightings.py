"""What we saw of events over time, in the database."""

from collections.abc import Collection as Several
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from tightrope.calendars.base import Entry
from tightrope.flows.ports import Sighting
from tightrope.store import models
from tightrope.store.codecs.moments import (
    moment,
    moment_or_none,
    number,
    number_or_none,
)
from tightrope.store.database.shelf import Columns, Part, pieces

Row = tuple[int, int, str, str, str, str, str, bool, int, int, int | None]
COLUMNS = (
    "id",
    "collection_id",
    "href",
    "uid",
    "recurrence",
    "series",
    "digest",
    "cancelled",
    "first_seen",
    "last_changed",
    "gone",
)
SEE = """
INSERT INTO store_sighting (owner_id, collection_id, href, uid, recurrence, series,
    digest, cancelled, first_seen, last_changed, gone)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (collection_id, uid, recurrence) DO UPDATE SET href = excluded.href,
    series = excluded.series, digest = excluded.digest, cancelled = excluded.cancelled,
    first_seen = excluded.first_seen, last_changed = excluded.last_changed,
    gone = excluded.gone
"""


def seen(
    part: Part,
    collection: int | None,
    hrefs: Several[str] | None,
    uids: Several[str] | None,
) -> tuple[Sighting, ...]:
    """The sightings of one calendar, of these hrefs, of these UIDs; as first seen."""
    rows = part.mine(models.Sighting)
    if collection is not None:
        rows = rows.filter(collection=collection)
    found = sorted(
        row
        for some in _of(rows, "href", hrefs)
        for more in _of(some, "uid", uids)
        for row in more.values_list(*COLUMNS)
    )
    return tuple(_read(row) for row in found)


def _of(
    rows: QuerySet[models.Sighting], column: str, wanted: Several[str] | None
) -> Iterator[QuerySet[models.Sighting]]:
    """The rows of the wanted values, in as many questions as they need."""
    if wanted is None:
        yield rows
        return
    for piece in pieces(sorted(set(wanted))):
        yield rows.filter(**{f"{column}__in": piece})


def see(part: Part, sightings: Iterable[Sighting]) -> None:
    """Keep these, in place of those of the same calendar, UID and recurrence."""
    with part.together():
        known = set(part.mine(models.Collection).values_list("pk", flat=True))
        owner = part.shelf.owner
        part.run(
            SEE, (_row(one, owner) for one in sightings if one.collection in known)
        )


def _row(sighting: Sighting, owner: int) -> Columns:
    entry = sighting.entry
    return (
        owner,
        sighting.collection,
        sighting.href,
        entry.uid,
        entry.recurrence_id or "",
        entry.series,
        entry.digest,
        entry.cancelled,
        number(sighting.first_seen),
        number(sighting.last_changed),
        number_or_none(sighting.gone),
    )


def _read(row: Row) -> Sighting:
    _, collection, href, uid, recurrence, series, digest, cancelled = row[:8]
    first_seen, last_changed, gone = row[8:]
    return Sighting(
        collection=collection,
        href=href,
        entry=Entry(
            uid=uid,
            recurrence_id=recurrence or None,
            series=series,
            digest=digest,
            cancelled=cancelled,
        ),
        first_seen=moment(first_seen),
        last_changed=moment(last_changed),
        gone=moment_or_none(gone),
    )
