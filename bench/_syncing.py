"""One sync in a process of its own, which prints what it cost."""

import json
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # as a script it sees nothing but its own folder

from bench._counting import Counting  # noqa: E402 - after the path is set
from tightrope.calendars.base import Resource  # noqa: E402 - the same
from tightrope.core.timeline import Span  # noqa: E402 - the same
from tightrope.flows.ports import Collection, Connection, Person, Store  # noqa: E402
from tightrope.flows.sync import sync  # noqa: E402 - the same
from tightrope.store import open_store  # noqa: E402 - the same
from tightrope.wiring import reach  # noqa: E402 - the same

NOW = datetime(2026, 7, 1, 8, tzinfo=UTC)


def main(folder: str, address: str, user: str, password: str, then: str = "") -> None:
    """Sync once, then read a month, and print what each cost.

    With `change` an event is changed first, after a sync that finds nothing new:
    so it is in a process that keeps in step all day.
    """
    with open_store(Path(folder)) as store:
        counting = Counting(reach())
        if not store.connections.all():
            store.people.change(Person(zone="Europe/Berlin"))
            connection = Connection(
                name="work", kind="caldav", address=address, user=user, secret=password
            )
            store.connections.add(connection)
            for found in counting.server(connection).found():
                store.collections.add(Collection(connection="work", href=found.href))
        # Loading the adapter is a start-up cost, paid before anything is asked.
        counting.server(store.connections.named("work"))
        if then == "change":
            sync(store, counting, clock=lambda: NOW, nap=time.sleep)
            change(counting, store)
        counting.calls, counting.speaking = 0, 0.0
        began, cpu = time.perf_counter(), time.process_time()
        [synced] = sync(store, counting, clock=lambda: NOW, nap=time.sleep)
        spent, wall = time.process_time() - cpu, time.perf_counter() - began
        cpu = time.process_time()
        month = Span(NOW, NOW + timedelta(days=30))
        events = store.mirror.events(month).events
        print(
            json.dumps(
                {
                    "fault": synced.fault,
                    "read": synced.read,
                    "changed": synced.changed,
                    "cpu": spent,
                    "wall": wall,
                    "month_cpu": time.process_time() - cpu,
                    "month": len(events),
                    "calls": counting.calls,
                    "speaking": counting.speaking,
                }
            )
        )


def change(counting: Counting, store: Store) -> None:
    """Change the title of one event, as another program would."""
    [collection] = store.collections.all()
    connection = store.connections.named(collection.connection)
    remote = counting.server(connection).open(collection.href, "work")
    [there] = remote.fetch([min(store.mirror.held(collection.id))])
    if not isinstance(there, Resource):
        raise SystemExit("it is not there")
    data = there.data.replace(b"SUMMARY:", b"SUMMARY:Yet ", 1)
    remote.put(replace(there, data=data))


if __name__ == "__main__":
    main(*sys.argv[1:])
