"""One coherent week of a CTO, with the half year before it, for the charts' tests."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from tightrope.charts import (
    Balance,
    Cycle,
    Facet,
    Heading,
    Item,
    Kind,
    NextWeek,
    Page,
    PastWeek,
    Phase,
    Week,
)
from tightrope.core.timeline import Span

ZONE = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 11, 16)
NOW = datetime(2026, 11, 17, 9, 45, tzinfo=UTC)
PHASES = "qqqqqnnniiiiqqqqnniiinnnqqqiiiiinnqqqiii"
NAMES = {"i": Phase.INTENSE, "n": Phase.NORMAL, "q": Phase.QUIET}
USUAL = {"i": 42.0, "n": 32.0, "q": 22.0}


def at(day: int, start: str, end: str) -> Span:
    """The time between two clock times on a day of the week, 0 for Monday."""
    first, last = (
        datetime.fromisoformat(f"{MONDAY + timedelta(days=day)}T{clock}").replace(
            tzinfo=ZONE
        )
        for clock in (start, end)
    )
    return Span(first, last)


def grind(day: int, start: str, end: str, title: str) -> Item:
    return Item(kind=Kind.GRIND, span=at(day, start, end), title=title)


DAILIES = tuple(grind(day, "09:00", "09:15", "Daily") for day in range(5))
MEETINGS = (
    grind(0, "09:30", "11:00", "Sprint planning"),
    grind(0, "11:15", "11:45", "1:1 Amara"),
    grind(1, "13:15", "14:00", "Unblock three people"),
    grind(1, "14:00", "15:00", "Product meeting"),
    grind(1, "15:30", "16:30", "Review: retries"),
    grind(1, "16:30", "17:00", "Incident review"),
    grind(2, "10:00", "11:30", "Hiring panel"),
    grind(2, "13:00", "14:00", "Borealis call"),
    grind(2, "14:00", "14:30", "1:1 Jonas"),
    grind(2, "14:00", "15:00", "Release check"),
    grind(2, "15:15", "17:00", "Pairing on drafts"),
    grind(3, "11:30", "12:30", "Architecture call"),
    grind(3, "13:30", "14:30", "Roadmap with Tom"),
    grind(4, "10:00", "11:00", "Demo"),
    grind(4, "11:00", "12:00", "Retro"),
)
INCIDENT = Item(
    kind=Kind.INCIDENT,
    span=at(0, "13:45", "16:45"),
    title="Import queue stuck",
    note="incident",
)
BLOCKS = (
    Item(
        kind=Kind.OVERRIDDEN,
        span=at(0, "13:30", "17:00"),
        title="Pricing hypotheses",
        note="3 h 10 owed",
        owed=timedelta(hours=3, minutes=10),
    ),
    Item(
        kind=Kind.FOCUS,
        span=at(1, "09:30", "13:00"),
        title="Is offline sync a product?",
        note="validation",
    ),
    Item(
        kind=Kind.PROPOSED,
        span=at(3, "09:15", "12:30"),
        title="Pricing hypotheses",
        note="repays Monday",
    ),
    Item(
        kind=Kind.PROPOSED,
        span=at(4, "13:30", "16:30"),
        title="Prototype: conflict view",
        note="with Jonas",
    ),
)
WEEK = Week(
    monday=MONDAY, zone=ZONE, now=NOW, items=(*DAILIES, *MEETINGS, INCIDENT, *BLOCKS)
)


def later(number: int) -> Week:
    """A week after this one: fewer meetings, two or three blocks."""
    shift = timedelta(weeks=number)
    kept = [*DAILIES, *MEETINGS[number::2]]
    blocks = [
        Item(kind=Kind.PROPOSED, span=at(1, "09:15", "12:30")),
        Item(kind=Kind.PENCILLED, span=at(3, "09:15", "12:45")),
        Item(kind=Kind.PROPOSED, span=at(4, "13:00", "16:30")),
    ][: 1 + (number + 1) % 3]
    return Week(
        monday=MONDAY + shift,
        zone=ZONE,
        items=tuple(
            Item(
                kind=item.kind,
                span=Span(item.span.start + shift, item.span.end + shift),
                title=item.title,
            )
            for item in (*kept, *blocks)
        ),
    )


LATER = tuple(later(number) for number in range(1, 6))


def wobble(place: int, size: float) -> float:
    """A small number that goes up and down, the same on every machine."""
    return size * ((place * 7919) % 13 / 6 - 1)


PAST = tuple(
    PastWeek(
        monday=MONDAY - timedelta(weeks=len(PHASES) - 1 - place),
        hours=USUAL[letter] + wobble(place, 3),
        phase=NAMES[letter],
    )
    for place, letter in enumerate(PHASES)
)
AHEAD = tuple(
    NextWeek(
        monday=MONDAY + timedelta(weeks=place),
        p10=max(8.0, 38 - 4.0 * place),
        p50=42 - 3.0 * place,
        p90=44 - 1.2 * place,
        booked=max(0.0, 30 - 6.0 * place),
    )
    for place in range(1, 7)
)
CYCLE = Cycle(
    weeks=PAST,
    ahead=AHEAD,
    says="This is temporary: intense spells have given way after 4, 3 and 5 weeks, "
    "and this one is in its third.",
)


def facet(label: str, usual: float, swing: float) -> Facet:
    """Hours of half a year that follow the phases, more or less."""
    weeks = PHASES[-26:]
    factor = {"i": 1 + swing, "n": 1.0, "q": 1 - swing}
    return Facet(
        label=label,
        hours=tuple(
            max(0.0, usual * factor[letter] + wobble(place + len(label), usual / 8))
            for place, letter in enumerate(weeks)
        ),
    )


VISION = (
    facet("thinking", 2.2, -0.5),
    facet("validation", 1.2, -0.4),
    facet("prototypes", 2.0, -0.5),
    facet("roadmap", 1.4, -0.3),
    facet("ventures", 0.9, -0.4),
)
GRIND = (
    facet("sprints", 8.0, 0.3),
    facet("code", 9.0, 0.4),
    facet("discussions", 6.5, 0.2),
    facet("product meetings", 4.5, 0.2),
    facet("planning", 2.5, 0.3),
)
BALANCE = Balance(
    weeks=tuple(week.monday for week in PAST[-26:]), vision=VISION, grind=GRIND
)
PAGE = Page(
    heading=Heading(
        headline="One block kept, two to decide.",
        eyebrow="Week 47, 16 to 20 November",
        phase=Phase.INTENSE,
        phase_words="Intense, week 3",
        lede="Monday’s block gave way to an incident, and 3 h 10 of it is owed. "
        "Thursday can repay it.",
    ),
    week=WEEK,
    next_weeks=LATER,
    cycle=CYCLE,
    balance=BALANCE,
    foot="Drawn by Tightrope for Tuesday 17 November 2026, 10:45 in Europe/Berlin.",
)
