"""Accepted blocks as promises: what of them the ledger has, and what is still open."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from tightrope.core.balance import Cycle, Phase
from tightrope.core.ledger import Account, Entry, Promise, live, undone
from tightrope.core.timeline import Span, day_of, monday
from tightrope.flows.cycle import cycle_of_events, cycle_window
from tightrope.flows.ports import Kept, Store

MINUTE = timedelta(minutes=1)
AGAIN = "it stands again"


@dataclass(kw_only=True)
class Book:
    """The ledger as one command reads it, with what that command adds.

    Attributes:
        store: whose ledger.
        now: when the command was given.
        zone: the person's.
        entries: all entries, those of the command too.
        known: how many there were before.
    """

    store: Store
    now: datetime
    zone: ZoneInfo
    entries: list[Entry] = field(default_factory=list)
    known: int = 0

    @classmethod
    def of(cls, store: Store, now: datetime, zone: ZoneInfo) -> "Book":
        """The ledger of a store as it is now."""
        entries = entered(store)
        return cls(store=store, now=now, zone=zone, entries=entries, known=len(entries))

    @cached_property
    def _cycle(self) -> Cycle:
        """The cycle of the calendars; it takes a while, so only where it is needed."""
        events = self.store.mirror.events(cycle_window(self.now, self.zone)).events
        return cycle_of_events(events, self.now, self.zone).cycle

    def post(self, made: Iterable[Entry]) -> tuple[Entry, ...]:
        """Add these; give them back."""
        posted = tuple(made)
        self.entries += posted
        return posted

    def reopen(self, kept: Kept) -> tuple[Entry, ...]:
        """Take back what was entered of a block that stands again."""
        return self.post(reopening(kept, self.entries, self.now))

    def promise(self, kept: Kept) -> Promise:
        """What a block promises."""
        span = promised(kept)
        phase, since = self._phase(span)
        return Promise(
            block=kept.block.id,
            span=span,
            cycle=f"{phase}-{since}",
            phase=phase,
            purpose=kept.block.purpose,
            repays=min(whole(kept.placed.repays), span.length),
        )

    def _phase(self, span: Span) -> tuple[str, str]:
        """The phase of the time of a block, and the first day of its spell."""
        day, cycle = day_of(span.start, self.zone), self._cycle
        for spell in cycle.spells:
            if spell.start <= day and (day <= spell.end or spell.open):
                return spell.phase.value, spell.start.isoformat()
        week = monday(day)
        ahead = {one.week: one.phase for one in cycle.ahead}
        return (ahead.get(week) or Phase.NORMAL).value, week.isoformat()


def entered(store: Store) -> list[Entry]:
    """All entries of the ledger."""
    return [one.entry for one in store.ledger.all()]


def whole(length: timedelta) -> timedelta:
    """The whole minutes of a length."""
    return length // MINUTE * MINUTE


def promised(kept: Kept) -> Span:
    """The time that a block promises, in whole minutes, from where it begins.

    Made longer elsewhere it promises more; made shorter it promises what it did.
    """
    span = kept.block.span
    length = max(whole(span.length), kept.promised or timedelta())
    return Span.lasting(span.start, length)


def of_block(id_: str, entries: Iterable[Entry]) -> list[Entry]:
    """The entries of a block that still hold."""
    return [one for one in live(entries) if one.block == id_]


def is_settled(kept: Kept, entries: Sequence[Entry]) -> bool:
    """Whether the ledger has the time of a block.

    One that was given up and stands again is open once more, as long as that can be
    taken back.
    """
    there = of_block(kept.block.id, entries)
    return bool(there) and not reopening(kept, entries, kept.proposed)


def is_open(kept: Kept, entries: Sequence[Entry]) -> bool:
    """Whether a block is a promise of which the ledger has nothing yet."""
    asked_about = kept.gone is None or kept.asked is not None
    return (
        kept.accepted is not None
        and asked_about
        and bool(promised(kept).length)
        and not is_settled(kept, entries)
    )


def reopening(kept: Kept, entries: Sequence[Entry], at: datetime) -> list[Entry]:
    """The entries that take back what was entered of a block that stands again.

    None where it does not stand, where part of it was worked, or where what is owed for
    it was given back since.
    """
    there = of_block(kept.block.id, entries)
    if kept.gone is not None or any(one.worked for one in there):
        return []
    ids = {one.id for one in there}
    users = [one for one in live(entries) if one.link in ids]
    if any(one.debit is not Account.LET_GO for one in users):
        return []
    made: list[Entry] = []
    for one in [*reversed(users), *reversed(there)]:
        made.append(undone(one.id, [*entries, *made], at=at, because=AGAIN))
    return made
