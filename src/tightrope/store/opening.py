"""Opens the data of an owner: makes the folder, brings the tables up to date."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from tightrope.store.copies import copied, free_name, in_use
from tightrope.store.folder import DATABASE, prepared, private_file
from tightrope.store.locks import held, place_of, shared
from tightrope.store.schema import applied, behind
from tightrope.store.searching import no_search

if TYPE_CHECKING:
    from tightrope.store.database import DatabaseStore


def open_store(folder: Path, *, owner: str = "me") -> "DatabaseStore":
    """The store of `owner` in `folder`, which is made where it is not there yet.

    The folder, the database and the key are for the user's eyes only. Before the
    tables of an earlier version are changed, a copy of the database is put beside it.

    Raises:
        OnNetwork, NotOurData, NewerData: the data cannot be there, or is not ours.
        OutsideError: the disk, or the database, cannot be used.
    """
    real = prepared(folder)
    path = real / DATABASE
    private_file(path)
    in_use_by_us = shared(in_use(real))
    try:
        with no_search():
            return _opened(path, owner, in_use_by_us)
    except BaseException:
        os.close(in_use_by_us)
        raise


def _opened(path: Path, owner: str, in_use_by_us: int) -> "DatabaseStore":
    # Django, and the models that need it set up, are loaded here and nowhere before.
    from tightrope.store import loading, secrets  # noqa: PLC0415 - slow to load

    fresh = not applied(path)
    if fresh or behind(path):
        with held(place_of(path.parent, "", "tables"), wait=True):
            if not applied(path):
                secrets.make(path.parent, os.environ)
            elif behind(path):
                copied(path, free_name(path.parent, "earlier"))
            alias = loading.alias_of(path)
            loading.migrate(alias)
    else:
        alias = loading.alias_of(path)
    from tightrope.store.database import DatabaseStore  # noqa: PLC0415 - slow to load

    return DatabaseStore.of(alias, path.parent, owner, in_use_by_us)
