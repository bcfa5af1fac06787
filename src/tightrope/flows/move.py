"""Move a block to where the person wants it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from tightrope.core.errors import InputError
from tightrope.core.planner import accepted
from tightrope.core.timeline import (
    Span,
    gaps,
    spoken_clock,
    spoken_day,
    spoken_hours,
)
from tightrope.flows.accept import BegunAlready, situation
from tightrope.flows.changes import Change, Deed, destination
from tightrope.flows.named import meant
from tightrope.flows.plan import Wanted, busy_in
from tightrope.flows.ports import Kept, Store, Verb
from tightrope.flows.promises import promised


class BeforeNow(InputError):
    """A block should go where it would have begun already."""

    def __init__(self) -> None:
        super().__init__("that is in the past; name a start that is still to come")


class ThereAlready(InputError):
    """A block should go where it is."""

    def __init__(self, block: str) -> None:
        self.block = block
        super().__init__(f"block {block[:8]} begins then already; nothing to move")


def moving(
    store: Store, id_: str, start: datetime, deed: Deed, wanted: Wanted
) -> Change:
    """What moving a block to `start` changes; nothing is kept or written yet.

    It keeps its length. A proposal that is moved is accepted by that. What speaks
    against the place is said, and does not stop the person.

    Raises:
        NoSuchBlock: no block has the id.
        BeforeNow: the place is in the past.
        BegunAlready: the block has begun.
        ThereAlready: it begins then already.
    """
    [kept] = meant([id_], store.blocks.all())
    span = Span.lasting(start, kept.block.span.length)
    if span.start < deed.at:
        raise BeforeNow
    if kept.block.span.start <= deed.at:
        raise BegunAlready(kept.block.id)
    if span == kept.block.span and kept.accepted and kept.gone is None:
        raise ThereAlready(kept.block.id)
    moved = replace(kept.block, span=span)
    problem = situation(store, wanted, [moved])
    # why it was where it was says nothing of where it is now
    placed = replace(
        kept.placed, block=accepted(moved, problem), why=(), runner_up=None
    )
    gone = kept.gone is not None
    after = replace(
        kept,
        collection=None if gone else kept.collection,
        href=None if gone else kept.href,
        gone=None,
        placed=placed,
        accepted=kept.accepted or deed.at,
        promised=promised(kept).length,
        by_person=True,
        suggested=None,
        asked=None,
    )
    return Change(
        before=kept,
        after=after,
        verb=Verb.MOVE,
        calendar=destination(store, after),
        says=tuple(against(store, after, problem.working, wanted)),
    )


def against(
    store: Store, kept: Kept, working: tuple[Span, ...], wanted: Wanted
) -> Iterator[str]:
    """What speaks against the place of a block, in words, without anyone's title."""
    span, zone = kept.block.span, wanted.zone
    for busy in busy_in(store.mirror.events(span).events, span):
        at = (
            f"{spoken_clock(busy.span.start, zone)}–{spoken_clock(busy.span.end, zone)}"
        )
        yield f"a meeting takes {at} of it"
    for other in store.blocks.all(span):
        if other.block.id != kept.block.id and other.gone is None:
            yield f"block {other.block.id[:8]} stands there too"
    if outside := gaps(span, working):
        length = sum((part.length for part in outside), span.length * 0)
        yield f"{spoken_hours(length)} of it lies outside your working hours"
    if not wanted.policy.shortest <= span.length <= wanted.policy.longest:
        day = spoken_day(span.start.astimezone(zone).date())
        yield (
            f"on {day} it lasts {spoken_hours(span.length)}, and your policy asks for "
            f"{spoken_hours(wanted.policy.shortest)} to "
            f"{spoken_hours(wanted.policy.longest)}"
        )
