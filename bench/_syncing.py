"""One sync in a process of its own, which prints what it cost."""

import json
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # as a script it sees nothing but its own folder

from bench._counting import Counting  # noqa: E402 - after the path is set
from tightrope.core.timeline import Span  # noqa: E402 - the same
from tightrope.flows.ports import Collection, Connection, Person  # noqa: E402
from tightrope.flows.sync import sync  # noqa: E402 - the same
from tightrope.store import open_store  # noqa: E402 - the same
from tightrope.wiring import reach  # noqa: E402 - the same

NOW = datetime(2026, 7, 1, 8, tzinfo=UTC)


def main(folder: str, address: str, user: str, password: str) -> None:
    """Sync once, then read a month, and print what each cost."""
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


if __name__ == "__main__":
    main(*sys.argv[1:])
