"""Whatever the order of a life with blocks: no minute is lost, and none is made.

Hypothesis plays a person who plans, accepts, moves, works, gives up, skips and takes
back, here and with another program, and processes that are killed at any call. A second
book, which knows nothing of entries, says what every minute has to have become.
"""

from collections.abc import Callable
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.killing import Killed, MortalServer, mortal
from tests.killing import Life as Breath
from tests.syncing import MONDAY, WORK, Device, Wires, World, at, block, moved
from tests.unit.flows.living import Life
from tightrope.core.errors import TightropeError
from tightrope.core.ledger import Account, balances, debts, live
from tightrope.core.timeline import Span
from tightrope.flows.look import look
from tightrope.flows.promises import is_settled, of_block
from tightrope.store.memory import MemoryStore

PICKS = st.integers(0, 9)
ALWAYS = Span(MONDAY - timedelta(days=30), MONDAY + timedelta(days=400))


class Living(RuleBasedStateMachine):
    """A person, their calendar, and a device that may die at any call."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        self.breath = Breath()
        self.disk = MemoryStore()
        self.device = Device(
            self.world.clock,
            Wires({"work": MortalServer(self.world.server, self.breath)}),
            mortal(self.disk, self.breath),
        )
        self.device.connect(target=WORK)
        self.life = Life(self.device)
        self.device.sync()
        self.entered: list[str] = []
        # The second book: how long each block was, is, and what it promises.
        self.at_first: dict[str, timedelta] = {}
        self.last: dict[str, timedelta] = {}
        self.promises: dict[str, timedelta] = {}
        # And what one that was given up promises now that it stands again.
        self.again: dict[str, timedelta] = {}
        self.made = 0

    # What the person does with our commands.

    @rule(day=st.integers(0, 9), calls=st.none() | st.integers(0, 60))
    def a_block_is_accepted(self, day: int, calls: int | None) -> None:
        self.made += 1
        days = (self.world.clock.now - MONDAY).days + 1 + day
        one = block(f"b{self.made}", day=days)
        self._live(calls, lambda: self.device.accept(one, f"accept-{self.made}"))

    @rule(calls=st.none() | st.integers(0, 200))
    def all_is_planned_and_accepted(self, calls: int | None) -> None:
        self._live(calls, lambda: (self.life.plan(), self.life.accept()), plans=True)

    @rule(pick=PICKS, hours=st.integers(-30, 30))
    def a_block_is_moved(self, pick: int, hours: int) -> None:
        self._with(pick, None, lambda id_: self.life.move(id_, hours=hours))

    @rule(
        pick=PICKS,
        calls=st.none() | st.integers(0, 120),
        because=st.sampled_from(["incident", "tired"]),
        goes=st.booleans(),
    )
    def a_block_is_overridden(
        self, pick: int, calls: int | None, because: str, *, goes: bool
    ) -> None:
        let_go = "not needed" if goes else None
        self._with(
            pick, calls, lambda id_: self.life.override(id_, because, let_go=let_go)
        )

    @rule(pick=PICKS, calls=st.none() | st.integers(0, 120))
    def a_block_is_finished(self, pick: int, calls: int | None) -> None:
        self._with(pick, calls, self.life.finish)

    @rule(pick=PICKS)
    def a_block_is_skipped(self, pick: int) -> None:
        self._with(pick, None, self.life.skip)

    @rule(pick=PICKS, calls=st.none() | st.integers(0, 120))
    def a_command_is_undone(self, pick: int, calls: int | None) -> None:
        groups = list(
            dict.fromkeys(
                [one.group for one in self.disk.writes.all()]
                + [one.group for one in self.disk.ledger.all()]
                + [one.group for one in self.disk.outbox.waiting()]
            )
        )
        if groups:
            group = groups[-1 - pick % len(groups)]
            self._live(calls, lambda: self.life.undo(group))

    # What the person does with another program, and what just happens.

    @rule(pick=PICKS, day=st.integers(0, 9), hours=st.sampled_from([1, 2, 3, 4]))
    def a_block_is_dragged_elsewhere(self, pick: int, day: int, hours: int) -> None:
        stored = sorted(self.world.work.stored)
        if stored:
            there = self.world.work.stored[stored[pick % len(stored)]]
            days = (self.world.clock.now - MONDAY).days + day
            span = at(13, days, hours=hours)
            self.world.work.store(there.href, moved(there.data, span))

    @rule(pick=PICKS)
    def a_block_is_deleted_elsewhere(self, pick: int) -> None:
        if stored := sorted(self.world.work.stored):
            self.world.work.remove(stored[pick % len(stored)])

    @rule(calls=st.none() | st.integers(0, 120))
    def the_device_syncs(self, calls: int | None) -> None:
        self._live(calls, self.device.sync)

    @rule(hours=st.sampled_from([0.5, 2, 7, 24, 60]))
    def time_passes(self, hours: float) -> None:
        self.world.clock.later(hours=hours)

    # What has to hold.

    @invariant()
    def every_first_part_balances(self) -> None:
        entries = [one.entry for one in self.disk.ledger.all()]
        for count in range(len(entries) + 1):
            sums = balances(entries[:count])
            assert sum(sums.values(), timedelta()) == timedelta()
            assert all(
                sums[account] >= timedelta()
                for account in Account
                if account is not Account.PROMISED
            )

    @invariant()
    def nothing_is_erased(self) -> None:
        ids = [one.entry.id for one in self.disk.ledger.all()]
        assert ids[: len(self.entered)] == self.entered
        assert len(ids) == len(set(ids))
        self.entered = ids

    @invariant()
    def the_ledger_agrees_with_the_blocks(self) -> None:
        entries = [one.entry for one in self.disk.ledger.all()]
        known = {kept.block.id: kept for kept in self.disk.blocks.all()}
        for id_ in {one.block for one in live(entries) if one.block}:
            kept = known[id_]
            assert kept.accepted is not None
            there = of_block(id_, entries)
            total = sum((one.hours for one in there), timedelta())
            assert total in {self.promises[id_], self.again.get(id_)}

    @invariant()
    def each_promise_is_settled_or_asked_about_when_it_is_over(self) -> None:
        entries = [one.entry for one in self.disk.ledger.all()]
        now = self.world.clock.now
        asked = {one.kept.block.id for one in look(self.disk, ALWAYS, now).unsettled}
        for kept in self.disk.blocks.all():
            over = kept.accepted and kept.gone is None and kept.block.span.end <= now
            settled = is_settled(kept, entries)
            if over:
                assert settled != (kept.block.id in asked)
            if kept.block.id in asked:
                assert not settled

    @invariant()
    def what_is_owed_is_what_its_debts_say(self) -> None:
        entries = [one.entry for one in self.disk.ledger.all()]
        left = sum((debt.left for debt in debts(entries)), timedelta())
        assert balances(entries)[Account.OWED] == left

    def teardown(self) -> None:
        """Answer all that is asked: then each promise is in the ledger, once."""
        self.breath.again()
        self.world.clock.later(days=60)
        self._live(None, self.device.sync)
        now = self.world.clock.now
        # one at a time: what one gives back may have been owed for another
        while asked := look(self.disk, ALWAYS, now).unsettled:
            self.life.finish(asked[0].kept.block.id)
        self.every_first_part_balances()
        self.nothing_is_erased()
        self.the_ledger_agrees_with_the_blocks()
        super().teardown()

    # How it is done.

    def _with(
        self, pick: int, calls: int | None, command: Callable[[str], object]
    ) -> None:
        """Give a command about one of the blocks, the last ones first."""
        ids = [kept.block.id for kept in self.disk.blocks.all()]
        if ids:
            id_ = ids[-1 - pick % len(ids)]
            self._live(calls, lambda: command(id_))

    def _live(
        self,
        calls: int | None,
        command: Callable[[], object],
        *,
        plans: bool = False,
    ) -> None:
        """Give a command; the process may die in it, and some are refused."""
        self._note()
        self.breath.left = calls
        try:
            command()
        except (Killed, TightropeError):
            pass
        finally:
            self.breath.again()
            self._note(planned=plans)

    def _note(self, *, planned: bool = False) -> None:
        """Write the second book: what each block promises, until it is settled.

        It is as long as when it was accepted, or as somebody made it since if that is
        longer.
        """
        entries = [one.entry for one in self.disk.ledger.all()]
        for kept in self.disk.blocks.all():
            id_, length = kept.block.id, kept.block.span.length
            if kept.accepted is None:
                self.at_first.pop(id_, None)
                continue
            noted = kept.promised or length
            if id_ in self.at_first and not planned:
                # No drag, no move and no death of a process makes a promise smaller.
                assert noted >= min(self.at_first[id_], length)
            self.at_first[id_] = noted
            self.last[id_] = length
            its = of_block(id_, entries)
            if not its:
                self.promises[id_] = max(self.at_first[id_], length)
            elif kept.gone is None and not any(one.worked for one in its):
                self.again[id_] = max(self.at_first[id_], length)


TestLiving = Living.TestCase
TestLiving.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)
