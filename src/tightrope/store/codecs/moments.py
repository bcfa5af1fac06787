"""Moments as whole numbers: microseconds since 1970, which sort and compare fast."""

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def number(moment: datetime) -> int:
    """The microseconds from the beginning of 1970 to `moment`."""
    return (moment - EPOCH) // MICROSECOND


def number_or_none(moment: datetime | None) -> int | None:
    """The same; nothing for no moment."""
    return None if moment is None else number(moment)


def moment(number: int) -> datetime:
    """The moment of a number, in UTC."""
    return EPOCH + timedelta(microseconds=number)


def moment_or_none(number: int | None) -> datetime | None:
    """The same; nothing for no number."""
    return None if number is None else moment(number)
