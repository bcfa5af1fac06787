"""Activities kept in memory: for tests, and for what was read already."""

from collections.abc import Iterable
from operator import attrgetter

from tightrope.core.timeline import Activity, Span
from tightrope.signals.base import Traces


class MemorySignals:
    """A source that holds the activities it was given."""

    def __init__(self, activities: Iterable[Activity], name: str = "memory") -> None:
        self.name = name
        self._activities = sorted(activities, key=attrgetter("span.start", "id"))

    def read(self, window: Span) -> Traces:
        """Give those that begin inside `window`."""
        inside = (one for one in self._activities if window.holds(one.span.start))
        return Traces(activities=tuple(inside))
