"""The engine between the database and real servers, with all that can go wrong.

The machine of `tests/unit/flows/sync/test_machine.py`, smaller, where nothing stands in
for anything: Radicale and Xandikos as processes, a proxy that loses, cuts and forges
answers, two devices with a database each, killed at any call, and a plain HTTP client
that plays the person's other program.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests import faults, servers
from tests.faults import Fault, Proxy, proxy
from tests.killing import Killed, Life, mortal
from tests.living import fill, on_server
from tests.servers import REACHED, Running, made_calendar, plainly
from tests.syncing import (
    FORMAT,
    MONDAY,
    ZONE,
    Device,
    Wall,
    Wires,
    block,
    event,
    moved,
    the,
)
from tightrope.calendars.base import Resource
from tightrope.calendars.caldav import CaldavServer
from tightrope.core.planner.block import Block, State
from tightrope.core.timeline import Span
from tightrope.fetching.asking import HttpAsk
from tightrope.flows.ports import Collection, Connection, Kept, Person, Store
from tightrope.flows.sync import Fate, Said
from tightrope.store import open_store

pytestmark = REACHED

SERVERS = {"radicale": servers.radicale, "xandikos": servers.xandikos}
LATER = MONDAY + timedelta(days=300)
FAULTS: dict[str, Callable[[Proxy], None]] = {
    "the request is lost": lambda between: between.plan(faults.lost_request),
    "an answer is lost": lambda between: between.plan(faults.lost_answer),
    "the answer to a write is lost": lambda between: between.plan(
        faults.lost_answer, "PUT"
    ),
    "the answer to a deletion is lost": lambda between: between.plan(
        faults.lost_answer, "DELETE"
    ),
    "a write is lost": lambda between: between.plan(faults.lost_request, "PUT"),
    "it is busy": lambda between: between.plan(faults.too_many(600)),
    "it is down": lambda between: between.plan(faults.unavailable()),
    "an answer is cut": lambda between: between.plan(faults.truncated),
    "the line breaks": lambda between: between.plan(faults.cut_short),
    "a page is shown": lambda between: between.plan(faults.a_page),
    "the etags lie": lambda between: between.plan(faults.lying_etags(), "REPORT"),
    "some are left out": lambda between: between.plan(
        faults.without_some(), "REPORT", holding=b"multiget"
    ),
    "the token is forgotten": lambda between: between.plan(
        faults.expired_token(), "REPORT", holding=b"sync-collection"
    ),
    "all is listed": lambda between: between.plan(
        faults.full_list, "REPORT", holding=b"sync-collection"
    ),
    "conditions are ignored": lambda between: between.plan(faults.unconditional, "PUT"),
}


@pytest.fixture(scope="module", params=SERVERS)
def running(request: pytest.FixtureRequest) -> Iterator[Running]:
    with SERVERS[request.param]() as one:
        yield one


@pytest.fixture
def between(running: Running) -> Iterator[Proxy]:
    with proxy(running) as one:
        yield one


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with its tables made, to be copied."""
    folder = tmp_path_factory.mktemp("empty") / "data"
    open_store(folder).close()
    return folder


def caldav(running: Running) -> CaldavServer:
    """A server, as a device reaches it."""
    return CaldavServer(
        running.address,
        user=running.user,
        secret=running.password,
        auth="basic",
        ask=HttpAsk(home=running.address),
    )


def device_on(running: Running, address: str, store: Store, clock: Wall) -> Device:
    """A device that has connected one calendar of a server."""
    server = caldav(running)
    name = address.rstrip("/").rpartition("/")[2]
    [href] = [one.href for one in server.found() if name in one.href]
    store.people.change(Person(zone=ZONE.key))
    store.connections.add(Connection(name="work", kind="caldav", address="http://x"))
    store.collections.add(Collection(connection="work", href=href, target=True))
    return Device(clock, Wires({"work": server}), store)


