"""Calendars kept in memory that are read, or that hold our blocks alone."""

from collections.abc import Collection, Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from tightrope.calendars.base import Reading, Written, in_order
from tightrope.calendars.focus.held import blocks_in, held
from tightrope.calendars.focus.revision import revised
from tightrope.core.errors import InputError
from tightrope.core.planner.answer import Plan
from tightrope.core.planner.block import Block
from tightrope.core.timeline import Event, Span


class MemoryCalendar:
    """A calendar that holds the events it was given."""

    def __init__(
        self,
        events: Iterable[Event],
        name: str = "memory",
        *,
        zone: ZoneInfo | None = None,
    ) -> None:
        self.name = name
        self._events = in_order(events)
        self._zone = zone

    def read(
        self,
        window: Span,
        *,
        zone: ZoneInfo | None = None,  # noqa: ARG002 - events have their place already
        me: Collection[str] = (),  # noqa: ARG002 - and know who organises them
    ) -> Reading:
        """Give those that overlap `window`."""
        events = tuple(event for event in self._events if _meets(event.span, window))
        return Reading(events=events, zone=self._zone)


def _meets(span: Span, window: Span) -> bool:
    """Whether they share some time; a moment is in the window or it is not."""
    if span.start == span.end:
        return window.holds(span.start)
    return bool(span.clipped(window))


class NothingToUndo(InputError):
    """A calendar is no longer as it was written."""

    def __init__(self) -> None:
        super().__init__(
            "the blocks were written again since; there is nothing to undo"
        )


class MemoryFocus:
    """Our blocks, kept as the bytes that a file would have."""

    def __init__(self, data: bytes | None = None, name: str = "memory") -> None:
        self.name = name
        self.data = data

    def standing(self) -> tuple[Block, ...]:
        """The blocks that it holds, by start."""
        return blocks_in(held(self.data, self.name))

    def preview(self, plan: Plan, *, now: datetime, zone: ZoneInfo) -> Written:
        """What `write` would do."""
        return revised(self.data, plan, now=now, zone=zone, name=self.name)

    def write(self, plan: Plan, *, now: datetime, zone: ZoneInfo) -> Written:
        """Bring it up to date with `plan`."""
        written = self.preview(plan, now=now, zone=zone)
        self.data = written.after
        return written

    def undo(self, written: Written) -> None:
        """Make it what it was before `written`.

        Raises:
            NothingToUndo: it was written again meanwhile.
        """
        if self.data != written.after:
            raise NothingToUndo
        self.data = written.before
