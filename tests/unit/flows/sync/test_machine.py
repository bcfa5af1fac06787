"""Whatever happens to two devices, a server and a person in between: nothing is lost.

A state machine in the manner of vdirsyncer's: Hypothesis plays the person with another
client, two devices that are killed at any call, a server that misbehaves, and a clock
that jumps. After all of it a few quiet syncs have to put everything right.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields
from datetime import timedelta
from itertools import count

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from tests.killing import Killed, Life, MortalServer, mortal
from tests.syncing import (
    FORMAT,
    HOME,
    MONDAY,
    WORK,
    Device,
    Wires,
    World,
    event,
    moved,
    said_otherwise,
)
from tightrope.calendars.base import (
    CalendarUnreachable,
    Resource,
    ResourceChanged,
    UidTaken,
)
from tightrope.calendars.memory import Etags, KeptCalendar, Quirks
from tightrope.core.planner.block import Block, State
from tightrope.core.timeline import Span
from tightrope.flows.ports import Kept
from tightrope.flows.undo import NothingToUndo, undo
from tightrope.store.memory import MemoryStore

LATER = MONDAY + timedelta(days=2000)
DAYS = st.integers(0, 40)
DEVICES = st.integers(0, 1)
PICKS = st.integers(0, 5)
Then = str | int
THEN: st.SearchStrategy[Then] = st.sampled_from(
    ["waits", "waits", "is sent", "is lost", "is stored, and nobody hears of it"]
) | st.integers(0, 70)
"""What becomes of a command: a number is after how many calls its process dies."""


def span_on(day: int) -> Span:
    start = LATER + timedelta(days=day)
    return Span(start, start + timedelta(hours=3))


class Syncing(RuleBasedStateMachine):
    """The person's calendars, and all that can happen to them."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        self.lives = [Life(), Life()]
        self.servers = [MortalServer(self.world.server, life) for life in self.lives]
        self.disks = [MemoryStore(), MemoryStore()]
        self.devices = [
            Device(
                self.world.clock,
                Wires({"work": server}),
                mortal(disk, life),
            )
            for disk, life, server in zip(
                self.disks, self.lives, self.servers, strict=True
            )
        ]
        for device in self.devices:
            device.connect(target=WORK)
        self.numbers = count(1)
        # What the other client left, by href; nobody but it may change these.
        self.foreign: dict[str, Resource] = {}
        # The last word of the person on a block: where it stands, or nothing.
        self.words: dict[str, Span | None] = {}
        # Blocks of which nobody can know whether they were deleted or never came.
        self.undecided: set[str] = set()
        self.faults = 0

    @initialize(which=DEVICES, blocks=st.integers(0, 2), meetings=st.integers(0, 2))
    def it_begins_in_step(self, which: int, blocks: int, meetings: int) -> None:
        for number in range(meetings):
            self.a_meeting_is_made(number, home=False)
        for number in range(blocks):
            self.a_block_is_accepted(which, 20 + number, "waits")
        for one in (which, 1 - which):
            self._live(one, None, lambda device: device.sync())

    def teardown(self) -> None:
        """Whatever happened: in the end all is quiet."""
        self.all_is_quiet()

    # The person, with another client.

    @rule(day=DAYS, home=st.booleans())
    def a_meeting_is_made(self, day: int, *, home: bool) -> None:
        href = f"{HOME if home else WORK}theirs-{next(self.numbers)}.ics"
        self._leave(href, event(href, span_on(day)))

    @precondition(lambda self: self.foreign)
    @rule(pick=PICKS, day=DAYS | st.none())
    def a_meeting_is_moved_or_deleted(self, pick: int, day: int | None) -> None:
        href = self._meeting(pick)
        if day is not None:
            self._leave(href, moved(self.foreign[href].data, span_on(day)))
            return
        self._calendar(href).remove(href)
        del self.foreign[href]

    @precondition(lambda self: self._standing())
    @rule(pick=PICKS, day=DAYS)
    def a_block_is_dragged(self, pick: int, day: int) -> None:
        there = self._pick(pick)
        id_ = self._id_of(there)
        self._calendar(there.href).store(there.href, moved(there.data, span_on(day)))
        self.words[id_] = span_on(day)

    @precondition(lambda self: self._standing())
    @rule(pick=PICKS)
    def a_block_is_deleted(self, pick: int) -> None:
        there = self._pick(pick)
        id_ = self._id_of(there)
        if not self._was_noticed(there):
            self.undecided.add(id_)
        self._calendar(there.href).remove(there.href)
        self.words[id_] = None

    @precondition(lambda self: self._standing())
    @rule(
        pick=PICKS,
        what=st.sampled_from(
            [
                {"SUMMARY": "Focus: Hiring"},
                {"SUMMARY": "Think"},
                {"STATUS": "TENTATIVE"},
                {"STATUS": "CONFIRMED"},
            ]
        ),
    )
    def a_block_is_said_otherwise(self, pick: int, what: dict[str, str]) -> None:
        there = self._pick(pick)
        data = said_otherwise(there.data, **what)
        self._calendar(there.href).store(there.href, data)

    @precondition(lambda self: self._standing())
    @rule(pick=PICKS)
    def a_block_is_copied(self, pick: int) -> None:
        uid = f"copy-{next(self.numbers)}"
        href = f"{WORK}{uid}.ics"
        self._leave(href, said_otherwise(self._pick(pick).data, UID=uid))

    @precondition(lambda self: self._standing())
    @rule(pick=PICKS)
    def a_block_is_put_on_the_other_calendar(self, pick: int) -> None:
        there = self._pick(pick)
        id_ = self._id_of(there)
        if not self._was_noticed(there):
            self.undecided.add(id_)
        self._calendar(there.href).remove(there.href)
        other = HOME if there.href.startswith(WORK) else WORK
        href = f"{other}put-{next(self.numbers)}.ics"
        self._calendar(href).store(href, there.data)
        self.words.pop(id_, None)

    # The person, with our commands.

    @rule(which=DEVICES, day=DAYS, then=THEN)
    def a_block_is_accepted(self, which: int, day: int, then: Then) -> None:
        id_ = f"b{next(self.numbers)}"
        self._live(which, None, lambda device: device.accept(_block(id_, day), id_))
        self._goes_on(which, then)

    @rule(which=DEVICES, day=DAYS, then=THEN)
    def both_devices_accept_the_same(self, which: int, day: int, then: Then) -> None:
        id_ = f"b{next(self.numbers)}"
        for one in (which, 1 - which):
            self._live(one, None, lambda device: device.accept(_block(id_, day), id_))
        self._goes_on(which, then)

    @rule(which=DEVICES, pick=PICKS, day=DAYS, then=THEN)
    def a_block_is_moved_by_command(
        self, which: int, pick: int, day: int, then: Then
    ) -> None:
        if kept := self._kept(which, pick):
            group = f"move-{next(self.numbers)}"
            id_ = kept.block.id
            start = span_on(day).start
            self._live(which, None, lambda device: device.move(id_, start, group))
            self.words.pop(id_, None)
            self._goes_on(which, then)

    @rule(which=DEVICES, pick=PICKS, then=THEN)
    def a_block_is_withdrawn(self, which: int, pick: int, then: Then) -> None:
        if kept := self._kept(which, pick):
            group = f"off-{next(self.numbers)}"
            id_ = kept.block.id
            self._live(which, None, lambda device: device.withdraw(id_, group))
            self.words.pop(id_, None)
            self._goes_on(which, then)

    @rule(which=DEVICES, then=THEN)
    def a_command_is_undone(self, which: int, then: Then) -> None:
        store = self.disks[which]
        for write in store.writes.all():
            self.words.pop(write.block, None)
        for outgoing in store.outbox.waiting():
            self.words.pop(outgoing.block, None)
        self._undo(which, then)

    # What the machines do.

    @rule(which=DEVICES, sends=st.booleans())
    def a_device_works(self, which: int, *, sends: bool) -> None:
        self._live(
            which, None, lambda device: device.send() if sends else device.sync()
        )

    @rule(which=DEVICES, calls=st.integers(0, 120))
    def a_device_is_killed(self, which: int, calls: int) -> None:
        self.faults += 1
        self._live(which, calls, lambda device: device.sync())

    @rule(
        call=st.sampled_from(["changes", "fetch", "put", "delete"]),
        error=st.sampled_from(
            [
                CalendarUnreachable("work", "did not answer"),
                CalendarUnreachable("work", "is busy", wait=2),
                CalendarUnreachable("work", "is busy", wait=600),
                ResourceChanged("work"),
                UidTaken("work"),
            ]
        ),
        after=st.booleans(),
    )
    def a_request_fails(self, call: str, error: Exception, *, after: bool) -> None:
        self.faults += 1
        if not isinstance(error, CalendarUnreachable):
            call, after = "put", False
        after = after and call in {"put", "delete"}
        self.world.server.fail(call, error, after=after)

    @rule(
        flag=st.sampled_from(
            [
                ("refuses_tokens", True),
                ("lists_all", True),
                ("unknown_gone", True),
                ("leaves_out", True),
                ("overwrites", True),
                ("ignores_match", True),
                ("rewrites", True),
                ("drops_unknown", True),
                ("tells_where", False),
                ("etags", Etags.REUSED),
                ("etags", Etags.SAME),
                ("refuses", 403),
                ("writable", False),
            ]
        ),
        well=st.booleans(),
    )
    def the_server_is_another(self, flag: tuple[str, object], *, well: bool) -> None:
        usual = {one.name: one.default for one in fields(Quirks)}
        name, odd = flag
        setattr(self.world.server.quirks, name, usual[name] if well else odd)

    @rule(alive=st.booleans(), anew=st.integers(0, 3))
    def the_calendar_comes_and_goes(self, anew: int, *, alive: bool) -> None:
        self.world.work.alive = alive
        if anew:
            return
        for id_ in map(self._id_of, self._standing()):
            # What nobody heard of is gone with it.
            self.undecided.add(id_)
        self.world.work.make_anew()
        self.foreign = {
            href: one for href, one in self.foreign.items() if href.startswith(HOME)
        }
        self.words.clear()

    @rule(minutes=st.sampled_from([-90, -1, 1, 10, 90, 1500]))
    def the_clock_jumps(self, minutes: int) -> None:
        self.world.clock.later(minutes=minutes)

    @rule()
    def all_is_quiet(self) -> None:
        self._calm()
        for which in (0, 1, 0, 1):
            self.devices[which].sync(insist=True)

        for which in (0, 1):
            assert self.disks[which].outbox.waiting() == ()
            self._check_blocks(which)
            self._check_log(which)
        self._check_words()
        self._check_agreement()
        self._check_mirrors()

    @invariant()
    def what_is_not_ours_is_as_it_was_left(self) -> None:
        for href, left in self.foreign.items():
            there = self._calendar(href).stored.get(href)
            assert there is not None
            assert there.data == left.data

    # What must hold when all is quiet.

    def _check_blocks(self, which: int) -> None:
        """Each accepted block that is not gone stands exactly once, and as kept."""
        on_server = [self._id_of(one) for one in self._standing()]
        for kept in self.disks[which].blocks.all():
            id_ = kept.block.id
            if id_ in self.undecided:
                continue
            if kept.accepted and kept.gone is None:
                assert on_server.count(id_) == 1, (id_, kept)
                [there] = [one for one in self._standing() if self._id_of(one) == id_]
                stands = FORMAT.block(there)
                assert stands is not None
                assert stands.span == kept.block.span
                assert stands.purpose == kept.block.purpose
                assert kept.href == there.href
            else:
                assert on_server.count(id_) == 0, (id_, kept)

    def _check_words(self) -> None:
        """What the person did last stands, and what they deleted does not."""
        standing = {self._id_of(one): FORMAT.block(one) for one in self._standing()}
        for id_, span in self.words.items():
            if id_ in self.undecided:
                continue
            stands = standing.get(id_)
            assert (stands.span if stands else None) == span, id_

    def _check_agreement(self) -> None:
        """Both devices see the same of each block that both know.

        One that stands where blocks go both know.
        """
        seen = [
            {
                kept.block.id: (kept.block.span, kept.block.purpose)
                if kept.gone is None
                else None
                for kept in disk.blocks.all()
                if kept.accepted
            }
            for disk in self.disks
        ]
        for id_ in seen[0].keys() & seen[1].keys() - self.undecided:
            assert seen[0][id_] == seen[1][id_]
        for block in self.world.blocks():
            assert block.id in seen[0].keys() & seen[1].keys()

    def _check_log(self, which: int) -> None:
        """The log says nothing that did not happen, and leaves out no more than faults.

        Read from its beginning it says of each place what we last left there, in the
        order in which it was left; what a lost answer or a death kept from it is told
        by the server.
        """
        missing = 0
        logged: dict[str, list[bytes]] = {}
        for write in self.disks[which].writes.all():
            assert write.before is not None or write.after is not None, write.href
            if write.after is not None:
                logged.setdefault(write.href, []).append(write.after)
        for href, puts in self.servers[which].puts.items():
            left = iter(puts)
            told = logged.get(href, [])
            # In the order of the server: each is found after the one before it.
            assert all(one in left for one in told), href
            missing += len(puts) - len(told)
        assert missing <= self.faults

    def _check_mirrors(self) -> None:
        """What we have is what is there."""
        for disk in self.disks:
            for collection in disk.collections.all():
                stored = self._calendar(collection.href).stored
                held = disk.mirror.held(collection.id)
                assert {href: one.digest for href, one in stored.items()} == {
                    href: one.digest for href, one in held.items()
                }

    # Little helpers.

    def _calm(self) -> None:
        """Let the server behave, and a week go by, after which nothing is trusted."""
        server = self.world.server
        server.failing.clear()
        for one in fields(Quirks):
            setattr(server.quirks, one.name, one.default)
        self.world.work.alive = True
        self.world.clock.later(days=8)

    def _live(
        self, which: int, calls: int | None, do: Callable[[Device], object]
    ) -> None:
        self.lives[which].left = calls
        try:
            do(self.devices[which])
        except Killed:
            assert calls is not None
        finally:
            self.lives[which].again()

    def _goes_on(self, which: int, then: Then) -> None:
        """What becomes of a command after it was given."""
        match then:
            case "waits":
                return
            case "is sent" | "is lost" | "is stored, and nobody hears of it":
                if then != "is sent":
                    self.faults += 2
                    after = then != "is lost"
                    self.world.server.fail("put", after=after)
                    self.world.server.fail("delete", after=after)
                self._live(which, None, lambda device: device.send())
            case int():
                self.faults += 1
                self._live(which, then, lambda device: device.send())

    def _undo(self, which: int, then: Then) -> None:
        """Take the last command back, and live through it or not."""

        def take_back(device: Device) -> None:
            with suppress(NothingToUndo):
                undo(
                    device.store,
                    device.reach,
                    group=None,
                    clock=device.clock,
                    nap=device.clock.nap,
                )

        calls = then if isinstance(then, int) else None
        self.faults += calls is not None
        self._live(which, calls, take_back)

    def _leave(self, href: str, data: bytes) -> None:
        self.foreign[href] = self._calendar(href).store(href, data)

    def _calendar(self, href: str) -> KeptCalendar:
        return self.world.server.calendar(HOME if href.startswith(HOME) else WORK)

    def _meeting(self, pick: int) -> str:
        return sorted(self.foreign)[pick % len(self.foreign)]

    def _standing(self) -> list[Resource]:
        """The resources that hold our blocks, on both calendars."""
        return [
            one
            for calendar in (self.world.work, self.world.home)
            for one in calendar.stored.values()
            if FORMAT.block(one) is not None
        ]

    def _pick(self, pick: int) -> Resource:
        standing = self._standing()
        return standing[pick % len(standing)]

    @staticmethod
    def _id_of(there: Resource) -> str:
        block = FORMAT.block(there)
        assert block is not None
        return block.id

    def _kept(self, which: int, pick: int) -> Kept | None:
        """A block that a device may move: it stands, and nothing waits for it."""
        store = self.disks[which]
        waiting = {one.block for one in store.outbox.waiting()}
        kept = [
            one
            for one in store.blocks.all()
            if one.accepted and one.gone is None and one.block.id not in waiting
        ]
        return kept[pick % len(kept)] if kept else None

    def _was_noticed(self, there: Resource) -> bool:
        """Whether no device still means to make the block, or may have made it."""
        return not any(
            one.block == self._id_of(there) and one.before is None
            for disk in self.disks
            for one in disk.outbox.waiting()
        )


