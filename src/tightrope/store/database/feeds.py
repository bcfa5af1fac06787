"""The addresses of the blocks, in the database."""

from dataclasses import replace
from hashlib import sha256

from tightrope.flows.ports import Feed
from tightrope.store import models
from tightrope.store.database.shelf import Part

TABLE, COLUMN = "feed", "key"


class DatabaseFeeds(Part):
    """Where the blocks can be subscribed to; keys are sealed, found by their digest."""

    def add(self, feed: Feed) -> Feed:
        """Keep a new one; give it back with its id."""
        row = self.mine(models.Feed).create(
            owner_id=self.shelf.owner, **self._columns(feed)
        )
        return replace(feed, id=row.pk)

    def all(self) -> tuple[Feed, ...]:
        """All of them, revoked ones too, in the order they were made."""
        rows = self.mine(models.Feed).order_by("pk")
        return tuple(_read(row, self._opened(row)) for row in rows)

    def with_key(self, key: str) -> Feed | None:
        """The one with that key; how long it takes says nothing of how near it was."""
        row = self.mine(models.Feed).filter(digest=digest(key)).first()
        return _read(row, key) if row else None

    def change(self, feed: Feed) -> None:
        """Keep what is said of it now."""
        self.mine(models.Feed).filter(pk=feed.id).update(**self._columns(feed))

    def _columns(self, feed: Feed) -> dict[str, object]:
        found_by = digest(feed.key)
        place = self.shelf.place(TABLE, COLUMN, found_by)
        return {
            "name": feed.name,
            "digest": found_by,
            "key": self.shelf.keys.seal(feed.key, place),
            "titles": feed.titles,
            "made": feed.made,
            "revoked": feed.revoked,
            "read": feed.read,
        }

    def _opened(self, row: models.Feed) -> str:
        place = self.shelf.place(TABLE, COLUMN, row.digest)
        return self.shelf.keys.open(bytes(row.key), place)


def digest(key: str) -> str:
    """What a key is found by; a key has too many letters to be guessed from it."""
    return sha256(key.encode()).hexdigest()


def _read(row: models.Feed, key: str) -> Feed:
    return Feed(
        id=row.pk,
        name=row.name,
        key=key,
        titles=row.titles,
        made=row.made,
        revoked=row.revoked,
        read=row.read,
    )
