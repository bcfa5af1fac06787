"""Blocks of ours among what was read: whose version counts, and where each stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tightrope.calendars.base import Resource
from tightrope.core.planner.answer import Placed
from tightrope.core.planner.block import Block
from tightrope.core.timeline import OUR_UID
from tightrope.flows.ports import Kept, Renewed, Store
from tightrope.flows.sync.meaning import block_in
from tightrope.flows.sync.place import Place
from tightrope.flows.sync.told import Adopted, Fate, Said, Sent
from tightrope.flows.sync.waiting import resolve, waiting_at
from tightrope.flows.sync.word import heard


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What became known of our blocks.

    Attributes:
        adopted: the person's words that were taken over.
        sent: writes that wait no longer, since they had got through, or since the
            person's word counts.
    """

    adopted: tuple[Adopted, ...] = ()
    sent: tuple[Sent, ...] = ()

    def __add__(self, other: "Heard") -> "Heard":
        """Both together."""
        return Heard(
            adopted=self.adopted + other.adopted,
            sent=self.sent + other.sent,
        )


def listen(
    place: Place, renewed: Iterable[Renewed], known: Mapping[str, Resource]
) -> Heard:
    """Take over what these resources say of our blocks; must run `together`.

    Args:
        place: the calendar they were read from.
        renewed: the resources, as they are now.
        known: those of ours among them, as they were kept until now.
    """
    said = Heard()
    for new in renewed:
        if uid := our_uid(new):
            said += _listened(place, new.resource, uid, known.get(new.resource.href))
    return said


def our_uid(renewed: Renewed) -> str | None:
    """The UID of a resource that holds one event of ours and nothing else."""
    uids = {entry.uid for entry in renewed.entries}
    return next((uid for uid in uids if len(uids) == 1 and uid.endswith(OUR_UID)), None)


def _listened(place: Place, there: Resource, uid: str, known: Resource | None) -> Heard:
    theirs = block_in(place.format, there.data)
    kept = _at_home(place, there, uid, theirs, known)
    if kept is None:
        return _found(place, there, uid, theirs)
    if (kept.collection, kept.href) != (place.id, there.href):
        return Heard()
    resolved = resolve(place, there.href, there, known)
    if waiting_at(place, there.href):
        return Heard(sent=resolved.sent)
    # What was gone and stands again is news, even if it says what it said.
    base = None if kept.gone and known is None else resolved.base
    after, told = heard(kept, base, theirs, place.now)
    if after != kept:
        place.store.blocks.keep([after])
    return Heard(adopted=(told,) if told else (), sent=_because_of(told, resolved.sent))


def _because_of(told: Adopted | None, sent: Sequence[Sent]) -> tuple[Sent, ...]:
    """The same, where those that were dropped say for which word."""
    return tuple(
        replace(one, adopted=told) if one.fate is Fate.DROPPED else one for one in sent
    )


def _at_home(
    place: Place,
    there: Resource,
    uid: str,
    theirs: Block | None,
    known: Resource | None,
) -> Kept | None:
    """The block of that UID, whose place is now here if it stands nowhere else.

    A second resource with its UID is a copy that somebody made: it is never touched,
    and nothing that happens to it says anything of the block.
    """
    kept = place.store.blocks.one(uid.removesuffix(OUR_UID))
    if kept is None or kept.collection is None or kept.href is None:
        return None
    here = (kept.collection, kept.href) == (place.id, there.href)
    if here or known is not None or theirs is None or not place.collection.writable:
        return kept
    if place.store.mirror.resource(kept.collection, kept.href) is not None:
        return kept
    return move_home(place.store, kept, place.id, there.href)


def _found(place: Place, there: Resource, uid: str, theirs: Block | None) -> Heard:
    """A block that another device of the person's wrote, kept as ours from now on.

    Only where our own blocks go: on any other calendar it may be a colleague's.
    """
    if theirs is None or theirs.span.end <= place.now or not place.collection.target:
        return Heard()
    proposal = place.store.blocks.one(uid.removesuffix(OUR_UID))
    # Nothing is known against it; the next plan says how likely it is to hold.
    placed = proposal.placed if proposal else Placed(block=theirs, survival=1.0)
    kept = Kept(
        placed=replace(placed, block=theirs),
        collection=place.id,
        href=there.href,
        proposed=proposal.proposed if proposal else place.now,
        accepted=place.now,
        promised=theirs.whole_minutes,
    )
    place.store.blocks.keep([kept])
    return Heard(
        adopted=(Adopted(block=theirs.id, said=Said.FOUND, after=theirs.span),)
    )


def elsewhere(store: Store, kept: Kept) -> Iterator[tuple[int, str]]:
    """Where else the event of a block stands, on calendars that we may write to."""
    for seen in store.mirror.sightings(uids=[kept.block.uid]):
        there = (seen.collection, seen.href)
        collection = store.collections.one(seen.collection)
        if (
            seen.gone is None
            and there != (kept.collection, kept.href)
            and collection is not None
            and collection.writable
            and store.mirror.resource(*there) is not None
        ):
            yield there


def move_home(store: Store, kept: Kept, collection: int, href: str) -> Kept:
    """The block, which from now on stands there; its waiting writes go there too."""
    for outgoing in store.outbox.waiting(kept.collection):
        if outgoing.block == kept.block.id and outgoing.href == kept.href:
            store.outbox.change(replace(outgoing, collection=collection, href=href))
    moved = replace(kept, collection=collection, href=href)
    store.blocks.keep([moved])
    return moved
