"""Our blocks out as a feed, and files watched on their way in."""

from collections.abc import Callable, Iterable
from pathlib import Path
from zoneinfo import ZoneInfo

from tightrope.calendars.base import Shown
from tightrope.calendars.focus.feed import published
from tightrope.calendars.watching import Watch


def publish(shown: Iterable[Shown], *, zone: ZoneInfo, titles: bool) -> bytes:
    """The bytes of a feed of these blocks; `calendars.base.Publish` says more."""
    return published(shown, zone=zone, titles=titles)


def watch(paths: Iterable[Path]) -> Callable[[], tuple[Path, ...]]:
    """What tells, each time it is called, which of these have changed since."""
    return Watch(paths).changed
