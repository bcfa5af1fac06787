"""A person's blocks, and what became of them, in a few words."""

from datetime import UTC, datetime, timedelta

from tightrope.core.ledger import Entry, Promise, kept, overridden
from tightrope.core.timeline import Span

MONDAY = datetime(2026, 11, 16, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def day(number: float) -> datetime:
    """So many days after Monday the 16th, at midnight."""
    return MONDAY + timedelta(days=number)


def promise(
    number: int, hours: float = 3, repays: float = 0, phase: str = "normal"
) -> Promise:
    """The block of a day, from nine on."""
    return Promise(
        block=f"block-{number}",
        span=Span.lasting(day(number) + 9 * HOUR, hours * HOUR),
        cycle="autumn" if number < 7 else "winter",
        phase=phase,
        purpose="roadmap" if number % 2 else None,
        repays=repays * HOUR,
    )


def give_up(
    entries: list[Entry], number: int, hours: float = 3, because: str = "incident"
) -> None:
    """Lose so many hours of the block of a day to something else."""
    block = promise(number)
    entries += overridden(
        block, hours * HOUR, entries, at=block.span.end, because=because
    )


def keep(
    entries: list[Entry], number: int, hours: float = 3, repays: float = 0
) -> None:
    """Work so many hours of the block of a day."""
    block = promise(number, repays=repays)
    entries += kept(block, hours * HOUR, entries, at=block.span.end)
