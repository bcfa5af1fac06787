"""A person's calendars and devices, all in memory, for tests of the sync engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from tightrope.calendars.base import Format, Resource, Server
from tightrope.calendars.ical_format import IcalFormat
from tightrope.calendars.memory import KeptCalendar, MemoryServer
from tightrope.core.planner.answer import Placed
from tightrope.core.planner.block import Block, State
from tightrope.core.timeline import Event, Span
from tightrope.flows.ports import (
    Collection,
    Connection,
    Kept,
    Outgoing,
    Person,
    Store,
    Verb,
)
from tightrope.flows.sync import Sent, Synced, send, sync
from tightrope.store.memory import MemoryStore

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Berlin")
WORK = "/team/"
HOME = "/home/"
FORMAT = IcalFormat()


@dataclass(slots=True)
class Wall:
    """A clock that stands until somebody moves it, and naps that move it."""

    now: datetime = MONDAY
    naps: list[float] = field(default_factory=list)

    def __call__(self) -> datetime:
        return self.now

    def nap(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.now += timedelta(seconds=seconds)

    def later(self, **lengths: float) -> None:
        self.now += timedelta(**lengths)


@dataclass(frozen=True, slots=True)
class Wires:
    """Leads each connection to the server of its name."""

    servers: Mapping[str, Server]

    def server(self, connection: Connection) -> Server:
        return self.servers[connection.name]

    def format(self, connection: Connection) -> Format:  # noqa: ARG002 - one for all
        return FORMAT


@dataclass(slots=True)
class Device:
    """One device of the person's: a store, and ways to the servers."""

    clock: Wall
    reach: Wires
    store: Store = field(default_factory=MemoryStore)

    def connect(self, name: str = "work", *, target: str | None = WORK) -> None:
        """Connect all calendars of a server; blocks go to `target`."""
        self.store.people.change(Person(zone=ZONE.key))
        self.store.connections.add(
            Connection(name=name, kind="caldav", address="https://cal.example")
        )
        for found in self.reach.servers[name].found():
            self.store.collections.add(
                Collection(
                    connection=name, href=found.href, target=found.href == target
                )
            )

    def sync(self, *names: str, insist: bool = False) -> tuple[Synced, ...]:
        return sync(
            self.store,
            self.reach,
            names=names,
            clock=self.clock,
            nap=self.clock.nap,
            insist=insist,
        )

    def synced(self) -> Synced:
        """What came of syncing the only connection."""
        [synced] = self.sync()
        return synced

    def send(self, group: str | None = None) -> tuple[Sent, ...]:
        return send(
            self.store,
            self.reach,
            clock=self.clock,
            nap=self.clock.nap,
            group=group,
        )

    def collection(self, href: str = WORK) -> Collection:
        return next(one for one in self.store.collections.all() if one.href == href)

    def accept(self, block: Block, group: str = "accepted") -> Kept:
        """Accept a block, as the person does: kept, and to be written."""
        collection = self.store.collections.target()
        assert collection is not None
        remote = self.reach.servers[collection.connection].open(collection.href, "work")
        kept = Kept(
            placed=Placed(block=block, survival=0.9),
            collection=collection.id,
            href=remote.new_href(),
            proposed=self.clock(),
            accepted=self.clock(),
            promised=block.span.length,
        )
        with self.store.together():
            self.store.blocks.keep([kept])
            self.store.outbox.add([self.outgoing(kept, Verb.ACCEPT, group)])
        return kept

    def move(self, id_: str, start: datetime, group: str = "moved") -> Kept:
        """Move a block, as the person does with a command."""
        kept = self.kept(id_)
        span = Span.lasting(start, kept.block.span.length)
        block = replace(kept.block, span=span)
        after = replace(kept, placed=replace(kept.placed, block=block), by_person=True)
        with self.store.together():
            self.store.blocks.keep([after])
            self.store.outbox.add([self.outgoing(after, Verb.MOVE, group)])
        return after

    def withdraw(self, id_: str, group: str = "withdrawn") -> Kept:
        """Take a block back, as the person does with a command."""
        after = replace(self.kept(id_), gone=self.clock())
        with self.store.together():
            self.store.blocks.keep([after])
            self.store.outbox.add([self.outgoing(after, Verb.WITHDRAW, group)])
        return after

    def outgoing(self, kept: Kept, verb: Verb, group: str) -> Outgoing:
        """The write that brings a block to its calendar."""
        assert kept.collection is not None
        assert kept.href is not None
        there = self.store.mirror.resource(kept.collection, kept.href)
        data = FORMAT.composed(kept.placed, there, now=self.clock(), zone=ZONE)
        return Outgoing(
            group=group,
            block=kept.block.id,
            collection=kept.collection,
            href=kept.href,
            uid=kept.block.uid,
            verb=verb,
            before=there.data if there else None,
            etag=there.etag if there else None,
            data=None if kept.gone else data,
            at=self.clock(),
        )

    def kept(self, id_: str) -> Kept:
        kept = self.store.blocks.one(id_)
        assert kept is not None
        return kept

    def events(self, **ahead: float) -> tuple[Event, ...]:
        """What the mirror has from now on; for a week, if nothing is said."""
        until = self.clock() + timedelta(**(ahead or {"days": 7}))
        return self.store.mirror.events(Span(self.clock(), until)).events


