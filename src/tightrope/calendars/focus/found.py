"""Our blocks on an ordinary calendar, where only their UID is sure to be left."""

from collections.abc import Iterable

from tightrope.calendars.focus.words import purpose_in
from tightrope.core.planner.block import Block, State
from tightrope.core.timeline import OUR_UID, Event, Status

BY_STATUS = {Status.TENTATIVE: State.PENCILLED, Status.CONFIRMED: State.FIRM}
"""A block that somebody put on a calendar is accepted; how far, its STATUS says."""


def blocks_of(events: Iterable[Event]) -> tuple[Block, ...]:
    """The blocks among `events`, by start: ours by their UID, state by STATUS.

    A cancelled one and one made into whole days is no block any more. Each UID counts
    once, the earliest time first.
    """
    ours = {
        event.uid: Block(
            id=event.uid.removesuffix(OUR_UID),
            span=event.span,
            state=BY_STATUS[event.status],
            purpose=purpose_in(event.title),
        )
        for event in sorted(events, key=lambda event: event.span, reverse=True)
        if event.ours and not event.cancelled and not event.all_day
    }
    return tuple(sorted(ours.values(), key=lambda block: (block.span, block.id)))
