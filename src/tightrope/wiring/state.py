"""Which store is opened, and which adapter leads to the calendars of a connection."""

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tightrope.wiring.sources import is_there

if TYPE_CHECKING:
    from tightrope.flows.ports import Reach, Store


def data_folder(given: str | None) -> Path:
    """The folder of the data: what is given, else TIGHTROPE_DATA, else the system's."""
    from tightrope.store import data_folder as found  # noqa: PLC0415 - for state only

    return found(given, os.environ)


def has_store(folder: Path) -> bool:
    """Whether anything was ever kept in a data folder; nothing is opened or made."""
    from tightrope.store import DATABASE  # noqa: PLC0415 - for state only

    return is_there(folder / DATABASE)


def open_store(folder: Path) -> "Store":
    """The store in a data folder; made where none is.

    Raises:
        InputError: it cannot be there, or a newer version wrote it.
        OutsideError: it cannot be opened.
    """
    from tightrope.store import open_store as opened  # noqa: PLC0415 - loads Django

    return opened(folder)


def reach() -> "Reach":
    """How flows reach what is behind a connection."""
    from tightrope.wiring.reaching import Adapters  # noqa: PLC0415 - for state only

    return Adapters()


def wait(seconds: float) -> None:
    """Do nothing for a while."""
    time.sleep(seconds)
