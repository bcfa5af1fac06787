"""What a database file is, asked of SQLite alone: ours or not, older or newer."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from pkgutil import iter_modules

from tightrope.store.faults import NewerData, NotOurData, told
from tightrope.store.settings import SECONDS_TO_WAIT

APP = "store"
MIGRATIONS = Path(__file__).with_name("migrations")


def known() -> tuple[str, ...]:
    """The steps of the schema that this version knows, in order."""
    found = (module.name for module in iter_modules([str(MIGRATIONS)]))
    return tuple(sorted(name for name in found if name[0].isdigit()))


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """The database at `path`, which is not made where there is none.

    Raises:
        NotOurData: it is no database.
        DataDamaged, DataBusy, DiskFailed: it cannot be read.
    """
    try:
        with closing(_connected(path)) as database:
            yield database
    except sqlite3.Error as error:
        if (meaning := told(error, path)) is None:
            raise
        raise meaning from error


def _connected(path: Path) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode=rw"
    return sqlite3.connect(address, uri=True, timeout=SECONDS_TO_WAIT)


def applied(path: Path) -> tuple[str, ...]:
    """The steps that the database at `path` has gone; none for a new one.

    Raises:
        NotOurData: it is no database, or another program's.
        DataDamaged, DataBusy, DiskFailed: it cannot be read.
    """
    if not path.exists() or not path.stat().st_size:
        return ()
    with reading(path) as database:
        return steps_in(database, path)


def steps_in(database: sqlite3.Connection, path: Path) -> tuple[str, ...]:
    """The steps that an open database has gone.

    Raises:
        NotOurData: it is another program's.
    """
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    if not tables:
        return ()
    if "django_migrations" not in tables:
        raise NotOurData(path)
    asked = "SELECT name FROM django_migrations WHERE app = ? ORDER BY name"
    gone = tuple(name for (name,) in database.execute(asked, (APP,)))
    if not gone and tables - _DJANGO:
        raise NotOurData(path)
    return gone


def behind(path: Path) -> bool:
    """Whether there are steps that the database at `path` has still to go.

    Raises:
        NewerData: it has gone steps that we do not know.
        NotOurData, DataDamaged, DataBusy, DiskFailed: it cannot be used.
    """
    gone, ours = applied(path), known()
    if unknown := tuple(step for step in gone if step not in ours):
        raise NewerData(path, unknown)
    return set(gone) != set(ours)


_DJANGO = {
    "django_migrations",
    "sqlite_sequence",
    "sqlite_autoindex_django_migrations_1",
}
