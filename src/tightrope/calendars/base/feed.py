"""Our blocks as others may subscribe to them: what is shown, and who writes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from tightrope.core.planner.answer import Placed


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A block as a feed shows it.

    Attributes:
        placed: the block and why it is there.
        since: when it was first known.
        changed: when it last changed; `since` at the earliest.
        withdrawn: it stands no more, which is told until it would have ended.
    """

    placed: Placed
    since: datetime
    changed: datetime
    withdrawn: bool = False


class Publish(Protocol):
    """A way to write blocks so that any calendar program can subscribe to them."""

    def __call__(
        self, shown: Iterable[Shown], *, zone: ZoneInfo, titles: bool
    ) -> bytes:
        """The bytes of the feed; the same blocks give the same bytes.

        Args:
            shown: the blocks, in any order.
            zone: the zone that times are written in.
            titles: whether purposes and reasons are shown, or `Focus` alone.
        """
