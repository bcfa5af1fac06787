"""How Django is set up: what the store needs, and the web application builds on."""

from pathlib import Path
from typing import Any

INSTALLED_APPS = ("tightrope.store",)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
LOGGING_CONFIG = None
SECONDS_TO_WAIT = 20
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA cache_size=-16000",
)
"""Measured with four processes at once: docs/decisions/0015 says why each is there."""


def database(path: Path) -> dict[str, Any]:
    """What Django has to know of the database at `path`."""
    return {
        "ENGINE": "tightrope.store.sqlite",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": SECONDS_TO_WAIT,
            "init_command": ";".join(PRAGMAS),
        },
    }


def settings(path: Path, *, apps: tuple[str, ...] = ()) -> dict[str, Any]:
    """All settings of a process whose first database is at `path`.

    Args:
        path: the file of the database.
        apps: further applications of Django.
    """
    return {
        "INSTALLED_APPS": [*INSTALLED_APPS, *apps],
        "DATABASES": {"default": database(path)},
        "DEFAULT_AUTO_FIELD": DEFAULT_AUTO_FIELD,
        "USE_TZ": USE_TZ,
        "TIME_ZONE": TIME_ZONE,
        "LOGGING_CONFIG": LOGGING_CONFIG,
    }
