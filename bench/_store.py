"""The store, timed inside one fresh process: `_store.py PART FOLDER EVENTS`.

`fill` keeps that many occurrences, `measure` reads and renews some of them. Prints one
JSON object: milliseconds of the CPU by what was done, and how much was found.
"""

import json
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from time import process_time

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # as a script it sees nothing but its own folder

from bench._calendars import NOW  # noqa: E402 - after the path is set
from tightrope.calendars.base import Resource  # noqa: E402 - the same
from tightrope.core.timeline import Event, Span  # noqa: E402 - the same
from tightrope.flows.ports import Collection, Connection, Renewed  # noqa: E402 - same
from tightrope.store import DATABASE, open_store  # noqa: E402 - the same

KEPT = Span(NOW - timedelta(days=730), NOW + timedelta(days=548))
"""The window that occurrences are worked out for: two years back, a half more ahead."""
MONTH = Span(NOW, NOW + timedelta(days=30))
EACH = 10
"""Occurrences of one resource."""
SOME = 500
"""Resources that a sync brings at once."""
BYTES = 1400
"""Of one resource."""
TIMES = 15
BARE = """
SELECT start, "end", uid, facts FROM store_instance
WHERE collection_id = 1 AND owner_id = 1 AND start > ? AND start < ? AND "end" > ?
ORDER BY start, uid
"""
HOUR = 3_600_000_000
Found = dict[str, float]


def fill(folder: Path, events: int) -> Found:
    """Keep so many occurrences, and say what it took."""
    began = process_time()
    with open_store(folder) as store:
        opened = process_time()
        store.connections.add(Connection(name="work", kind="caldav", address=""))
        one = store.collections.add(Collection(connection="work", href="/team/"))
        store.mirror.renew(one.id, made(events))
    return {
        "new_ms": milliseconds(opened - began),
        "fill_ms": milliseconds(process_time() - opened),
    }


def measure(folder: Path, events: int) -> Found:
    """Open what was filled; read a month, and renew one resource and many of them."""
    began = process_time()
    with open_store(folder) as store:
        opened = process_time()
        found = len(store.mirror.events(MONTH).events)
        first = process_time()
        resources = list(made(events))
        return {
            "open_ms": milliseconds(opened - began),
            "first_month_ms": milliseconds(first - opened),
            "month_ms": usual(lambda: store.mirror.events(MONTH)),
            "rows_ms": usual(lambda: bare(folder)),
            "events": found,
            "held_ms": usual(lambda: store.mirror.held(1)),
            "one_ms": usual(lambda: store.mirror.renew(1, resources[:1])),
            "some_ms": usual(lambda: store.mirror.renew(1, resources[-SOME:])),
            "some": len(resources[-SOME:]),
        }


def bare(folder: Path) -> None:
    """Read the rows of the month by SQLite alone, and make nothing of them."""
    start, end = (round(edge.timestamp() * 1e6) for edge in (MONTH.start, MONTH.end))
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        database.execute(BARE, (start - HOUR, end, start)).fetchall()


def made(events: int) -> Iterator[Renewed]:
    """Resources with so many occurrences together, the same for everybody."""
    dice = Random(7)  # noqa: S311 - anyone shall make the same
    minutes = round(KEPT.length / timedelta(minutes=15))
    for number in range(events // EACH):
        uid = f"{number:08}-4c1f-4a52-9e0d-0f6b2f5d7a11@example.org"
        starts = sorted(dice.sample(range(minutes), EACH))
        yield Renewed(
            resource=Resource(
                href=f"/team/{uid}.ics",
                etag=f'"{number}"',
                data=b"x" * BYTES,
            ),
            events=tuple(
                event(uid, KEPT.start + timedelta(minutes=15 * start))
                for start in starts
            ),
        )


def event(uid: str, start: datetime) -> Event:
    """One occurrence, as a company's calendar has them."""
    return Event(
        uid=uid,
        span=Span.lasting(start, timedelta(minutes=45)),
        recurrence_id=start.isoformat(),
        series=uid,
        title="Weekly review of the product with the team",
        attendees=6,
        organizer_is_me=False,
        outside=False,
        created=KEPT.start,
        changed=start - timedelta(days=3),
    )


def usual(call: Callable[[], object]) -> float:
    """The median of the milliseconds that a call takes."""
    times = []
    for _ in range(TIMES):
        began = process_time()
        call()
        times.append(process_time() - began)
    return milliseconds(median(times))


def milliseconds(seconds: float) -> float:
    """Seconds as milliseconds, rounded to what can be told apart."""
    return round(seconds * 1000, 2)


PARTS = {"fill": fill, "measure": measure}


if __name__ == "__main__":
    part, into, many = sys.argv[1:]
    sys.stdout.write(json.dumps(PARTS[part](Path(into), int(many))))
