"""What a source of activities is: the port that every adapter stands behind."""

from dataclasses import dataclass
from typing import Protocol

from tightrope.core.errors import Problem
from tightrope.core.timeline import Activity, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """What was read from a source of activities.

    Attributes:
        activities: those that begin inside the window, by start, then id.
        problems: what could not be read; the rest is there all the same.
    """

    activities: tuple[Activity, ...]
    problems: tuple[Problem, ...] = ()


class Signals(Protocol):
    """A source of traces of the person's own work."""

    @property
    def name(self) -> str:
        """What the person calls it."""

    def read(self, window: Span) -> Traces:
        """Read what begins inside `window`.

        Raises:
            InputError: the source is not there, or is none.
            OutsideError: it is there and cannot be read.
        """