class Living(RuleBasedStateMachine):
    """One calendar on a real server, and all that can happen to it."""

    def __init__(self, running: Running, between: Proxy, empty: Path) -> None:
        super().__init__()
        self.running, self.between = running, between
        self.between.peace()
        self.address = made_calendar(running)
        self.clock = Wall()
        self.open = ExitStack()
        self.folder = Path(mkdtemp())
        self.lives = [Life(), Life()]
        self.disks = [
            self.open.enter_context(
                open_store(shutil.copytree(empty, self.folder / str(which)))
            )
            for which in range(2)
        ]
        self.devices = [
            device_on(between.running, self.address, disk, self.clock)
            for disk in self.disks
        ]
        for device, disk, life in zip(
            self.devices, self.disks, self.lives, strict=True
        ):
            device.store = mortal(disk, life)
        self.numbers = count(1)
        self.foreign: dict[str, bytes] = {}
        self.words: dict[str, Span | None] = {}
        self.undecided: set[str] = set()

    def teardown(self) -> None:
        self.open.close()
        shutil.rmtree(self.folder)

    @rule(day=st.integers(0, 40))
    def a_meeting_is_made(self, day: int) -> None:
        name = f"theirs-{next(self.numbers)}.ics"
        fill(self.running, self.address, {name: event(name, span_on(day))})
        self._remember(name)

    @precondition(lambda self: self.foreign)
    @rule(pick=st.integers(0, 5), day=st.integers(0, 40))
    def a_meeting_is_moved(self, pick: int, day: int) -> None:
        href = sorted(self.foreign)[pick % len(self.foreign)]
        name = href.rpartition("/")[2]
        fill(self.running, self.address, {name: event(name, span_on(day))})
        self._remember(name)

    @rule(pick=st.integers(0, 5), day=st.integers(0, 40))
    def a_block_is_dragged(self, pick: int, day: int) -> None:
        if there := self._pick(pick):
            data = moved(there.data, span_on(day))
            fill(self.running, self.address, {there.href.rpartition("/")[2]: data})
            self.words[id_of(there)] = span_on(day)

    @rule(pick=st.integers(0, 5))
    def a_block_is_deleted(self, pick: int) -> None:
        if there := self._pick(pick):
            id_ = id_of(there)
            if any(
                one.block == id_ and one.before is None
                for disk in self.disks
                for one in disk.outbox.waiting()
            ):
                self.undecided.add(id_)
            name = there.href.rpartition("/")[2]
            with plainly(self.running) as client:
                assert client.delete(f"{self.address}{name}").status_code < 300
            self.words[id_] = None

    @rule(which=st.integers(0, 1), day=st.integers(0, 40))
    def a_block_is_accepted(self, which: int, day: int) -> None:
        id_ = f"b{next(self.numbers)}"
        self.devices[which].accept(block_on(id_, day), id_)

    @rule(which=st.integers(0, 1), pick=st.integers(0, 5), day=st.integers(0, 40))
    def a_block_is_moved_by_command(self, which: int, pick: int, day: int) -> None:
        if kept := self._kept(which, pick):
            id_ = kept.block.id
            group = f"g{next(self.numbers)}"
            self.devices[which].move(id_, span_on(day).start, group)
            self.words.pop(id_, None)

    @rule(which=st.integers(0, 1), pick=st.integers(0, 5))
    def a_block_is_withdrawn(self, which: int, pick: int) -> None:
        if kept := self._kept(which, pick):
            self.devices[which].withdraw(kept.block.id, f"g{next(self.numbers)}")
            self.words.pop(kept.block.id, None)

    @rule(which=st.integers(0, 1))
    def a_device_syncs(self, which: int) -> None:
        self.devices[which].sync()

    @rule(which=st.integers(0, 1))
    def a_device_sends(self, which: int) -> None:
        self.devices[which].send()

    @rule(which=st.integers(0, 1), calls=st.integers(0, 120), sends=st.booleans())
    def a_device_is_killed(self, which: int, calls: int, *, sends: bool) -> None:
        self.lives[which].left = calls
        device = self.devices[which]
        try:
            device.send() if sends else device.sync()
        except Killed:
            pass
        finally:
            self.lives[which].again()

    @rule(fault=st.sampled_from(sorted(FAULTS)))
    def something_goes_wrong(self, fault: str) -> None:
        FAULTS[fault](self.between)

    @rule(minutes=st.sampled_from([-90, 10, 90]))
    def the_clock_jumps(self, minutes: int) -> None:
        self.clock.later(minutes=minutes)

    @rule()
    def all_is_quiet(self) -> None:
        self.between.peace()
        self.clock.later(days=8)
        for which in (0, 1, 0, 1):
            [synced] = self.devices[which].sync(insist=True)
            assert synced.fault is None

        held = on_server(self.running, self.address)
        blocks = {
            one.id: one.span
            for href, data in held.items()
            if (one := FORMAT.block(Resource(href=href, data=data)))
        }
        theirs = {
            href: data
            for href, data in held.items()
            if FORMAT.block(Resource(href=href, data=data)) is None
        }
        assert theirs == self.foreign
        assert len(held) == len(theirs) + len(blocks)
        for disk in self.disks:
            assert disk.outbox.waiting() == ()
            assert blocks == {
                kept.block.id: kept.block.span
                for kept in disk.blocks.all()
                if kept.accepted and kept.gone is None
            }
        for id_, word in self.words.items():
            if id_ not in self.undecided:
                assert blocks.get(id_) == word

    def _remember(self, name: str) -> None:
        """Keep what the server made of what the other program wrote."""
        held = on_server(self.running, self.address)
        [href] = [one for one in held if one.endswith(f"/{name}")]
        self.foreign[href] = held[href]

    def _pick(self, pick: int) -> Resource | None:
        held = on_server(self.running, self.address)
        standing = [
            one
            for href, data in sorted(held.items())
            if FORMAT.block(one := Resource(href=href, data=data))
        ]
        return standing[pick % len(standing)] if standing else None

    def _kept(self, which: int, pick: int) -> Kept | None:
        store = self.disks[which]
        waiting = {one.block for one in store.outbox.waiting()}
        kept = [
            one
            for one in store.blocks.all()
            if one.accepted and one.gone is None and one.block.id not in waiting
        ]
        return kept[pick % len(kept)] if kept else None


