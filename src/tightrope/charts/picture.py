"""The picture of a plan: this week, the next ones, the cycle and the balance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tightrope.charts.agenda import Week
from tightrope.charts.ahead import weeks_ahead
from tightrope.charts.balance import Facet, balance_chart
from tightrope.charts.cycle import cycle_chart
from tightrope.charts.drawing import Drawing, Size
from tightrope.charts.sheet import Heading, Section, sheet
from tightrope.charts.spells import NextWeek, PastWeek
from tightrope.charts.week import week_grid

_QUARTER = 13.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """What the cycle strip shows, and the sentence over it."""

    weeks: tuple[PastWeek, ...]
    ahead: tuple[NextWeek, ...] = ()
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What the balance chart shows.

    Attributes:
        weeks: the Monday of each, oldest first.
        vision: facets from the rope upwards.
        grind: facets from the rope downwards.
    """

    weeks: tuple[date, ...]
    vision: tuple[Facet, ...]
    grind: tuple[Facet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """All that is on the picture of a plan.

    Attributes:
        heading: the sentence that answers.
        week: the week that is drawn large.
        next_weeks: the ones that are drawn small.
        cycle: left out when there is nothing to tell yet.
        balance: the same.
        foot: a line below everything.
    """

    heading: Heading
    week: Week
    next_weeks: tuple[Week, ...] = ()
    cycle: Cycle | None = None
    balance: Balance | None = None
    foot: str = ""


def picture(page: Page, *, size: Size = Size.LARGE, titles: bool = True) -> Drawing:
    """The page that `plan --plot` writes.

    Args:
        page: what is on it.
        size: how wide its charts are; the picture is a margin wider.
        titles: whether the titles of events and blocks are drawn.
    """
    grid = week_grid(page.week, size=size, quarter=_QUARTER, titles=titles)
    sections = [
        Section(drawing=grid, key_below=True),
        *_next(page.next_weeks, size),
        *_cycle(page.cycle, size),
        *_balance(page.balance, size),
    ]
    return sheet(sections, size=size, heading=page.heading, foot=page.foot)


def _next(weeks: Sequence[Week], size: Size) -> list[Section]:
    if not weeks:
        return []
    drawing = weeks_ahead(weeks, size=size)
    return [Section(drawing=drawing, title=drawing.title)]


def _cycle(cycle: Cycle | None, size: Size) -> list[Section]:
    if cycle is None or not cycle.weeks:
        return []
    drawing = cycle_chart(cycle.weeks, cycle.ahead, size=size)
    return [Section(drawing=drawing, title=drawing.title, sub=cycle.says)]


def _balance(balance: Balance | None, size: Size) -> list[Section]:
    if balance is None or not balance.weeks:
        return []
    drawing = balance_chart(balance.weeks, balance.vision, balance.grind, size=size)
    sub = "Hours a week, one scale for both."
    return [Section(drawing=drawing, title=drawing.title, sub=sub)]
