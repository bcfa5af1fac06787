"""Read what changed on one calendar, and keep it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from tightrope.calendars.base import (
    Changes,
    Missing,
    Resource,
    TokenRefused,
    Unread,
)
from tightrope.core.errors import Problem, TightropeError
from tightrope.flows.ports import Held
from tightrope.flows.sync.asking import Wanted, listing_is_due, wanted
from tightrope.flows.sync.place import Place
from tightrope.flows.sync.reading import read
from tightrope.flows.sync.take import Taken, miss, take
from tightrope.flows.sync.window import horizon, is_behind, whole_window

AT_ONCE = 500
"""How many resources are kept in one step; what was kept is not fetched again."""
BYTES_AT_ONCE = 4_000_000
"""A step of large resources ends sooner, since all of it is held in memory."""
ALONE = 100
"""How many that were left out of an answer are asked for one by one."""

_Answer = Resource | Missing | Unread
Tell = Callable[[int, int], None]
"""Hears how many resources of how many are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What a calendar said, and how far it may be believed.

    Attributes:
        changes: its answer.
        deep: whether ETags count for nothing in it.
        forgot: whether it did not know the token any more.
    """

    changes: Changes
    deep: bool = False
    forgot: bool = False


def pull(place: Place, tell: Tell) -> Taken:
    """Bring our copy of a calendar up to date; say what was new.

    The token, our place among its changes, is kept last of all: whatever ends this
    early, the next pull asks for the same again, and fetches what is missing still.

    Raises:
        OutsideError: the calendar cannot be read; what was read until then is kept.
        InputError: we are not let in.
    """
    reach_ahead(place)
    asked = _ask(place)
    held = dict(place.store.mirror.held(place.id))
    ours = _ours(place)
    want = wanted(asked.changes, held, ours=ours, deep=asked.deep)
    taken, left = _fetched(place, want, held, tell, forgot=asked.forgot)
    taken += Taken(problems=asked.changes.problems)
    token = asked.changes.token
    if asked.changes.full and want.news and token is not None:
        # What changed while we read for long; a token forgotten at once has no gap.
        with suppress(TokenRefused):
            after = place.remote.changes(token)
            held = dict(place.store.mirror.held(place.id))
            more = wanted(after, held, ours=_ours(place))
            also, still = _fetched(place, more, held, tell, forgot=False)
            taken, left, token = taken + also, left | still, after.token
    if left:
        return taken + Taken(problems=(_unanswered(place, len(left)),))
    _reached(place, token, full=asked.changes.full)
    return taken


def reach_ahead(place: Place) -> None:
    """Work the occurrences out further, where time has moved on; nobody is asked."""
    collection = place.collection
    if not is_behind(collection, place.now):
        return
    known = list(place.store.mirror.held(place.id))
    for part in _parts(known if collection.listed else []):
        resources = list(place.store.mirror.resources(place.id, part))
        further, _ = read(place, resources, place.terms(), whole_window(place.now))
        place.store.mirror.renew(place.id, further)
    # Last of all: what is killed before this begins anew.
    place.store.collections.change(
        replace(place.collection, expanded_until=horizon(place.now))
    )


def _parts(hrefs: list[str]) -> Iterator[list[str]]:
    for first in range(0, len(hrefs), AT_ONCE):
        yield hrefs[first : first + AT_ONCE]


def _ask(place: Place) -> _Asked:
    collection = place.collection
    if collection.token is None or listing_is_due(collection, place.now):
        # A first sync that was cut short goes on by ETags; later looks trust none.
        deep = collection.listed is not None and listing_is_due(collection, place.now)
        return _Asked(changes=place.remote.changes(None), deep=deep)
    try:
        return _Asked(changes=place.remote.changes(collection.token))
    except TokenRefused:
        return _Asked(changes=place.remote.changes(None), deep=True, forgot=True)


def _ours(place: Place) -> frozenset[str]:
    """Where our own blocks stand, or may stand after an answer that was lost."""
    store = place.store
    waiting = {one.href for one in store.outbox.waiting(place.id) if one.attempts}
    return frozenset(waiting).union(
        kept.href
        for kept in store.blocks.all()
        if kept.collection == place.id and kept.href and kept.gone is None
    )


def _fetched(
    place: Place,
    want: Wanted,
    held: Mapping[str, Held],
    tell: Tell,
    *,
    forgot: bool,
) -> tuple[Taken, frozenset[str]]:
    """Fetch what is wanted and keep it part by part; say what was not answered."""
    taken, missing, done = Taken(), set[str](), 0
    left = set(want.all)
    for part in _answers(place, want.all):
        resources = [one for one in part if isinstance(one, Resource)]
        unread = tuple(one.problem for one in part if isinstance(one, Unread))
        missing |= {one.href for one in part if isinstance(one, Missing)}
        taken += take(place, resources, held) + Taken(problems=unread)
        left -= {one.href for one in part}
        done += len(part)
        tell(done, len(want.all))
    emptied = held.keys() <= missing and (forgot or len(held) > 1) and bool(held)
    taken += miss(place, missing, held, emptied=emptied)
    return taken, frozenset(left)


def _answers(place: Place, hrefs: tuple[str, ...]) -> Iterator[list[_Answer]]:
    """What is at these hrefs, some at a time, also those before a line breaks."""
    part: list[_Answer] = []
    size = 0
    try:
        for one in _asked_for(place, hrefs):
            part.append(one)
            size += len(one.data) if isinstance(one, Resource) else 0
            if len(part) == AT_ONCE or size >= BYTES_AT_ONCE:
                yield part
                part, size = [], 0
    except TightropeError:
        yield part
        raise
    if part:
        yield part


def _asked_for(place: Place, hrefs: tuple[str, ...]) -> Iterator[_Answer]:
    """Each of these; what is left out of an answer is asked for again alone."""
    left = dict.fromkeys(hrefs)
    if left:
        for one in place.remote.fetch(hrefs):
            left.pop(one.href, None)
            yield one
    for href in list(left)[:ALONE]:
        yield from place.remote.fetch([href])


def _unanswered(place: Place, count: int) -> Problem:
    return Problem(
        source=place.connection.name,
        where=f"{count} events",
        what="the server lists them and does not give them; they are asked for again",
    )


def _reached(place: Place, token: str | None, *, full: bool) -> None:
    """Keep how far we are, now that all that the token promises is kept."""
    collection = place.collection
    listed = place.now if full else collection.listed
    after = replace(
        collection,
        token=token,
        listed=listed,
        traits=place.remote.traits.provider or collection.traits,
    )
    if after != collection:
        place.store.collections.change(after)
