"""A day as a strip of characters: meetings, blocks, free time, and now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from rich.text import Text

from tightrope.core.planner import Block, State
from tightrope.core.timeline import Span, WorkingHours, midnight, total

FREE, MEETING, OUT = "·", "░", " "
BLOCK, PROPOSED, LOST = "█", "▚", "x"
LEGEND = (
    (f"{BLOCK * 2} block", "sky"),
    (f"{PROPOSED * 2} proposed", "sky"),
    (f"{MEETING * 2} taken", "earth"),
    (f"{FREE * 2} free", "quiet"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What the strips are drawn from.

    Attributes:
        zone: the person's.
        working: their hours.
        taken: busy time that is no block, without overlaps, in order.
        blocks: the blocks, whatever became of them.
        now: the time it is.
    """

    zone: ZoneInfo
    working: WorkingHours
    taken: Sequence[Span]
    blocks: Sequence[Block]
    now: datetime

    def range(self) -> tuple[int, int]:
        """The hours of the day that hold all working time: from, and up to."""
        parts = [part for day in self.working.by_weekday.values() for part in day]
        if not parts:
            return 9, 18
        last = max(end for _, end in parts)
        return min(start for start, _ in parts).hour, last.hour + (last.minute > 0)


def strip(scene: Scene, day: date, cell: timedelta) -> Text:
    """One day, a character for each `cell` of the working range."""
    first, last = scene.range()
    start = midnight(day, scene.zone)
    cells = int(timedelta(hours=last - first) / cell)
    open_time = scene.working.of(day, scene.zone)
    drawn = Text()
    for number in range(cells):
        # wall-clock arithmetic on purpose: 09:00 stays 09:00 when the clocks change
        begin = start + timedelta(hours=first) + number * cell
        drawn.append(*_cell(scene, Span(begin, begin + cell), open_time))
    return drawn


def _cell(scene: Scene, span: Span, open_time: Sequence[Span]) -> tuple[str, str]:
    for block in scene.blocks:
        if _covers([block.span], span):
            return _block_sign(block), "sky"
    if _covers(scene.taken, span):
        return MEETING, "earth"
    if _covers(open_time, span, most=True):
        return FREE, "quiet"
    return OUT, ""


def _block_sign(block: Block) -> str:
    if block.state is State.OVERRIDDEN:
        return LOST
    return PROPOSED if block.state is State.PROPOSED else BLOCK


def _covers(spans: Sequence[Span], cell: Span, *, most: bool = False) -> bool:
    """Whether the spans take half of the cell or more; with `most`, more than half."""
    parts = [part for span in spans if (part := span.clipped(cell))]
    taken = total(parts) * 2
    return bool(parts) and (taken > cell.length if most else taken >= cell.length)


def scale(scene: Scene, cell: timedelta) -> str:
    """The hours above the strips."""
    first, last = scene.range()
    width = int(timedelta(hours=1) / cell)
    return "".join(f"{hour:02d}".ljust(width) for hour in range(first, last))
