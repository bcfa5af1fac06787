"""Records that are filled without guards, then become frozen ones."""

from typing import Any


def draft_of(kind: type) -> Any:  # noqa: ANN401 - its attributes are those of `kind`
    """A class with the slots of a frozen record, whose instances can still be written.

    `made = Draft(); made.name = …; made.__class__ = Kind` gives the record that
    `Kind(name=…)` gives, in a fifth of the time. All slots have to be set, and what
    `Kind` checks has to be known to be so.
    """
    return type(f"{kind.__name__}Draft", (), {"__slots__": kind.__slots__})  # type: ignore[attr-defined]  # records have slots