@dataclass(slots=True)
class World:
    """A server, a clock, and devices that know it."""

    clock: Wall = field(default_factory=Wall)
    server: MemoryServer = field(
        default_factory=lambda: MemoryServer(calendars=[WORK, HOME])
    )

    def device(self, *, target: str = WORK) -> Device:
        """A device that has connected the server."""
        device = Device(self.clock, Wires({"work": self.server}))
        device.connect(target=target)
        return device

    @property
    def work(self) -> KeptCalendar:
        return self.server.calendar(WORK)

    @property
    def home(self) -> KeptCalendar:
        return self.server.calendar(HOME)

    def blocks(self, calendar: KeptCalendar | None = None) -> list[Block]:
        """The blocks that stand on a calendar, by start, as anybody sees them."""
        stored = (calendar or self.work).stored.values()
        found = [block for one in stored if (block := FORMAT.block(one))]
        return sorted(found, key=lambda block: (block.span, block.id))

    def asked(self) -> list[str]:
        """The requests since this was last asked."""
        asked = [*self.server.requests]
        self.server.requests.clear()
        return asked


def at(hour: float, day: int = 0, *, hours: float = 1) -> Span:
    """Some hours from `hour` o'clock (UTC) on, so many days after the Monday."""
    start = MONDAY.replace(hour=0) + timedelta(days=day, hours=hour)
    return Span(start, start + timedelta(hours=hours))


def block(id_: str = "b1", day: int = 1, hour: float = 9) -> Block:
    """A firm block of three hours."""
    return Block(id=id_, span=at(hour, day, hours=3), state=State.FIRM, purpose="Road")


def event(
    uid: str = "m1",
    span: Span | None = None,
    *,
    title: str = "Meeting",
    stamp: int = 1,
    status: str = "CONFIRMED",
    more: str = "",
) -> bytes:
    """A meeting as another client would write it."""
    span = span or at(10)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Another client//EN",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:20261101T0000{stamp:02}Z",
        f"LAST-MODIFIED:20261101T0000{stamp:02}Z",
        f"DTSTART:{span.start:%Y%m%dT%H%M%SZ}",
        f"DTEND:{span.end:%Y%m%dT%H%M%SZ}",
        f"SUMMARY:{title}",
        f"STATUS:{status}",
        *more.splitlines(),
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    return "\r\n".join(lines).encode()


def moved(data: bytes, span: Span) -> bytes:
    """The same event at another time, as another client leaves it."""
    return _with_lines(
        data,
        {
            b"DTSTART": f"DTSTART:{span.start:%Y%m%dT%H%M%SZ}",
            b"DTEND": f"DTEND:{span.end:%Y%m%dT%H%M%SZ}",
        },
    )


def said_otherwise(data: bytes, **lines: str) -> bytes:
    """The same event with other words: `said_otherwise(data, STATUS="TENTATIVE")`."""
    new = {name.encode(): f"{name}:{value}" for name, value in lines.items()}
    return _with_lines(data, new)


def _with_lines(data: bytes, new: Mapping[bytes, str]) -> bytes:
    lines, inside = [], False
    for line in data.split(b"\r\n"):
        inside = inside or line == b"BEGIN:VEVENT"
        name = line.partition(b":")[0].partition(b";")[0]
        lines.append(new[name].encode() if inside and name in new else line)
    return b"\r\n".join(lines)


def the(resource: Resource | None) -> Resource:
    """The resource, which is there."""
    assert resource is not None
    return resource
