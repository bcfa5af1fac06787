"""Python's search for unused memory, at rest while many records are made at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

FEW = 10_000
"""So few records may be looked through."""


@contextmanager
def at_rest() -> Iterator[None]:
    """Within it nothing is searched for memory that only refers to itself.

    A calendar of 10,000 events becomes 100,000 records. They hold no circles, and the
    search would look through all of them again and again, for a fifth of the time. What
    was made is then taken for old without being looked at: `freeze` and `unfreeze` move
    all records there at once. A program that froze some itself keeps them frozen.
    """
    was_at_work, before = gc.isenabled(), gc.get_count()[0]
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            # To count the frozen is a walk over all of them, too long for each of
            # thousands of single events; few new records are soon looked through.
            if gc.get_count()[0] - before > FEW and not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()
