"""From what a command found out to the picture that `--plot` writes."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tightrope.charts import (
    Balance,
    Drawing,
    Facet,
    Heading,
    Hole,
    Item,
    Kind,
    NextWeek,
    Page,
    PastWeek,
    Phase,
    Section,
    Theme,
    balance_chart,
    cycle_chart,
    picture,
    png,
    punch_card,
    sheet,
    standalone,
)
from tightrope.charts import Cycle as CycleStrip
from tightrope.charts import Week as WeekGrid
from tightrope.cli.headlines import headline, lede, phase_chip, quiet_line
from tightrope.core import balance as core
from tightrope.core.timeline import Event, spoken_day, week_name
from tightrope.flows.cycle import CycleTold, weeks_told
from tightrope.flows.plan import Planned
from tightrope.flows.weigh import Weighed
from tightrope.outputs import write_whole

STRIP_WEEKS = 32
SHOWN_ON_GRID = timedelta(hours=14)
"""A longer entry says where somebody is, and would hide everything else."""
OWN_BLOCK = timedelta(hours=3)
"""So long a vision entry that the person put there is a block as well."""


def write_picture(drawing: Drawing, path: Path, theme: str) -> None:
    """Write a drawing to `path`, whole or not at all.

    Raises:
        InputError: there is no such folder, or no file can be there.
        OutsideError: the system refuses.
    """
    colours = Theme(theme)
    if path.suffix.lower() == ".png":
        data = png(drawing, theme=colours)
    else:
        data = standalone(drawing, colours).encode()
    write_whole(path, data)


def plan_picture(planned: Planned, *, titles: bool) -> Drawing:
    """The picture of a plan: this week, the next ones, the cycle and the balance."""
    wanted = planned.wanted
    items = [*_blocks(planned), *_taken(planned.events)]
    mondays = wanted.mondays
    page = Page(
        heading=_heading(planned),
        week=_grid(mondays[0], wanted.zone, items, now=wanted.now),
        next_weeks=tuple(_grid(first, wanted.zone, items) for first in mondays[1:]),
        cycle=_strip(planned.told, quiet_line(planned.told.cycle)),
        balance=_balance(planned.weighed),
    )
    return picture(page, titles=titles)


def cycle_picture(told: CycleTold) -> Drawing:
    """The picture of a cycle."""
    strip = _strip(told, core.says(told.cycle))
    drawing = cycle_chart(strip.weeks, strip.ahead)
    section = Section(drawing=drawing, title=drawing.title, sub=strip.says)
    return sheet([section])


def balance_picture(weighed: Weighed) -> Drawing:
    """The picture of a balance."""
    found = _balance(weighed)
    drawing = balance_chart(found.weeks, found.vision, found.grind)
    sub = "Hours a week, one scale for both."
    sections = [Section(drawing=drawing, title=drawing.title, sub=sub)]
    if weighed.fares:
        card = punch_card(
            [
                Hole(weekday=one.weekday, hour=one.hour, held=one.held, kept=one.kept)
                for one in weighed.fares
            ]
        )
        sections.append(
            Section(drawing=card, title=card.title, sub=card.desc, key_below=True)
        )
    return sheet(sections)


def _heading(planned: Planned) -> Heading:
    today = planned.told.cycle.today
    known = today is not None and today.enough_history and not today.unclear
    day = planned.wanted.now.astimezone(planned.wanted.zone).date()
    return Heading(
        headline=headline(planned),
        eyebrow=f"{spoken_day(day)} {day.year}, week {week_name(day)[-2:].lstrip('0')}",
        phase=Phase(today.phase.value) if today and known else None,
        phase_words=phase_chip(planned.told.cycle),
        lede=lede(planned),
    )


def _grid(
    first: date, zone: ZoneInfo, items: Sequence[Item], now: datetime | None = None
) -> WeekGrid:
    return WeekGrid(monday=first, zone=zone, items=tuple(items), now=now)


def _blocks(planned: Planned) -> Iterator[Item]:
    for placed in planned.plan.blocks:
        yield Item.of(placed)


def _taken(events: Sequence[Event]) -> Iterator[Item]:
    for event in events:
        shown = event.busy and not (event.cancelled or event.all_day or event.ours)
        if shown and event.span.length <= SHOWN_ON_GRID:
            title = " ".join(event.title.split())
            yield Item(kind=_kind(event), span=event.span, title=title)


def _kind(event: Event) -> Kind:
    """How an entry of the person's calendar looks; their own long blocks as ours."""
    said = core.classify(core.Item.of(event))
    if said.sure and said.facet is core.Facet.INCIDENT:
        return Kind.INCIDENT
    if said.counted_side is core.Side.VISION and event.span.length >= OWN_BLOCK:
        return Kind.FOCUS
    return Kind.GRIND


def _strip(told: CycleTold, words: str) -> CycleStrip:
    weeks = weeks_told(told, STRIP_WEEKS)
    begun = weeks[-1].monday if weeks else date.min
    return CycleStrip(
        weeks=tuple(
            PastWeek(
                monday=week.monday,
                hours=week.hours,
                phase=Phase(week.phase.value) if week.phase else None,
            )
            for week in weeks
        ),
        ahead=tuple(
            NextWeek(
                monday=week.week,
                p10=week.p10,
                p50=week.p50,
                p90=week.p90,
                booked=week.booked,
            )
            for week in told.cycle.forecast
            if week.week > begun
        ),
        says=words,
    )


def _balance(weighed: Weighed) -> Balance:
    weeks = weighed.balance.weeks
    return Balance(
        weeks=tuple(week.monday for week in weeks),
        vision=tuple(_facets(weeks, core.VISION_FACETS)),
        grind=tuple(_facets(weeks, (*core.GRIND_FACETS, core.Facet.UNSORTED))),
    )


def _facets(
    weeks: Sequence[core.Week], facets: Sequence[core.Facet]
) -> Iterator[Facet]:
    for facet in facets:
        hours = tuple(week.hours.by_facet().get(facet, 0.0) for week in weeks)
        if any(hours):
            yield Facet(label=facet.value.replace("_", " "), hours=hours)
