"""Python's search for unused memory, at rest while many records are made at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def at_rest() -> Iterator[None]:
    """Within it nothing is searched for memory that only refers to itself.

    A calendar of 10,000 events becomes 150,000 records. They hold no circles, and the
    search would look through all of them again and again, for a third of the time.
    """
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()
