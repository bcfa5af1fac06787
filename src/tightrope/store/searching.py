"""Python's search for unused memory, put off while very many records are made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_search() -> Iterator[None]:
    """Within it Python does not search for unused memory that refers to itself.

    To load Django makes a hundred thousand records that stay, and a month of events
    sets Python searching through all of them, which takes longer than to read it. What
    was made within is then taken for old, without being looked at: `freeze` and
    `unfreeze` move it there.
    """
    was_searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_searching:
            gc.freeze()
            gc.unfreeze()
            gc.enable()
