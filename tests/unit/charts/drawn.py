"""Any drawing at all, for laws about every one of them."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from tightrope.charts import (
    Balance,
    Cycle,
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
    Size,
    Week,
    balance_chart,
    cycle_chart,
    picture,
    punch_card,
    week_grid,
    weeks_ahead,
)
from tightrope.core.timeline import Span, midnight

ZONE = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 10, 19)
"""The week in which the clocks are turned back."""

any_words = st.text(max_size=40) | st.sampled_from(
    [
        "<b>1:1 & 'co'</b> \"quoted\"",
        "\x00\x08\x1b[31mred\ufffe\ud800",
        "פגישה עם הצוות כולו על התקציב הבא",
        "👩🏽‍💻👩🏽‍💻👩🏽‍💻👩🏽‍💻👩🏽‍💻👩🏽‍💻 pairing",
        "Donaudampfschifffahrtsgesellschaftskapitän trifft Team",
        "四半期の計画を皆で確認する会議です",
        "\u202eevil\u202c and 3 h 10 of it",
        "word " * 300,
    ]
)
sizes = st.sampled_from(Size)
hours = st.floats(0, 60) | st.sampled_from([0.0, 0.01, 168.0, 10_000.0])


def mondays(number: int) -> tuple[date, ...]:
    return tuple(MONDAY + timedelta(weeks=week) for week in range(number))


def facets(weeks: int) -> st.SearchStrategy[tuple[Facet, ...]]:
    one = st.builds(
        Facet,
        label=any_words,
        hours=st.lists(hours, min_size=weeks, max_size=weeks).map(tuple),
    )
    return st.lists(one, max_size=7).map(tuple)


@st.composite
def balances(draw: st.DrawFn) -> Balance:
    number = draw(st.sampled_from([1, 2, 3, 26, 60]))
    few = draw(st.integers(1, 3)) if number > 3 else number
    # Long series repeat a few drawn weeks: as many numbers as Hypothesis likes.
    sides = [
        tuple(
            Facet(label=facet.label, hours=(facet.hours * number)[:number])
            for facet in draw(facets(few))
        )
        for _ in range(2)
    ]
    return Balance(weeks=mondays(number), vision=sides[0], grind=sides[1])


@st.composite
def cycles(draw: st.DrawFn) -> Cycle:
    past = draw(
        st.lists(
            st.tuples(st.none() | hours, st.none() | st.sampled_from(Phase)),
            min_size=1,
            max_size=70,
        )
    )
    ahead = draw(
        st.lists(
            st.tuples(st.lists(hours, min_size=3, max_size=3), st.none() | hours),
            max_size=8,
        )
    )
    dates = mondays(len(past) + len(ahead))
    return Cycle(
        weeks=tuple(
            PastWeek(monday=day, hours=load, phase=phase)
            for day, (load, phase) in zip(dates, past, strict=False)
        ),
        ahead=tuple(
            NextWeek(
                monday=day,
                **dict(zip(("p10", "p50", "p90"), sorted(three), strict=True)),
                booked=booked,
            )
            for day, (three, booked) in zip(dates[len(past) :], ahead, strict=True)
        ),
        says=draw(any_words),
    )


@st.composite
def items(draw: st.DrawFn) -> Item:
    start = midnight(MONDAY, ZONE) + timedelta(minutes=draw(st.integers(-600, 10_700)))
    return Item(
        kind=draw(st.sampled_from(Kind)),
        span=Span.lasting(start, timedelta(minutes=draw(st.integers(0, 900)))),
        title=draw(any_words),
        note=draw(any_words),
        owed=draw(st.sampled_from([timedelta(), timedelta(hours=3, minutes=10)])),
    )


@st.composite
def weeks(draw: st.DrawFn) -> Week:
    now = st.integers(-3000, 12_000).map(
        lambda minutes: midnight(MONDAY, ZONE) + timedelta(minutes=minutes)
    )
    return Week(
        monday=MONDAY,
        zone=ZONE,
        items=tuple(draw(st.lists(items(), max_size=8))),
        now=draw(st.none() | now),
    )


@st.composite
def pages(draw: st.DrawFn) -> Page:
    return Page(
        heading=Heading(
            headline=draw(any_words),
            eyebrow=draw(any_words),
            phase=draw(st.none() | st.sampled_from(Phase)),
            phase_words=draw(any_words),
            lede=draw(any_words),
        ),
        week=draw(weeks()),
        next_weeks=tuple(draw(st.lists(weeks(), max_size=2))),
        cycle=draw(st.none() | cycles()),
        balance=draw(st.none() | balances()),
        foot=draw(any_words),
    )


@st.composite
def holes(draw: st.DrawFn) -> Hole:
    held = draw(st.floats(0.25, 60))
    return Hole(
        weekday=draw(st.integers(0, 6)),
        hour=draw(st.integers(0, 23)),
        held=held,
        kept=held * draw(st.floats(0, 1)),
    )


@st.composite
def drawings(draw: st.DrawFn) -> Drawing:
    """One of the charts, or the picture of all."""
    size = draw(sizes)
    match draw(
        st.sampled_from(["balance", "cycle", "week", "ahead", "punch", "picture"])
    ):
        case "balance":
            balance = draw(balances())
            return balance_chart(
                balance.weeks, balance.vision, balance.grind, size=size
            )
        case "cycle":
            cycle = draw(cycles())
            return cycle_chart(cycle.weeks, cycle.ahead, size=size)
        case "week":
            titles = draw(st.booleans())
            return week_grid(draw(weeks()), size=size, titles=titles)
        case "ahead":
            several = draw(st.lists(weeks(), min_size=1, max_size=4))
            return weeks_ahead(several, size=size)
        case "punch":
            return punch_card(draw(st.lists(holes(), min_size=1)), size=size)
        case _:
            return picture(draw(pages()), size=size, titles=draw(st.booleans()))
