"""Publish the person's blocks at an address that nobody can guess."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import chain
from zoneinfo import ZoneInfo

from tightrope.calendars.base import Publish, Shown
from tightrope.core.errors import InputError
from tightrope.core.planner.block import State
from tightrope.flows.ports import Feed, Kept, Store

KEY_BYTES = 32
REMEMBERED = timedelta(weeks=8)
"""Past blocks are shown so long."""

NOTED = timedelta(hours=1)
"""That a feed is read is noted this often at most, for a note is a write."""


class FeedNameTaken(InputError):
    """Another feed has the name already."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"there is a feed {name!r} already; choose another name")


class NoSuchFeed(InputError):
    """No feed that still answers has that name."""

    def __init__(self, name: str, known: tuple[str, ...] = ()) -> None:
        self.name = name
        self.known = known
        there = ", ".join(known) or "none"
        super().__init__(f"there is no feed {name!r}; there are: {there}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a feed says now.

    Attributes:
        data: the calendar, as iCalendar.
        etag: what tells these bytes from others, without quotes (RFC 9110, 8.8.3).
    """

    data: bytes = field(repr=False)
    etag: str


def standing_feeds(store: Store) -> tuple[Feed, ...]:
    """The feeds that answer, in the order they were made."""
    return tuple(feed for feed in store.feeds.all() if feed.revoked is None)


def make_feed(store: Store, name: str, *, now: datetime, titles: bool = False) -> Feed:
    """Make a new feed with a key of its own.

    Args:
        store: where it is kept.
        name: for whom it is, so that it can be revoked alone.
        now: when.
        titles: whether purposes are shown, or `Focus` alone.

    Raises:
        FeedNameTaken: another one that answers has the name.
    """
    with store.together():
        if any(feed.name == name for feed in standing_feeds(store)):
            raise FeedNameTaken(name)
        key = secrets.token_urlsafe(KEY_BYTES)
        return store.feeds.add(Feed(name=name, key=key, titles=titles, made=now))


def revoke_feed(store: Store, name: str, *, now: datetime) -> Feed:
    """Take a feed back: its address answers nobody from now on.

    Raises:
        NoSuchFeed: none that answers has the name.
    """
    with store.together():
        standing = standing_feeds(store)
        found = next((feed for feed in standing if feed.name == name), None)
        if found is None:
            raise NoSuchFeed(name, tuple(feed.name for feed in standing))
        revoked = replace(found, revoked=now)
        store.feeds.change(revoked)
        return revoked


def feed_content(
    store: Store, key: str, publish: Publish, *, now: datetime
) -> Content | None:
    """What the feed with this key says; nothing where none answers to it.

    An unknown key and a revoked one are the same to whoever asks.
    """
    feed = store.feeds.with_key(key)
    if feed is None or feed.revoked is not None:
        return None
    if feed.read is None or now - feed.read > NOTED:
        store.feeds.change(replace(feed, read=now))
    return published(store, publish, now=now, titles=feed.titles)


def published(
    store: Store, publish: Publish, *, now: datetime, titles: bool
) -> Content:
    """The person's blocks as a feed says them: for a file, or for an address.

    Proposals are not among them. One that was withdrawn is told as cancelled until it
    would have ended.
    """
    zone = ZoneInfo(store.people.me().zone or "UTC")
    data = publish(tuple(_shown(store, now)), zone=zone, titles=titles)
    return Content(data=data, etag=sha256(data).hexdigest()[:32])


def _shown(store: Store, now: datetime) -> Iterator[Shown]:
    kept = [one for one in store.blocks.all() if _is_shown(one, now)]
    touched = _touched(store, kept)
    for one in kept:
        since = one.accepted or one.proposed
        moments = [since, *filter(None, (one.gone, touched.get(one.block.uid)))]
        yield Shown(
            placed=one.placed,
            since=since,
            changed=max(moments),
            withdrawn=one.gone is not None,
        )


def _is_shown(kept: Kept, now: datetime) -> bool:
    if kept.accepted is None or kept.block.state is State.PROPOSED:
        return False
    return kept.block.span.end > (now if kept.gone else now - REMEMBERED)


def _touched(store: Store, kept: list[Kept]) -> dict[str, datetime]:
    """When the event of each of these blocks was last seen to change, or written."""
    uids = {one.block.uid for one in kept}
    seen = (
        (sighting.entry.uid, sighting.last_changed)
        for sighting in store.mirror.sightings(uids=uids)
    )
    written = ((write.uid, write.at) for write in store.writes.all())
    latest: dict[str, datetime] = {}
    for uid, at in chain(seen, written):
        if uid in uids:
            latest[uid] = max(at, latest.get(uid, datetime.min.replace(tzinfo=UTC)))
    return latest
