"""Every error raised on purpose, and the record of what went wrong without stopping.

TightropeError
├── InputError        the person can put it right, and reads the message as it is
│   └── BackwardSpan, NoZone, UnknownZone
└── OutsideError      something beyond us failed: a server, a disk
"""

from dataclasses import dataclass


class TightropeError(Exception):
    """Something that Tightrope itself says went wrong."""


class InputError(TightropeError):
    """The input or the call is wrong; the message says what to do."""


class OutsideError(TightropeError):
    """Something beyond us failed: a server, a disk."""


class BackwardSpan(InputError):
    """A span was asked to end before it starts."""

    def __init__(self, start: object, end: object) -> None:
        self.start = start
        self.end = end
        super().__init__(f"the end {end} comes before the start {start}")


class NoZone(InputError):
    """A moment came without a time zone."""

    def __init__(self, moment: object) -> None:
        self.moment = moment
        super().__init__(f"{moment} has no time zone; add one, such as +00:00")


class UnknownZone(InputError):
    """A time zone has a name that nobody knows."""

    def __init__(self, zone: str) -> None:
        self.zone = zone
        super().__init__(
            f"{zone!r} is not a time zone; use a name such as Europe/Berlin"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that went wrong and was left out, while the rest went on.

    Attributes:
        source: the file, folder or address it came from.
        where: the place in it: a line, a UID, a row.
        what: what is wrong, in words for a person, without anyone's title.
    """

    source: str
    where: str
    what: str