def span_on(day: int) -> Span:
    start = LATER + timedelta(days=day)
    return Span(start, start + timedelta(hours=3))


def block_on(id_: str, day: int) -> Block:
    return Block(id=id_, span=span_on(day), state=State.FIRM, purpose="Road")


def id_of(there: Resource) -> str:
    found = FORMAT.block(there)
    assert found is not None
    return found.id


@pytest.mark.slow
def test_whatever_happens_nothing_is_doubled_lost_or_touched(
    running: Running, between: Proxy, empty: Path
) -> None:
    class Here(Living):
        def __init__(self) -> None:
            super().__init__(running, between, empty)

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=8,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            report_multiple_bugs=False,
        ),
    )


@pytest.fixture
def device(between: Proxy, empty: Path, tmp_path: Path) -> Iterator[Device]:
    """A device with a calendar of its own, a meeting on it."""
    address = made_calendar(between.running)
    fill(between.running, address, {"m.ics": event("m", span_on(3))})
    with open_store(shutil.copytree(empty, tmp_path / "data")) as store:
        device = device_on(between.running, address, store, Wall())
        device.sync()
        yield device


def test_a_lost_answer_to_a_write_doubles_nothing(
    between: Proxy, device: Device
) -> None:
    device.accept(block())
    between.plan(faults.lost_answer, "PUT")

    [lost] = device.send()
    device.clock.later(hours=2)
    [synced] = device.sync()

    assert lost.fate is Fate.WAITING
    assert [one.fate for one in synced.sent] == [Fate.THERE]
    assert len(device.store.mirror.held(device.store.collections.all()[0].id)) == 2


@pytest.mark.parametrize(
    "fault",
    [faults.truncated, faults.cut_short, faults.a_page, faults.unavailable()],
)
def test_an_answer_of_no_use_is_a_fault_and_loses_nothing(
    between: Proxy, device: Device, fault: Fault
) -> None:
    between.plan(fault)

    [failed] = device.sync()
    between.peace()
    device.clock.later(hours=2)
    [well] = device.sync()

    assert failed.fault is not None
    assert (well.fault, well.gone, well.matters) == (None, 0, False)


def test_a_change_costs_one_request_more_than_the_least(
    between: Proxy, device: Device
) -> None:
    href = next(iter(device.store.mirror.held(1)))
    collection = device.store.collections.all()[0]
    remote = device.reach.servers["work"].open(collection.href, "work")
    there = the(device.store.mirror.resource(collection.id, href))
    remote.put(Resource(href=href, etag=there.etag, data=event("m", span_on(5))))
    between.asked.clear()

    [synced] = device.sync()

    # What changed, and the event itself: less is not possible.
    assert [method for method, _ in between.asked] == ["REPORT", "REPORT"]
    assert (synced.read, synced.changed) == (1, 1)


def test_a_block_moved_by_another_program_is_followed(
    running: Running, device: Device
) -> None:
    kept = device.accept(block())
    device.send()
    there = the(device.store.mirror.resource(kept.collection or 0, kept.href or ""))
    root = "/".join(running.address.split("/")[:3])
    with plainly(running) as client:
        client.put(
            f"{root}{kept.href}",
            content=moved(there.data, span_on(2)),
            headers={"Content-Type": "text/calendar"},
        )

    [synced] = device.sync()

    assert [one.said for one in synced.adopted] == [Said.MOVED]
    assert device.kept("b1").block.span == span_on(2)
