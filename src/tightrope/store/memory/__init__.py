"""A store that keeps everything in memory: for tests, and for a trial without a disk.

It keeps the promises of the ports as the database does: what happens together happens
or does not, the log only grows, and nothing that was given out is changed later.
"""

from tightrope.store.memory.store import MemoryStore

__all__ = ["MemoryStore"]
