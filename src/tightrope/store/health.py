"""Whether the data is well: its file, its tables, its keys and who may read it."""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tightrope.core.errors import Problem, TightropeError
from tightrope.store.copies import found_wrong
from tightrope.store.folder import DATABASE, OF_NETWORKS, kind_of_disk, open_to_others
from tightrope.store.schema import behind, reading


def check(folder: Path, environ: Mapping[str, str] = os.environ) -> tuple[Problem, ...]:
    """What is wrong with the data in `folder`; nothing where all is well.

    A folder that is not there yet is well. Nothing is changed, and no Django loaded.
    """
    if not folder.exists():
        return ()
    parts: tuple[tuple[str, Callable[[], Iterator[str]]], ...] = (
        ("folder", lambda: _of_folder(folder)),
        ("database", lambda: _of_database(folder / DATABASE)),
        ("key", lambda: _of_key(folder, environ)),
    )
    return tuple(
        Problem(source=str(folder), where=where, what=what)
        for where, found in parts
        for what in _said(found)
    )


def _said(found: Callable[[], Iterator[str]]) -> Iterator[str]:
    """What a check finds; what stops it is found too."""
    try:
        yield from found()
    except TightropeError as error:
        yield str(error)
    except OSError as error:
        yield error.strerror or "cannot be read"


def _of_folder(folder: Path) -> Iterator[str]:
    kind = kind_of_disk(folder.resolve())
    if kind in OF_NETWORKS:
        yield f"it lies on a network disk ({kind}), where a database gets damaged"
    for path in (folder, *sorted(folder.glob(f"{Path(DATABASE).stem}*"))):
        if open_to_others(path):
            yield f"others may read {path.name}; take their rights: chmod go= {path}"


def _of_database(path: Path) -> Iterator[str]:
    if not path.exists():
        return
    if behind(path):
        yield "its tables are of an earlier version; the next command changes them"
    with reading(path) as database:
        yield from found_wrong(database)


def _of_key(folder: Path, environ: Mapping[str, str]) -> Iterator[str]:
    from tightrope.store import secrets  # noqa: PLC0415 - cryptography is slow to load

    if not (folder / DATABASE).exists():
        return
    secrets.keys_of(folder, environ).load()
    if path := secrets.exposed(folder, environ):
        yield f"others may read {path.name}; take their rights: chmod go= {path}"
