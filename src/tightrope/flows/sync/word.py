"""The person's word: what they did to a block elsewhere, taken over."""

from dataclasses import replace
from datetime import datetime

from tightrope.core.planner.block import Block, State
from tightrope.flows.ports import Asked, Kept
from tightrope.flows.sync.meaning import meaning_of, status_of
from tightrope.flows.sync.told import Adopted, Said


def heard(
    kept: Kept, base: Block | None, theirs: Block | None, now: datetime
) -> tuple[Kept, Adopted | None]:
    """The block after what its calendar says now, and what to tell of it.

    Args:
        kept: the block as it is kept.
        base: what its calendar said when we last took it over, or wrote it; nothing
            where all that it says is news.
        theirs: what it says now; nothing where it is withdrawn there.
        now: when that was seen.
    """
    if theirs is None:
        return deleted(kept, now)
    if base is not None and meaning_of(base) == meaning_of(theirs):
        return kept, None
    if kept.gone is not None:
        return _back(kept, theirs, now)
    block = _merged(kept.block, base, theirs)
    # One whose acceptance was being undone stands as they say, and is accepted.
    if kept.accepted and meaning_of(block) == meaning_of(kept.block):
        return kept, None
    moved = block.span != kept.block.span
    told = Adopted(
        block=block.id,
        said=Said.MOVED if moved else Said.CHANGED,
        before=kept.block.span,
        after=block.span,
    )
    asked = Asked(what="moved", at=now, before=kept.block.span) if moved else kept.asked
    return _with(kept, block, asked, now), told


def deleted(kept: Kept, now: datetime) -> tuple[Kept, Adopted | None]:
    """The block after it vanished from its calendar by itself.

    One that is over stays what it was: clearing up old entries is no word about it.
    """
    return _gone(kept, Said.DELETED, now, by_person=True)


def lost(kept: Kept, now: datetime) -> tuple[Kept, Adopted | None]:
    """The block after all of its calendar vanished at once.

    Somebody made the calendar anew, or its server failed. That says nothing of the
    block, so the person is asked; until they answer it is not written again.
    """
    return _gone(kept, Said.LOST, now, by_person=False)


def _gone(
    kept: Kept, said: Said, now: datetime, *, by_person: bool
) -> tuple[Kept, Adopted | None]:
    if kept.gone is not None or kept.block.span.end <= now:
        return kept, None
    asked = Asked(what=said.value, at=now, before=kept.block.span)
    after = replace(kept, gone=now, by_person=by_person, asked=asked, suggested=None)
    return after, Adopted(block=kept.block.id, said=said, before=kept.block.span)


def _back(kept: Kept, theirs: Block, now: datetime) -> tuple[Kept, Adopted]:
    """A block that was gone stands again: they took it out of the bin, or put it."""
    block = _merged(kept.block, None, theirs)
    told = Adopted(
        block=block.id, said=Said.BACK, before=kept.block.span, after=block.span
    )
    return _with(replace(kept, gone=None), block, None, now), told


def _with(kept: Kept, block: Block, asked: Asked | None, now: datetime) -> Kept:
    return replace(
        kept,
        accepted=kept.accepted or now,
        promised=kept.promised if kept.accepted else block.whole_minutes,
        placed=replace(kept.placed, block=block),
        by_person=True,
        asked=asked,
        suggested=None,
    )


def _merged(ours: Block, base: Block | None, theirs: Block) -> Block:
    """Our block with what they changed since `base`, or with all that they say."""
    changed_state = base is None or status_of(base) != status_of(theirs)
    takes_state = changed_state and status_of(ours) != status_of(theirs)
    return Block(
        id=ours.id,
        span=theirs.span if base is None or base.span != theirs.span else ours.span,
        # What stands on a calendar is accepted, whoever put it there.
        state=theirs.state
        if takes_state or ours.state is State.PROPOSED
        else ours.state,
        purpose=theirs.purpose
        if base is None or base.purpose != theirs.purpose
        else ours.purpose,
    )
