"""Which store is opened, and which adapter leads to the calendars of a connection."""

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tightrope.wiring.sources import is_there

if TYPE_CHECKING:
    from tightrope.core.errors import Problem
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


def back_up(folder: Path, file: Path) -> None:
    """Copy what is kept in a data folder to a file; `store.backup` says more.

    Raises:
        InputError: nothing is kept there, or the file is there already.
        OutsideError: it cannot be read or written.
    """
    from tightrope.store import backup  # noqa: PLC0415 - for state only

    backup(folder, file)


def put_back(file: Path, folder: Path) -> Path | None:
    """Put a copy in the place of what is kept; `store.restore` says more.

    Raises:
        InputError: it is no such copy, or the data is in use.
        OutsideError: it cannot be read or written.
    """
    from tightrope.store import restore  # noqa: PLC0415 - for state only

    return restore(file, folder)


def trouble_in(folder: Path) -> "tuple[Problem, ...]":
    """What is wrong with what is kept in a data folder; nothing is changed."""
    from tightrope.store import check  # noqa: PLC0415 - for state only

    return check(folder)


def reach() -> "Reach":
    """How flows reach what is behind a connection."""
    from tightrope.wiring.reaching import Adapters  # noqa: PLC0415 - for state only

    return Adapters()


def wait(seconds: float) -> None:
    """Do nothing for a while."""
    time.sleep(seconds)
