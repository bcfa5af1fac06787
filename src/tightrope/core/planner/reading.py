"""Foreign values, read with a name for each place, so that a fault can be named."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from tightrope.core.errors import InputError
from tightrope.core.timeline import Span

Kind = TypeVar("Kind", bound=StrEnum)
Read = TypeVar("Read")
MOST = 1e9
"""No number of anything here is larger."""


class BadProblem(InputError):
    """A value of a planning problem is missing or wrong."""

    def __init__(self, where: str, what: str) -> None:
        self.where = where
        self.what = what
        super().__init__(f"{where}: {what}")


@dataclass(frozen=True, slots=True)
class Value:
    """A value from JSON or TOML, and the path to it, as in `$.busy[3].end`."""

    value: object
    where: str = "$"

    def wrong(self, what: str) -> BadProblem:
        """The fault that this value has."""
        return BadProblem(self.where, what)

    @property
    def missing(self) -> bool:
        """Whether it is absent or null."""
        return self.value is None

    def __getitem__(self, key: str) -> "Value":
        """The value under a key; a missing one when there is none.

        Raises:
            BadProblem: this is no object.
        """
        return Value(self.table().get(key), f"{self.where}.{key}")

    def table(self) -> dict[str, object]:
        """Itself as an object."""
        if not isinstance(self.value, dict):
            raise self.wrong("must be an object")
        return self.value

    def items(self) -> Iterator["Value"]:
        """The values of a list; none when it is missing."""
        if self.missing:
            return
        if not isinstance(self.value, list):
            raise self.wrong("must be a list")
        for number, item in enumerate(self.value):
            yield Value(item, f"{self.where}[{number}]")

    def or_else(self, read: Callable[["Value"], Read], default: Read) -> Read:
        """What `read` makes of it, or `default` when it is missing."""
        return default if self.missing else read(self)

    def text(self) -> str:
        """Itself as text."""
        if not isinstance(self.value, str):
            raise self.wrong("must be a text")
        return self.value

    def number(self, least: float = 0.0, most: float = MOST) -> float:
        """Itself as a number between two others."""
        given = self.value
        if isinstance(given, bool) or not isinstance(given, int | float):
            raise self.wrong("must be a number")
        # Not a number compares as false with everything.
        if not least <= given <= most:
            raise self.wrong(_range(least, most))
        return float(given)

    def whole(self, least: int, most: int) -> int:
        """Itself as a whole number between two others."""
        given = self.number(least, most)
        if given != int(given):
            raise self.wrong("must be a whole number")
        return int(given)

    def hours(self, least: float = 0.0, most: float = 10_000.0) -> timedelta:
        """Itself, a number of hours, as a length."""
        return timedelta(hours=self.number(least, most))

    def one_of(self, kind: type[Kind]) -> Kind:
        """Itself as one of some words."""
        words = [one.value for one in kind]
        if self.value not in words:
            raise self.wrong(f"must be one of {', '.join(words)}")
        return kind(str(self.value))

    def moment(self) -> datetime:
        """Itself as a moment: ISO 8601 with an offset."""
        given = self.value
        try:
            found = given if isinstance(given, datetime) else _moment(self.text())
        except ValueError:
            raise self.wrong(
                "must be a time such as 2026-11-16T09:00:00+01:00"
            ) from None
        if found.tzinfo is None:
            raise self.wrong("has no offset; add one, such as +00:00")
        try:
            return found.astimezone(UTC)
        except OverflowError:
            raise self.wrong("lies outside the years that can be counted") from None

    def day(self, zone: ZoneInfo, *, up: bool = False) -> date:
        """Itself as a day: a date, or the day of a moment.

        Args:
            zone: whose days.
            up: the day after the moment's, unless it is the day's first one.
        """
        if isinstance(self.value, date) and not isinstance(self.value, datetime):
            return self.value
        try:
            return date.fromisoformat(self.text())
        except ValueError:
            pass
        local = self.moment().astimezone(zone)
        return local.date() + timedelta(days=up and local.time() != time())

    def clock(self) -> time:
        """Itself as a time of day, `HH:MM`; `24:00` is midnight as the end of a day."""
        if isinstance(self.value, time):
            return self.value
        try:
            return time() if self.value == "24:00" else time.fromisoformat(self.text())
        except ValueError:
            raise self.wrong("must be a time of day such as 09:30") from None

    def span(self) -> Span:
        """Itself, with a `start` and an `end`, as a span."""
        start, end = self["start"].moment(), self["end"].moment()
        if end < start:
            raise self["end"].wrong("comes before the start")
        return Span(start, end)


def zone_of(value: Value) -> ZoneInfo:
    """The time zone of a name.

    Raises:
        BadProblem: nobody knows it.
    """
    try:
        return ZoneInfo(value.text())
    except (ValueError, OSError, KeyError):
        raise value.wrong("must be a time zone such as Europe/Berlin") from None


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _range(least: float, most: float) -> str:
    if most == MOST:
        return f"must be at least {least:g}"
    return f"must be from {least:g} to {most:g}"
