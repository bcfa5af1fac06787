"""A life with blocks in processes that are killed by the system, on a real database."""

import os
import sys
import time
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from subprocess import PIPE, Popen
from zoneinfo import ZoneInfo

import pytest

from tightrope.calendars.base import Resource
from tightrope.calendars.ical_format import IcalFormat
from tightrope.core.ledger import Account, balances, debts, live
from tightrope.core.planner import Block, Placed, State
from tightrope.core.timeline import Span
from tightrope.flows.changes import Change, Deed, carried_out
from tightrope.flows.finish import finishing
from tightrope.flows.override import overriding
from tightrope.flows.ports import (
    Collection,
    Connection,
    Kept,
    Person,
    Store,
    Verb,
)
from tightrope.flows.promises import entered, of_block
from tightrope.flows.settle import Because
from tightrope.flows.sync import sync
from tightrope.flows.undo import undo
from tightrope.store import open_store
from tightrope.wiring import reach

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of POSIX")
BEGIN = datetime(2026, 11, 23, 9, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Berlin")
HOUR = timedelta(hours=1)
LENGTH = 3 * HOUR
KILLS = 6
PROGRAM = """
import sys
from pathlib import Path
from tests.integration.flows.test_settling_killed import lived
lived(Path(sys.argv[1]), int(sys.argv[2]))
"""


def begun(folder: Path, calendar: Path) -> None:
    """Connect a folder that takes the blocks."""
    calendar.mkdir()
    with open_store(folder) as store:
        store.people.change(Person(zone=ZONE.key))
        connection = Connection(name="private", kind="folder", address=str(calendar))
        store.connections.add(connection)
        [found] = reach().server(connection).found()
        store.collections.add(
            Collection(connection="private", href=found.href, target=True)
        )


def lived(folder: Path, first: int) -> None:
    """Accept, override, finish and take back, until somebody ends it."""
    with open_store(folder) as store:
        for number in count(first):
            now = BEGIN + timedelta(days=number)
            deed = Deed(group=f"accept-{number}", at=now, zone=ZONE)
            done(store, [accepted(store, f"b{number}", now, deed)], deed)
            settle(store, number, now)
            sys.stdout.write("lived\n")
            sys.stdout.flush()


def settle(store: Store, number: int, now: datetime) -> None:
    """Finish a block, or give up a part of it; take that back every other time."""
    id_, later = f"b{number}", now + timedelta(hours=1 + number % 3)
    deed = Deed(group=f"settle-{number}", at=later, zone=ZONE)
    if number % 3:
        because = Because(
            reason="incident", let_go="not needed" if number % 4 == 1 else None
        )
        done(store, [overriding(store, id_, deed, because)], deed)
    else:
        done(store, [finishing(store, id_, deed)], deed)
    if number % 2:
        undo(store, reach(), group=deed.group, clock=lambda: later, nap=time.sleep)


def accepted(store: Store, id_: str, now: datetime, deed: Deed) -> Change:
    """What accepting a block that begins now changes."""
    block = Block(id=id_, span=Span.lasting(now, LENGTH), state=State.LOCKED)
    kept = Kept(placed=Placed(block=block, survival=0.9, repays=HOUR), proposed=deed.at)
    store.blocks.keep([kept])
    return Change(
        before=kept,
        after=Kept(
            placed=kept.placed, proposed=deed.at, accepted=deed.at, promised=LENGTH
        ),
        verb=Verb.ACCEPT,
        calendar=store.collections.target(),
    )


def done(store: Store, changes: list[Change], deed: Deed) -> None:
    carried_out(store, reach(), changes, deed, clock=lambda: deed.at, nap=time.sleep)


def test_whatever_is_killed_no_minute_is_lost_and_the_calendar_agrees(
    tmp_path: Path,
) -> None:
    data, calendar = tmp_path / "data", tmp_path / "calendar"
    begun(data, calendar)

    for number in range(KILLS):
        killed(data, number * 100, after=0.05 * number)

    with open_store(data) as store:
        now = BEGIN + timedelta(days=KILLS * 100)
        sync(store, reach(), clock=lambda: now, nap=time.sleep, insist=True)
        agrees(store, calendar)
        assert len(entered(store)) > KILLS


def killed(data: Path, first: int, *, after: float) -> None:
    """Let a process live through two days, and kill it wherever it is after that."""
    process = Popen(
        [sys.executable, "-c", PROGRAM, str(data), str(first)],
        stdout=PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert process.stdout is not None
    assert [process.stdout.readline() for _ in range(2)] == ["lived\n"] * 2
    time.sleep(after)
    process.kill()
    process.communicate(timeout=20)


def agrees(store: Store, calendar: Path) -> None:
    """Hold ledger, blocks and calendar against each other."""
    entries = entered(store)
    for number in range(len(entries) + 1):
        assert not sum(balances(entries[:number]).values(), timedelta())
    owed = sum((debt.left for debt in debts(entries)), timedelta())
    assert balances(entries)[Account.OWED] == owed
    assert store.outbox.waiting() == ()
    blocks = {kept.block.id: kept for kept in store.blocks.all() if kept.accepted}
    assert {one.block for one in live(entries) if one.block} <= blocks.keys()
    there: dict[str, Span] = {}
    for path in calendar.glob("*.ics"):
        resource = Resource(href=path.name, data=path.read_bytes())
        block = IcalFormat().block(resource)
        assert block is not None
        there[block.id] = block.span
    for id_, kept in blocks.items():
        its = of_block(id_, entries)
        settled = sum((one.hours for one in its), timedelta())
        worked = sum((one.hours for one in its if one.worked), timedelta())
        assert settled in {timedelta(), LENGTH}
        assert (kept.block.state is State.KEPT) == bool(worked)
        # A sync that takes a lost answer for somebody's word may draw it out again; the
        # ledger does not follow that, and says what was said.
        drawn_out = kept.asked is not None and kept.asked.what == "moved"
        assert drawn_out or kept.block.span.length == (worked or LENGTH)
        assert there.get(id_) == (None if kept.gone else kept.block.span)
