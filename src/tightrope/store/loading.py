"""Loads Django, once for a process, and tells it of each database."""

from pathlib import Path
from threading import Lock

import django
from django.conf import settings as of_django
from django.core.management import call_command
from django.db import connections, transaction

from tightrope.store.settings import database, settings

_alone = Lock()


def alias_of(path: Path) -> str:
    """What Django calls the database at `path`; the first of a process is `default`."""
    with _alone:
        if not of_django.configured:
            of_django.configure(**settings(path))
            django.setup()
        known = connections.settings
        for alias, found in known.items():
            if found["NAME"] == str(path):
                return str(alias)
        alias = str(path)
        known[alias] = _complete(path)
        return alias


def _complete(path: Path) -> dict[str, object]:
    """The settings of one more database, with all that Django fills in itself."""
    more = {"default": {}, "more": database(path)}
    return dict(connections.configure_settings(more)["more"])


def migrate(alias: str) -> None:
    """Bring the tables of a database up to date, whole or not at all.

    Django makes a transaction of each step and notes it as done after; here both, of
    all steps, are one. SQLite turns foreign keys off outside of a transaction only.
    """
    connected = connections[alias]
    connected.disable_constraint_checking()
    try:
        with transaction.atomic(using=alias):
            call_command("migrate", database=alias, verbosity=0, interactive=False)
            connected.check_constraints()
    finally:
        connected.enable_constraint_checking()
