"""A calendar that holds our blocks and nothing else: the port."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from tightrope.core.planner.answer import Plan
from tightrope.core.planner.block import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What writing a plan did, or would do, to a calendar of ours.

    Attributes:
        added: blocks that were not in it.
        changed: blocks that were, and say something else now.
        removed: blocks to come that are no longer planned, marked as cancelled.
        unchanged: blocks that stay as they are, past ones too.
        dropped: events too old to keep.
        before: all of the calendar before, as iCalendar; nothing where none was.
        after: all of it now.
    """

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    dropped: int = 0
    before: bytes | None
    after: bytes


class FocusCalendar(Protocol):
    """A calendar that holds our blocks and nothing else."""

    def standing(self) -> tuple[Block, ...]:
        """The blocks that it holds from earlier runs, by start; none at first.

        Raises:
            InputError: it is no calendar, or not only ours.
            OutsideError: it cannot be read.
        """

    def preview(self, plan: Plan, *, now: datetime, zone: ZoneInfo) -> Written:
        """What `write` would do, without doing it; raises what `standing` does."""

    def write(self, plan: Plan, *, now: datetime, zone: ZoneInfo) -> Written:
        """Bring the calendar up to date with `plan`; the same plan twice writes once.

        A block to come that the plan names no more is cancelled; a past one stays as
        it is for eight weeks.

        Args:
            plan: the blocks that should stand.
            now: when it is written.
            zone: the zone that times are written in.

        Raises:
            InputError: it is no calendar, or not only ours.
            OutsideError: it cannot be read or written; it is as it was.
        """

    def undo(self, written: Written) -> None:
        """Make the calendar what it was before `written`.

        Raises:
            InputError: somebody changed it meanwhile.
            OutsideError: it cannot be read or written.
        """
