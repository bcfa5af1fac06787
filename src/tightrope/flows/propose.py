"""Plan over the connected calendars, and keep what the plan proposes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from tightrope.core.errors import InputError, Problem
from tightrope.core.ledger import Account, balances
from tightrope.core.planner import Block, Placed, Plan, State
from tightrope.core.timeline import OUR_UID, Event, Span
from tightrope.flows.plan import Planned, Wanted, plan_blocks, plan_window
from tightrope.flows.ports import Kept, Store, Suggested
from tightrope.flows.promises import entered


class NothingConnected(InputError):
    """There is no calendar to plan over."""

    def __init__(self) -> None:
        super().__init__(
            "no calendar is connected; connect one with tightrope connect, or name a "
            "SOURCE: tightrope plan work.ics"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A plan over the connected calendars, and what was kept of it.

    Attributes:
        planned: the plan, and what it was made from.
        blocks: the blocks as they are kept now, those that stand and are not over.
        problems: what could not be read.
    """

    planned: Planned
    blocks: tuple[Kept, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def waiting(self) -> tuple[Kept, ...]:
        """Those that wait for the person's word: proposals, and suggested changes."""
        return tuple(kept for kept in self.blocks if waits(kept))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What a plan changes of the blocks that are kept.

    Attributes:
        keep: blocks that are new, or say something else now.
        forget: the ids of proposals that the plan has no more.
    """

    keep: tuple[Kept, ...] = ()
    forget: frozenset[str] = frozenset()


def propose(store: Store, wanted: Wanted) -> Proposed:
    """Plan what is connected; proposals that nobody accepted are replaced.

    A block that was accepted stays where it is until the person accepts another place
    for it, and where they deleted or skipped one none is proposed again. What the
    ledger has as owed is planned beside what is pledged.

    Args:
        store: whose calendars.
        wanted: what is asked for; blocks that stand come from the store.

    Raises:
        NothingConnected: there is no calendar to plan over.
    """
    if not any(one.read for one in store.collections.all()):
        raise NothingConnected
    reading = store.mirror.events(plan_window(wanted.now, wanted.zone, wanted.weeks))
    kept = store.blocks.all()
    standing = (*standing_in(kept), *unknown_in(reading.events, kept))
    planned = plan_blocks(
        reading.events,
        replace(
            wanted,
            standing=standing,
            declined=declined_in(kept, wanted.now),
            owed=balances(entered(store))[Account.OWED],
        ),
    )
    settled = settle(planned.plan, kept, wanted.now)
    with store.together():
        store.blocks.forget(settled.forget)
        store.blocks.keep(settled.keep)
    return Proposed(
        planned=planned,
        blocks=tuple(
            one for one in store.blocks.all(wanted.window) if one.gone is None
        ),
        problems=reading.problems,
    )


def standing_in(kept: Iterable[Kept]) -> Iterator[Block]:
    """The blocks that stand: accepted or proposed, and not taken back."""
    return (one.block for one in kept if one.gone is None)


def unknown_in(events: Iterable[Event], kept: Iterable[Kept]) -> Iterator[Block]:
    """Blocks of ours on a calendar that this store did not write.

    Another machine did, or a file was imported. They are the person's word: each stays
    where it is.
    """
    known = {one.block.id for one in kept}
    seen: set[str] = set()
    for event in events:
        id_ = event.uid.removesuffix(OUR_UID)
        if event.ours and id_ not in known | seen and takes_place(event):
            seen.add(id_)
            yield Block(id=id_, span=event.span, state=State.LOCKED)


def takes_place(event: Event) -> bool:
    """Whether an event of ours is a block still."""
    return event.busy and not (event.cancelled or event.all_day)


def declined_in(kept: Iterable[Kept], now: datetime) -> tuple[Span, ...]:
    """Where the person took a block away, as far as that is not over."""
    return tuple(
        one.block.span
        for one in kept
        if one.gone is not None and one.by_person and one.block.span.end > now
    )


def settle(plan: Plan, kept: Sequence[Kept], now: datetime) -> Settled:
    """What a plan over the standing blocks changes of what is kept.

    Args:
        plan: the plan.
        kept: all blocks, gone ones too.
        now: when it was made.
    """
    known = {one.block.id: one for one in kept}
    because = {moved.id: moved.because for moved in plan.moved}
    planned = {placed.block.id: placed for placed in plan.blocks}
    keep = [
        renewed
        for placed in plan.blocks
        if (renewed := _renewed(placed, known, because, now))
    ]
    keep += [
        replace(
            one,
            suggested=Suggested(before=one.block.span, because=because[one.block.id]),
        )
        for one in kept
        if one.gone is None
        and one.accepted is not None
        and one.block.id in because.keys() - planned.keys()
    ]
    return Settled(
        keep=tuple(keep),
        forget=frozenset(
            one.block.id
            for one in kept
            if is_proposal(one) and one.block.id not in planned
        ),
    )


def is_proposal(kept: Kept) -> bool:
    """Whether a block waits to be accepted for the first time."""
    return kept.accepted is None and kept.gone is None


def waits(kept: Kept) -> bool:
    """Whether there is something about a block to accept."""
    return kept.gone is None and (kept.accepted is None or kept.change is not None)


def _renewed(
    placed: Placed, known: Mapping[str, Kept], because: Mapping[str, str], now: datetime
) -> Kept | None:
    """A block as it is to be kept; nothing for one that this store did not make."""
    before = known.get(placed.block.id)
    if before is None:
        if placed.block.state is not State.PROPOSED:
            return None
        return Kept(placed=placed, proposed=now)
    if before.gone is not None:
        return Kept(placed=_under_another_id(placed, known), proposed=now)
    if before.accepted is None:
        return replace(before, placed=placed, suggested=None)
    if before.block.span == placed.block.span:
        return replace(before, placed=placed, suggested=None)
    why = because.get(placed.block.id, "")
    return replace(
        before,
        suggested=Suggested(before=before.block.span, placed=placed, because=why),
    )


def _under_another_id(placed: Placed, known: Mapping[str, Kept]) -> Placed:
    """The same block under an id that none has: one that is gone does not come back."""
    id_ = next(
        id_
        for number in count(2)
        if (id_ := f"{placed.block.id}-{number}") not in known
    )
    return replace(placed, block=replace(placed.block, id=id_))
