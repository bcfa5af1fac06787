"""A process that opens its data twice loses nothing to another that comes and goes."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from tightrope.flows.ports import Feed
from tightrope.store import open_store

NOW = datetime(2024, 5, 13, 8, tzinfo=UTC)
ANOTHER = """
import sys
from pathlib import Path
from tightrope.store import open_store
print(*(feed.name for feed in open_store(Path(sys.argv[1])).feeds.all()))
"""


def named(name: str) -> Feed:
    return Feed(name=name, key=name * 43, made=NOW)


def seen_by_another(folder: Path) -> list[str]:
    """What a process of its own finds, which then ends."""
    done = subprocess.run(
        [sys.executable, "-c", ANOTHER, str(folder)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    return done.stdout.split()


def test_what_is_kept_after_a_second_opening_is_kept(tmp_path: Path) -> None:
    first = open_store(tmp_path)
    first.feeds.add(named("a"))
    second = open_store(tmp_path)

    before = seen_by_another(tmp_path)
    second.feeds.add(named("b"))
    first.feeds.add(named("c"))

    assert before == ["a"]
    assert seen_by_another(tmp_path) == ["a", "b", "c"]
