"""Whatever the order: no minute is lost, none is made, and every prefix balances."""

from datetime import datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from tests.unit.ledger.situation import HOUR, MINUTE, day
from tightrope.core.ledger import (
    Account,
    Entry,
    Promise,
    StillUsed,
    balances,
    by_cycle,
    debts,
    kept,
    let_go,
    live,
    overridden,
    spells,
    undone,
    unsettled,
)
from tightrope.core.timeline import Span

NONE = timedelta()


class Life(RuleBasedStateMachine):
    """A person who plans, moves, works, gives up, lets go and takes back.

    Beside the ledger it keeps a plain list of what happened to each minute.
    """

    @initialize()
    def begin(self) -> None:
        self.entries: list[Entry] = []
        self.promises: dict[str, Promise] = {}
        self.now: datetime = day(0)
        self.minutes: dict[str, tuple[str, str, int]] = {}
        """What each entry that holds did: to which block, what, how many minutes."""
        self.plan(8, 0, "a")
        self.plan(6, 6, "b")

    @rule(
        length=st.integers(1, 8), back=st.integers(0, 8), cycle=st.sampled_from("abc")
    )
    def plan(self, length: int, back: int, cycle: str) -> None:
        name = f"b{len(self.promises)}"
        self.promises[name] = Promise(
            block=name,
            span=Span.lasting(self.now, length * 30 * MINUTE),
            cycle=cycle,
            repays=min(length, back) * 30 * MINUTE,
        )

    @precondition(lambda self: bool(self.promises))
    @rule(data=st.data(), later=st.integers(-96, 96))
    def move(self, data: st.DataObject, later: int) -> None:
        block = data.draw(st.sampled_from(sorted(self.promises)))
        before = self.promises[block]
        start = before.span.start + later * 15 * MINUTE
        self.promises[block] = Promise(
            block=block,
            span=Span.lasting(start, before.span.length),
            cycle=before.cycle,
            repays=before.repays,
        )

    @rule(hours=st.integers(0, 200))
    def wait(self, hours: int) -> None:
        self.now += hours * HOUR

    @precondition(lambda self: bool(self.open_blocks()))
    @rule(data=st.data())
    def work(self, data: st.DataObject) -> None:
        promise, part = self._some_of_a_block(data)
        self._enter("worked", part, kept(promise, part, self.entries, at=self.now))

    @precondition(lambda self: bool(self.open_blocks()))
    @rule(data=st.data())
    def give_up(self, data: st.DataObject) -> None:
        promise, part = self._some_of_a_block(data)
        made = overridden(promise, part, self.entries, at=self.now, because="stuck")
        self._enter("lost", part, made)

    @precondition(lambda self: bool(debts(self.entries)))
    @rule(data=st.data())
    def let_go(self, data: st.DataObject) -> None:
        owed = balances(self.entries)[Account.OWED]
        part = data.draw(st.integers(1, owed // MINUTE)) * MINUTE
        made = let_go(part, self.entries, at=self.now, because="no more")
        self._enter("let go", part, made)

    @precondition(lambda self: bool(live(self.entries)))
    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        holding = live(self.entries)
        entry = data.draw(st.sampled_from(holding))
        if any(one.link == entry.id for one in holding):
            with pytest.raises(StillUsed):
                undone(entry.id, self.entries, at=self.now)
            return
        self.entries.append(undone(entry.id, self.entries, at=self.now))
        del self.minutes[entry.id]

    @precondition(lambda self: bool(self.open_blocks()))
    @rule(data=st.data())
    def be_stopped(self, data: st.DataObject) -> None:
        """Lose the last deed before it is stored, and do it again as it was."""
        promise, part = self._some_of_a_block(data)
        lost = kept(promise, part, self.entries, at=self.now)
        again = kept(promise, part, self.entries, at=self.now + HOUR)
        assert [entry.id for entry in lost] == [entry.id for entry in again]
        self._enter("worked", part, again)

    def open_blocks(self) -> list[str]:
        """The blocks of which something is unsettled."""
        return [
            block
            for block, promise in self.promises.items()
            if unsettled(promise, self.entries)
        ]

    def _some_of_a_block(self, data: st.DataObject) -> tuple[Promise, timedelta]:
        promise = self.promises[data.draw(st.sampled_from(self.open_blocks()))]
        left = unsettled(promise, self.entries) // MINUTE
        return promise, data.draw(st.integers(1, left)) * MINUTE

    def _enter(self, what: str, length: timedelta, made: list[Entry]) -> None:
        """Write down what was done, which has to be as long as it was meant to be."""
        assert sum((entry.hours for entry in made), NONE) == length
        self.entries += made
        for entry in made:
            self.minutes[entry.id] = (
                entry.block or "",
                what,
                entry.hours // MINUTE,
            )

    def _told(self, what: str) -> timedelta:
        return (
            sum((much for _, did, much in self.minutes.values() if did == what), 0)
            * MINUTE
        )

    @invariant()
    def every_prefix_balances(self) -> None:
        for end in range(len(self.entries) + 1):
            sums = balances(self.entries[:end])
            assert sum(sums.values(), NONE) == NONE
            assert all(
                length >= NONE
                for account, length in sums.items()
                if account is not Account.PROMISED
            )
        for sums in by_cycle(self.entries).values():
            assert sum(sums.values(), NONE) == NONE

    @invariant()
    def what_was_worked_is_kept_or_repaid(self) -> None:
        sums = balances(self.entries)
        assert sums[Account.KEPT] + sums[Account.REPAID] == self._told("worked")

    @invariant()
    def what_was_lost_is_owed_repaid_let_go_or_was_owed_before(self) -> None:
        sums = balances(self.entries)
        again = sum(
            (
                entry.hours
                for entry in live(self.entries)
                if entry.debit is entry.credit
            ),
            NONE,
        )
        there = sums[Account.OWED] + sums[Account.REPAID] + sums[Account.LET_GO]
        assert there + again == self._told("lost")

    @invariant()
    def each_minute_of_a_block_is_told_once(self) -> None:
        for promise in self.promises.values():
            told = sum(
                much
                for block, _, much in self.minutes.values()
                if block == promise.block
            )
            left = unsettled(promise, self.entries)
            assert left >= NONE
            assert left + told * MINUTE == promise.span.length

    @invariant()
    def debts_are_what_is_owed(self) -> None:
        owed = balances(self.entries)[Account.OWED]
        assert sum((debt.left for debt in debts(self.entries)), NONE) == owed
        assert all(debt.left > NONE for debt in debts(self.entries))
        lasting = [spell for spell in spells(self.entries) if spell.until is None]
        assert bool(lasting) == bool(owed)

    @invariant()
    def no_two_entries_have_one_id(self) -> None:
        assert len({entry.id for entry in self.entries}) == len(self.entries)


TestLife = Life.TestCase
TestLife.settings = settings(deadline=None, stateful_step_count=30)
