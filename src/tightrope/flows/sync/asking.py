"""What to fetch of a calendar, given what it says has changed and what we have."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from tightrope.calendars.base import Changes
from tightrope.flows.ports import Collection as CalendarKept
from tightrope.flows.ports import Held

WEEK = timedelta(days=7)
NEARLY_ALL = 0.9
"""An answer that names this share of what we have is most likely a full list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What has to be fetched.

    Attributes:
        news: hrefs that are new, or may have changed.
        doubtful: hrefs that seem gone. They are fetched too: only a server that says
            of one alone that it is missing is believed, never a list that lacks it.
    """

    news: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()

    @property
    def all(self) -> tuple[str, ...]:
        """All of them, in a steady order."""
        return tuple(sorted(self.news | self.doubtful))


def wanted(
    changes: Changes,
    held: Mapping[str, Held],
    *,
    ours: Collection[str] = (),
    deep: bool = False,
) -> Wanted:
    """Say what to fetch.

    Of what a server lists as changed all is fetched, whether or not its ETag is the one
    we know: some servers give an ETag twice. Of a full listing only what has another
    ETag is, and our own blocks, since thousands stand there unchanged; a deep look
    fetches them all the same.

    Args:
        changes: what the calendar says.
        held: what we have of it.
        ours: the hrefs of our own blocks, sent or being sent.
        deep: whether ETags count for nothing this time.
    """
    listed = changes.listed
    if changes.full:
        news = {
            href
            for href, etag in listed.items()
            if deep or href in ours or etag is None or _etag(held, href) != etag
        }
        return Wanted(news=frozenset(news), doubtful=frozenset(held.keys() - listed))
    known = held.keys() | set(ours)
    doubtful = set(changes.gone & known)
    if covers(listed, held):
        doubtful |= held.keys() - listed.keys()
    return Wanted(news=frozenset(listed), doubtful=frozenset(doubtful - listed.keys()))


def covers(listed: Mapping[str, str | None], held: Mapping[str, Held]) -> bool:
    """Whether a list of changes names so much that it may be all there is."""
    if not held:
        return False
    return len(listed.keys() & held.keys()) >= NEARLY_ALL * len(held)


def listing_is_due(collection: CalendarKept, now: datetime) -> bool:
    """Whether all of a calendar should be compared again; once a week at least.

    A listing that lies ahead was noted by a clock that went wrong.
    """
    last = collection.listed
    return last is None or not last <= now < last + WEEK


def _etag(held: Mapping[str, Held], href: str) -> str | None:
    return held[href].etag if href in held else None
