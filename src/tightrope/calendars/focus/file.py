"""The file that our blocks are written to and read back from."""

import stat
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tightrope.calendars.base import Written
from tightrope.calendars.files import contents, reason_of
from tightrope.calendars.focus.held import blocks_in, held
from tightrope.calendars.focus.revision import revised
from tightrope.core.errors import InputError
from tightrope.core.planner.answer import Plan
from tightrope.core.planner.block import Block
from tightrope.outputs import NotAFile, NotWritten, write_whole

LARGEST = 20 << 20
"""More bytes than a life of focus blocks needs."""


class ChangedSince(InputError):
    """A file is no longer as we wrote it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"{path} was changed since the blocks were written; it was left as it is, "
            "write the plan again instead of undoing"
        )


class FocusFile:
    """An iCalendar file of our own blocks, to be imported or subscribed to.

    Args:
        path: where it is, or is to be; nothing else may be in it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def standing(self) -> tuple[Block, ...]:
        """The blocks that it holds from earlier runs, by start; none without a file.

        Raises:
            InputError: something else stands at the path, or in the file.
            OutsideError: it cannot be read.
        """
        return blocks_in(held(self._bytes(), str(self.path)))

    def preview(self, plan: Plan, *, now: datetime, zone: ZoneInfo) -> Written:
        """What `write` would do, without doing it.

        Raises:
            InputError: something else stands at the path, or in the file.
            OutsideError: it cannot be read.
        """
        return revised(self._bytes(), plan, now=now, zone=zone, name=str(self.path))

    def write(self, plan: Plan, *, now: datetime, zone: ZoneInfo) -> Written:
        """Bring the file up to date with `plan`; the same plan twice writes once.

        Raises:
            InputError: something else stands at the path, or in the file.
            OutsideError: it cannot be read or written; it is as it was.
        """
        written = self.preview(plan, now=now, zone=zone)
        if written.after != written.before:
            write_whole(self.path, written.after)
        return written

    def undo(self, written: Written) -> None:
        """Make the file what it was before `written`.

        Raises:
            ChangedSince: somebody changed it meanwhile.
            OutsideError: it cannot be read or written.
        """
        if self._bytes() != written.after:
            raise ChangedSince(self.path)
        if written.before is not None:
            write_whole(self.path, written.before)
            return
        try:
            self.path.unlink()
        except OSError as error:
            raise NotWritten(self.path, reason_of(error)) from error

    def _bytes(self) -> bytes | None:
        """All of the file; nothing where there is none.

        Raises:
            NotAFile: a folder or a device stands at the path.
        """
        try:
            mode = self.path.stat().st_mode
        except (OSError, ValueError):
            # Not there, or not to be reached: writing says what is wrong.
            return None
        if stat.S_ISDIR(mode):
            raise NotAFile(self.path, "a folder")
        if not stat.S_ISREG(mode):
            raise NotAFile(self.path, "a device or a pipe")
        return contents(self.path, LARGEST)
