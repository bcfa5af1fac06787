"""A store in a database, by Django: one module for each port.

Import nothing of it before Django is set up; `tightrope.store.open_store` does both.
"""

from tightrope.store.database.store import DatabaseStore

__all__ = ["DatabaseStore"]
