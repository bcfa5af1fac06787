"""Several processes on one database, some of them killed."""

import os
import signal
import time
from pathlib import Path
from threading import Thread

import pytest

from tests.contract.store.things import at, calendar, outgoing
from tests.integration.store.conftest import Starting
from tightrope.flows.ports import Store
from tightrope.store import check, open_store

WRITERS, TIMES = 4, 25
WRITE = """
import sys
from pathlib import Path
from tests.contract.store.things import at, kept, outgoing
from tightrope.store import open_store
folder, who, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with open_store(folder) as store:
    print("ready", flush=True)
    for number in range(times):
        with store.together():
            count = len(store.outbox.waiting())
            name = f"{who}-{number}"
            store.outbox.add([outgoing(count, name)])
            store.blocks.keep([kept(name, at(0, 9, 180))])
"""
HOLD = """
import sys, time
from pathlib import Path
from tightrope.store import open_store
with open_store(Path(sys.argv[1])) as store, store.alone("sync") as ours:
    print(ours, flush=True)
    time.sleep(60)
"""
HALF = """
import sys, time
from pathlib import Path
from tests.contract.store.things import at, kept, outgoing
from tightrope.store import open_store
with open_store(Path(sys.argv[1])) as store, store.together():
    store.outbox.add([outgoing(7)])
    store.blocks.keep([kept("a", at(0, 9, 180))])
    store.collections.remove(int(sys.argv[2]))
    print("half", flush=True)
    time.sleep(60)
"""
MAKE = """
import sys
from pathlib import Path
from tightrope.store import open_store
with open_store(Path(sys.argv[1])) as store:
    print(len(store.connections.all()), flush=True)
"""


def test_four_processes_write_at_once(data: Path, start: Starting) -> None:
    writers = [start(WRITE, data, f"w{number}", TIMES) for number in range(WRITERS)]
    for writer in writers:
        writer.communicate(timeout=120)

    assert [writer.returncode for writer in writers] == [0] * WRITERS
    with open_store(data) as store:
        waiting = store.outbox.waiting()
        # each read how many there were before it wrote, and nobody wrote in between
        assert [one.collection for one in waiting] == list(range(WRITERS * TIMES))
        assert len(store.blocks.all()) == WRITERS * TIMES


def test_four_processes_make_the_data_at_once(tmp_path: Path, start: Starting) -> None:
    makers = [start(MAKE, tmp_path / "data") for _ in range(WRITERS)]
    said = [maker.communicate(timeout=120)[0] for maker in makers]

    assert said == ["0\n"] * WRITERS
    assert not list((tmp_path / "data").glob("*earlier*"))


def test_data_can_be_made_though_whoever_began_was_killed(
    tmp_path: Path, start: Starting
) -> None:
    for number in range(6):
        maker = start(MAKE, tmp_path / "data")
        time.sleep(0.3 + 0.1 * number)
        maker.kill()
        maker.communicate(timeout=20)

    with open_store(tmp_path / "data") as store:
        calendar(store)
    assert check(tmp_path / "data") == ()
    assert not list((tmp_path / "data").glob("*earlier*"))


def test_several_threads_use_one_store(data: Path) -> None:
    def write(store: Store, who: int) -> None:
        for number in range(TIMES):
            with store.together():
                count = len(store.outbox.waiting())
                store.outbox.add([outgoing(count, f"{who}-{number}")])
        connections.close_all()

    with open_store(data) as store:
        from django.db import connections  # noqa: PLC0415 - Django has to be set up

        threads = [Thread(target=write, args=(store, n)) for n in range(WRITERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=120)

        found = [one.collection for one in store.outbox.waiting()]
    assert found == list(range(WRITERS * TIMES))


def test_a_process_that_is_killed_leaves_nothing_half(
    data: Path, start: Starting
) -> None:
    with open_store(data) as store:
        one = calendar(store)
    killed = start(HALF, data, one.id)
    assert killed.stdout is not None
    assert killed.stdout.readline() == "half\n"

    killed.kill()
    killed.communicate(timeout=20)

    with open_store(data) as store:
        assert store.collections.all() == (one,)
        assert store.outbox.waiting() == ()
        assert store.blocks.all() == ()
        store.outbox.add([outgoing(one.id)])


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of POSIX")
def test_processes_killed_at_any_time_leave_nothing_half(
    data: Path, start: Starting
) -> None:
    for number in range(4):
        writer = start(WRITE, data, f"w{number}", 100_000)
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        time.sleep(0.05 + 0.07 * number)
        writer.send_signal(signal.SIGKILL)
        writer.communicate(timeout=20)

    with open_store(data) as store:
        waiting = store.outbox.waiting()
        assert waiting
        assert [one.collection for one in waiting] == list(range(len(waiting)))
        names = {kept.block.id for kept in store.blocks.all()}
        assert names == {one.block for one in waiting}
        assert {kept.block.span for kept in store.blocks.all()} == {at(0, 9, 180)}


def test_a_process_that_dies_lets_go(data: Path, start: Starting) -> None:
    holder = start(HOLD, data)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "True\n"
    with open_store(data) as store:
        with store.alone("sync") as while_it_lives, store.alone("send") as other:
            assert (while_it_lives, other) == (False, True)

        holder.kill()
        holder.communicate(timeout=20)

        with store.alone("sync") as after:
            assert after is True
