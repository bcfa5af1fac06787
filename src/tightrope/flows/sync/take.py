"""Keep what was read of a calendar, and hear what it says of our blocks, at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from tightrope.calendars.base import Resource
from tightrope.core.errors import Problem
from tightrope.flows.ports import Held
from tightrope.flows.sync.absent import leave
from tightrope.flows.sync.adopt import Heard, listen
from tightrope.flows.sync.matters import matters
from tightrope.flows.sync.place import Place
from tightrope.flows.sync.reading import read
from tightrope.flows.sync.seen import lose, see


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was new in what was read.

    Attributes:
        read: how many resources were read.
        changed: how many of them are new or have other bytes than before.
        gone: how many that we had are no longer there.
        matters: whether other time is taken in the weeks ahead.
        heard: what they say of our blocks.
        problems: what could not be read of them.
    """

    read: int = 0
    changed: int = 0
    gone: int = 0
    matters: bool = False
    heard: Heard = field(default_factory=Heard)
    problems: tuple[Problem, ...] = ()

    def __add__(self, other: "Taken") -> "Taken":
        """Both together."""
        return Taken(
            read=self.read + other.read,
            changed=self.changed + other.changed,
            gone=self.gone + other.gone,
            matters=self.matters or other.matters,
            heard=self.heard + other.heard,
            problems=self.problems + other.problems,
        )


def take(
    place: Place, resources: Sequence[Resource], held: Mapping[str, Held]
) -> Taken:
    """Keep these resources, and all that follows from them, or nothing of it.

    Args:
        place: the calendar.
        resources: as its server keeps them now.
        held: what was kept of them until now.
    """
    news = [one for one in resources if held.get(one.href) != _held(one)]
    if not news:
        return Taken(read=len(resources))
    mirror = place.store.mirror
    with place.store.together():
        renewed, terms = read(place, news, place.terms())
        hrefs = [one.href for one in news if one.href in held]
        known = {one.href: one for one in mirror.resources(place.id, hrefs)}
        counts = matters(place, terms, list(known.values()), renewed)
        mirror.renew(place.id, renewed)
        see(place.store, place.id, renewed, place.now)
        heard = listen(place, renewed, known)
    return Taken(
        read=len(resources),
        changed=sum(_digest(held, one.href) != one.digest for one in news),
        matters=counts,
        heard=heard,
        problems=tuple(problem for new in renewed for problem in new.problems),
    )


def miss(
    place: Place, hrefs: Collection[str], held: Mapping[str, Held], *, emptied: bool
) -> Taken:
    """Keep that nothing is at these hrefs, and all that follows from it, or nothing."""
    if not hrefs:
        return Taken()
    known = [href for href in hrefs if href in held]
    with place.store.together():
        was = list(place.store.mirror.resources(place.id, known))
        heard = leave(place, hrefs, emptied=emptied)
        place.store.mirror.drop(place.id, known)
        lose(place.store, place.id, known, place.now)
        counts = matters(place, place.terms(), was, [])
    return Taken(gone=len(known), matters=counts, heard=heard)


def _held(resource: Resource) -> Held:
    return Held(etag=resource.etag, digest=resource.digest)


def _digest(held: Mapping[str, Held], href: str) -> str | None:
    return held[href].digest if href in held else None
