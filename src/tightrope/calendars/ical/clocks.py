"""Clocks on a wall: from what they show to UTC and back, in seconds since 1970."""

from abc import ABC, abstractmethod
from bisect import bisect_right
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from tightrope.calendars.ical.stamps import DAY

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - a wall clock has no zone
_FIRST = -62_135_596_800
_LAST = 253_402_300_799
_FIRST_DAY, _LAST_DAY = _FIRST // DAY + 2, _LAST // DAY - 2
_ONE_DAY = timedelta(days=1)
_MOST_MIDNIGHTS = 20_000
_MOST_DAYS = 100_000
"""Days whose offset is remembered: 270 years of one zone."""


class Clock(ABC):
    """What the clocks of one place show."""

    @abstractmethod
    def utc(self, local: int) -> int:
        """The moment at which the clock shows `local`.

        RFC 5545, 3.3.5: of two such moments the first; a time that is skipped is
        read with the offset before the gap.
        """

    def utcs(self, locals_: list[int]) -> list[int]:
        """The moments at which the clock shows each of them."""
        return [self.utc(local) for local in locals_]

    @abstractmethod
    def local(self, utc: int) -> int:
        """What the clock shows at a moment."""

    def offsets(self, days: range) -> list[int | None]:
        """The seconds before UTC on each of these days; none where they change."""
        return [self.steady(day) for day in days]

    @abstractmethod
    def steady(self, day: int) -> int | None:
        """The seconds before UTC all through a day; nothing where they change on it."""


class FixedClock(Clock):
    """A clock that is always as many seconds before UTC."""

    def __init__(self, offset: int) -> None:
        self._offset = offset

    def utc(self, local: int) -> int:
        """The moment at which the clock shows `local`."""
        return local - self._offset

    def local(self, utc: int) -> int:
        """What the clock shows at a moment."""
        return utc + self._offset

    def steady(self, day: int) -> int | None:  # noqa: ARG002 - it is so on each day
        """The seconds before UTC all through a day."""
        return self._offset


class _Midnights(dict[int, tuple[datetime, datetime]]):
    """The midnight of each day on any wall, and the next; of two such, the second."""

    def __missing__(self, day: int) -> tuple[datetime, datetime]:
        if len(self) >= _MOST_MIDNIGHTS:
            self.clear()
        midnight = _EPOCH + timedelta(days=min(max(day, _FIRST_DAY), _LAST_DAY))
        self[day] = found = midnight, (midnight + _ONE_DAY).replace(fold=1)
        return found


_MIDNIGHTS = _Midnights()


class ZoneClock(Clock):
    """The clock of an IANA zone; the offset of each whole day is remembered."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._days: dict[int, int] = {}

    def utc(self, local: int) -> int:
        """The moment at which the clock shows `local`."""
        offset = self._days.get(local // DAY)
        return local - (self._look(local) if offset is None else offset)

    def utcs(self, locals_: list[int]) -> list[int]:
        """The moments at which the clock shows each of them."""
        known, look = self._days.get, self._look
        offsets = [known(local // DAY) for local in locals_]
        return [
            local - (look(local) if offset is None else offset)
            for local, offset in zip(locals_, offsets, strict=True)
        ]

    def _look(self, local: int) -> int:
        local = min(max(local, _FIRST + 2 * DAY), _LAST - 2 * DAY)
        offset = self.steady(local // DAY)
        if offset is not None:
            return offset
        shown = self._zone.utcoffset(_EPOCH + timedelta(seconds=local))
        return int((shown or timedelta()).total_seconds())

    def local(self, utc: int) -> int:
        """What the clock shows at a moment."""
        utc = min(max(utc, _FIRST + 2 * DAY), _LAST - 2 * DAY)
        shown = datetime.fromtimestamp(utc, UTC).astimezone(self._zone)
        return utc + int((shown.utcoffset() or timedelta()).total_seconds())

    def steady(self, day: int) -> int | None:
        """The seconds before UTC all through a day; nothing where they change on it."""
        if day in self._days:
            return self._days[day]
        midnight, next_midnight = _MIDNIGHTS[day]
        start = self._zone.utcoffset(midnight)
        # Where two midnights in a row have one offset, the time between has it too.
        if start is None or start != self._zone.utcoffset(next_midnight):
            return None
        offset = start.days * DAY + start.seconds
        if len(self._days) < _MOST_DAYS:
            self._days[day] = offset
        return offset

    def offsets(self, days: range) -> list[int | None]:
        """The seconds before UTC on each of these days; none where they change."""
        shown = self._zone.utcoffset
        pairs = [_MIDNIGHTS[day] for day in days]
        return [
            start.days * DAY + start.seconds
            if (start := shown(midnight)) is not None and start == shown(following)
            else None
            for midnight, following in pairs
        ]


class DrawnClock(Clock):
    """The clock of a zone that a file draws itself: offsets and when each begins.

    Args:
        before: the offset before the first change.
        changes: moments in UTC, in order, with the offset from then on.
    """

    def __init__(self, before: int, changes: list[tuple[int, int]]) -> None:
        offsets = [before, *(offset for _, offset in changes)]
        self._offsets = offsets
        self._moments = [moment for moment, _ in changes]
        # A skipped time keeps the offset before the gap, a repeated one its first:
        # so the new offset counts from the later of both clocks on.
        self._walls = [
            moment + max(offsets[index], offsets[index + 1])
            for index, moment in enumerate(self._moments)
        ]

    def utc(self, local: int) -> int:
        """The moment at which the clock shows `local`."""
        return local - self._offsets[bisect_right(self._walls, local)]

    def local(self, utc: int) -> int:
        """What the clock shows at a moment."""
        return utc + self._offsets[bisect_right(self._moments, utc)]

    def steady(self, day: int) -> int | None:
        """The seconds before UTC all through a day; nothing where they change on it."""
        start = bisect_right(self._walls, day * DAY)
        if start != bisect_right(self._walls, day * DAY + DAY):
            return None
        return self._offsets[start]
