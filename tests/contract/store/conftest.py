"""Every store, each empty and belonging to one owner."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tightrope.flows.ports import Store
from tightrope.store import open_store
from tightrope.store.memory import MemoryStore

Opening = Callable[[], Store]


@pytest.fixture(params=["in memory", "in a database"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """One of the stores; the contract does not know which."""
    with ExitStack() as closing:
        if request.param == "in memory":
            yield MemoryStore()
        else:
            yield closing.enter_context(open_store(tmp_path / "data"))
