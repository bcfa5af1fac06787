"""Which of very many written days lie where they matter."""

from collections.abc import Collection, Iterator

from tightrope.calendars.ical.stamps import date_of

_FAR = 2
"""Days that clocks can be apart, and one more."""
_AT_ONCE = 2**18
"""Bytes that are taken apart at once, to spare memory."""


class Near:
    """The days around a window, and around some others.

    Args:
        low: the first day of the window.
        high: its last day.
        others: more days that matter.
    """

    def __init__(self, low: int, high: int, others: Collection[int] = ()) -> None:
        self._low, self._high = _digits(low - _FAR), _digits(high + _FAR)
        around = range(-_FAR, _FAR + 1)
        self._others = {_digits(day + by) for day in others for by in around}

    def of(self, values: bytes) -> Iterator[bytes]:
        """The values of a list that are near, or that do not say when they are."""
        at, size = 0, len(values)
        while at < size:
            end = values.find(b",", at + _AT_ONCE)
            end = size if end < 0 else end
            for value in values[at:end].split(b","):
                digits = value[:8]
                if (
                    self._low <= digits <= self._high
                    or digits in self._others
                    or not digits.isdigit()
                ):
                    yield value
            at = end + 1


def _digits(day: int) -> bytes:
    try:
        return date_of(day).strftime("%Y%m%d").zfill(8).encode()
    except (ValueError, OverflowError):
        return b"00000000" if day < 0 else b"99999999"
