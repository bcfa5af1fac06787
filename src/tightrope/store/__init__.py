"""What is kept, behind the ports of the flows: in a database, or in memory.

Nothing here loads Django before `open_store` is called.
"""

from tightrope.store.copies import backup, restore
from tightrope.store.folder import DATABASE, VARIABLE, data_folder
from tightrope.store.health import check
from tightrope.store.opening import open_store

__all__ = [
    "DATABASE",
    "VARIABLE",
    "backup",
    "check",
    "data_folder",
    "open_store",
    "restore",
]
