"""The resources of a calendar with their events, in the database."""

from collections.abc import Collection as Several
from collections.abc import Iterable, Iterator
from operator import itemgetter

from tightrope.calendars.base import Resource
from tightrope.flows.ports import Renewed
from tightrope.store import models
from tightrope.store.codecs.events import rows_of
from tightrope.store.codecs.texts import problems_text
from tightrope.store.database.shelf import Columns, Part, pieces
from tightrope.store.searching import no_search

KEEP = """
INSERT INTO store_resource (owner_id, collection_id, href, etag, digest, problems, data)
VALUES (%s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (collection_id, href) DO UPDATE SET etag = excluded.etag,
    digest = excluded.digest, problems = excluded.problems, data = excluded.data
"""
ADD = """
INSERT INTO store_instance (owner_id, collection_id, resource_id, start, "end", uid,
    facts)
VALUES (%s, %s, %s, %s, %s, %s, %s)
"""


_START = itemgetter(3)


def renew(part: Part, collection: int, renewed: Iterable[Renewed]) -> None:
    """Keep these resources in place of what stood at their hrefs, all or none.

    A calendar that was taken away meanwhile keeps nothing.
    """
    with part.together(), no_search():
        if part.mine(models.Collection).filter(pk=collection).exists():
            for piece in pieces(renewed):
                _renew(part, collection, {one.resource.href: one for one in piece})


def _renew(part: Part, collection: int, renewed: dict[str, Renewed]) -> None:
    owner = part.shelf.owner
    part.run(KEEP, (_row(one, owner, collection) for one in renewed.values()))
    kept = part.mine(models.Resource).filter(collection=collection, href__in=renewed)
    keys = dict(kept.values_list("href", "pk"))
    part.mine(models.Instance).filter(resource__in=keys.values()).delete()
    rows = [
        (owner, collection, keys[href], *row)
        for href, one in renewed.items()
        for row in rows_of(one.events)
    ]
    # In the order of the index by start, each of its pages is written to once.
    part.run(ADD, sorted(rows, key=_START))


def _row(renewed: Renewed, owner: int, collection: int) -> Columns:
    resource = renewed.resource
    return (
        owner,
        collection,
        resource.href,
        resource.etag,
        resource.digest,
        problems_text(renewed.problems),
        resource.data,
    )


def drop(part: Part, collection: int, hrefs: Several[str]) -> None:
    """Forget the resources of these hrefs and their events."""
    with part.together():
        for piece in pieces(hrefs):
            rows = part.mine(models.Resource).filter(
                collection=collection, href__in=piece
            )
            events = part.mine(models.Instance)
            events.filter(resource__in=rows.values("pk")).delete()
            rows.delete()


def resources(
    part: Part, collection: int, hrefs: Several[str] | None
) -> Iterator[Resource]:
    """All resources of a calendar, or those of `hrefs`, one after another.

    They are read as they stand now, however long it takes to go through them.
    """
    rows = part.mine(models.Resource).filter(collection=collection)
    if hrefs is None:
        wanted = list(rows.values_list("pk", flat=True))
    else:
        wanted = [
            key
            for piece in pieces(sorted(set(hrefs)))
            for key in rows.filter(href__in=piece).values_list("pk", flat=True)
        ]
    for piece in pieces(sorted(wanted)):
        columns = rows.filter(pk__in=piece).order_by("pk")
        for href, etag, data in columns.values_list("href", "etag", "data"):
            yield Resource(href=href, etag=etag, data=bytes(data))
