"""Snapshots of the booked future, and feeds, in memory."""

from dataclasses import replace
from hmac import compare_digest

from tightrope.flows.ports import Feed, Snapshot
from tightrope.store.memory.content import Part


class MemorySnapshots(Part):
    """The booked future, day by day."""

    def add(self, snapshot: Snapshot) -> bool:
        """Keep it; say whether it was the first of its day."""
        return self.kept.snapshots.setdefault(snapshot.day, snapshot) is snapshot

    def all(self) -> tuple[Snapshot, ...]:
        """All of them, oldest first."""
        kept = self.kept.snapshots
        return tuple(kept[day] for day in sorted(kept))


class MemoryFeeds(Part):
    """Where the blocks can be subscribed to."""

    def add(self, feed: Feed) -> Feed:
        """Keep a new one; give it back with its id."""
        kept = replace(feed, id=self.shelf.fresh_id())
        self.kept.feeds[kept.id] = kept
        return kept

    def all(self) -> tuple[Feed, ...]:
        """All of them, revoked ones too, in the order they were made."""
        return tuple(feed for _, feed in sorted(self.kept.feeds.items()))

    def with_key(self, key: str) -> Feed | None:
        """The one with that key; how long it takes says nothing of how near it was."""
        asked = key.encode()
        found = [feed for feed in self.all() if compare_digest(_key(feed), asked)]
        return found[0] if found else None

    def change(self, feed: Feed) -> None:
        """Keep what is said of it now."""
        if feed.id in self.kept.feeds:
            self.kept.feeds[feed.id] = feed


def _key(feed: Feed) -> bytes:
    return feed.key.encode()