def _block(id_: str, day: int) -> Block:
    return Block(id=id_, span=span_on(day), state=State.FIRM, purpose="Road")


TestSyncing = Syncing.TestCase
TestSyncing.settings = settings(
    max_examples=100, stateful_step_count=25, report_multiple_bugs=False
)


def test_an_undo_reaches_a_block_that_was_put_away_and_back() -> None:
    syncing = Syncing()
    syncing.it_begins_in_step(which=1, blocks=1, meetings=0)

    syncing.a_block_is_put_on_the_other_calendar(pick=0)
    syncing.a_block_is_put_on_the_other_calendar(pick=0)
    syncing.a_command_is_undone(which=1, then="waits")

    syncing.all_is_quiet()
    assert syncing.world.blocks() == []


def test_a_block_made_tentative_while_its_accept_is_undone_stays_accepted() -> None:
    syncing = Syncing()
    syncing.it_begins_in_step(which=1, blocks=1, meetings=0)

    syncing.a_block_is_said_otherwise(pick=0, what={"STATUS": "TENTATIVE"})
    syncing.a_command_is_undone(which=1, then="waits")

    syncing.all_is_quiet()
    [kept] = syncing.disks[1].blocks.all()
    assert (kept.accepted is not None, kept.block.state) == (True, State.PENCILLED)


def test_a_block_accepted_on_two_devices_and_undone_on_one_stands_on_both() -> None:
    syncing = Syncing()
    syncing.it_begins_in_step(which=0, blocks=0, meetings=0)

    syncing.the_clock_jumps(minutes=-90)
    syncing.both_devices_accept_the_same(day=0, which=1, then="is sent")
    syncing.a_device_is_killed(calls=36, which=0)
    syncing.a_block_is_moved_by_command(day=0, pick=0, which=0, then="waits")
    syncing.the_clock_jumps(minutes=-90)
    syncing.a_command_is_undone(which=0, then="waits")

    syncing.all_is_quiet()
    for disk in syncing.disks:
        assert [kept.accepted is not None for kept in disk.blocks.all()] == [True]
