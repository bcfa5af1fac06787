"""One bar a week, the spells by name, and what is likely next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from tightrope.charts.axis import Row
from tightrope.charts.drawing import Drawing, Size, Table
from tightrope.charts.errors import NothingToDraw
from tightrope.charts.letters import Face, room_for
from tightrope.charts.marks import mark, text
from tightrope.charts.shapes import Point, band, smooth
from tightrope.charts.spells import (
    NextWeek,
    PastWeek,
    Phase,
    Spell,
    after_cut,
    spells_of,
)
from tightrope.charts.words import count, listed, long_day, short_day

TITLE = "Load by week, and what is likely next"

_TOP, _BOTTOM = 22.0, 46.0
_HEIGHT = {Size.SMALL: 220.0, Size.MEDIUM: 220.0, Size.LARGE: 230.0}
_LEAST_STEP = 20.0
_WEEK = timedelta(days=7)
_BAR, _HOLLOW = 0.72, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """Where weeks and hours are in the drawing."""

    past: int
    step: float
    floor: float
    unit: float

    def x(self, week: float) -> float:
        return week * self.step

    def y(self, hours: float) -> float:
        return self.floor - hours * self.unit


@dataclass(frozen=True, slots=True)
class _Ahead:
    """A week of the forecast, and how many weeks after the last past one it is."""

    slot: int
    week: NextWeek


def cycle_chart(
    weeks: Sequence[PastWeek],
    ahead: Sequence[NextWeek] = (),
    *,
    size: Size = Size.LARGE,
) -> Drawing:
    """The load of each week and its phase, then the forecast with its range.

    Args:
        weeks: oldest first, the running one last; the oldest are left out where the
            chart has no room for a bar that can be seen.
        ahead: the forecast, oldest first; where a week is missing there is a gap.
        size: how wide it is.

    Raises:
        NothingToDraw: there is no week.
    """
    if not weeks:
        raise NothingToDraw("cycle")
    placed = _placed(weeks[-1].monday, ahead, int(size / _LEAST_STEP / 2))
    slots = placed[-1].slot + 1 if placed else 0
    end = _end_room(placed, size)
    most = int((size - end) / _LEAST_STEP) - slots
    shown = weeks[-most:]
    scale = _scaled(shown, placed, size, end)
    mondays = [week.monday for week in shown]
    mondays += [mondays[-1] + _WEEK * (slot + 1) for slot in range(slots)]
    body = (
        _bars(scale, shown)
        + _booked(scale, placed)
        + _fan(scale, shown, placed)
        + _today(scale, size, forecast=bool(placed))
        + _spells(scale, after_cut(spells_of(weeks), len(weeks) - len(shown)), size)
        + _dates(scale, mondays, size)
        + _end(scale, placed, size)
    )
    ahead = [one.week for one in placed]
    return Drawing(
        kind="cycle",
        width=size,
        height=_HEIGHT[size],
        letters=size.letters,
        title=TITLE,
        desc=_finding(weeks, ahead),
        body=body,
        table=_table(weeks, ahead),
        key=_key(shown, ahead),
    )


def _placed(last: date, ahead: Sequence[NextWeek], most: int) -> list[_Ahead]:
    """The forecast by how far ahead each week is; the next one where none is later."""
    placed: list[_Ahead] = []
    for week in ahead:
        least = placed[-1].slot + 1 if placed else 0
        slot = max(least, (week.monday - last) // _WEEK - 1)
        if slot < most:
            placed.append(_Ahead(slot, week))
    return placed


def _scaled(
    weeks: Sequence[PastWeek], ahead: Sequence[_Ahead], size: Size, end: float
) -> _Scale:
    most = max(
        *((week.hours or 0.0) for week in weeks),
        *(one.week.p90 for one in ahead),
        *(one.week.booked or 0.0 for one in ahead),
        1.0,
        1.0,
    )
    slots = ahead[-1].slot + 1 if ahead else 0
    floor = _HEIGHT[size] - _BOTTOM
    return _Scale(
        past=len(weeks),
        step=(size - end) / (len(weeks) + slots),
        floor=floor,
        unit=(floor - _TOP - 4) / most,
    )


def _bars(scale: _Scale, weeks: Sequence[PastWeek]) -> str:
    marks = []
    for place, week in enumerate(weeks):
        if week.hours is None:
            at = scale.x(place + 0.5)
            marks.append(mark("circle", "w-none", cx=at, cy=scale.floor - 4, r=1.5))
        else:
            cls = f"w-{week.phase}" if week.phase else "w-open"
            marks.append(_bar(scale, place, week.hours, cls, _BAR))
    return "".join(marks)


def _bar(scale: _Scale, place: int, hours: float, cls: str, share: float) -> str:
    top = min(scale.y(hours), scale.floor - 1)
    return mark(
        "rect",
        cls,
        x=scale.x(place + (1 - share) / 2),
        y=top,
        width=scale.step * share,
        height=scale.floor - top,
        rx=2,
    )


def _booked(scale: _Scale, ahead: Sequence[_Ahead]) -> str:
    return "".join(
        _bar(scale, scale.past + one.slot, one.week.booked, "w-booked", _HOLLOW)
        for one in ahead
        if one.week.booked
    )


def _fan(scale: _Scale, weeks: Sequence[PastWeek], ahead: Sequence[_Ahead]) -> str:
    """The range and the middle of the forecast, from the last week's bar on.

    Where nothing is known of a week the band breaks off, and begins again after it.
    """
    now = next((week.hours for week in weeks[::-1] if week.hours is not None), None)
    begin = [] if now is None else [(scale.x(scale.past - 0.5), scale.y(now))]
    marks = ""
    for run in _runs(ahead):
        first = begin if run[0].slot == 0 else []
        low, middle, high = (
            _wide(first + _line(scale, run, name), scale)
            for name in ("p10", "p50", "p90")
        )
        marks += mark("path", "fan-80", d=band(high, low))
        marks += mark("path", "fan-mid", d=smooth(middle))
    return marks


def _runs(ahead: Sequence[_Ahead]) -> list[list[_Ahead]]:
    """The weeks that follow one another."""
    runs: list[list[_Ahead]] = []
    for one in ahead:
        if runs and runs[-1][-1].slot + 1 == one.slot:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _line(scale: _Scale, run: Sequence[_Ahead], name: str) -> list[Point]:
    return [
        (scale.x(scale.past + one.slot + 0.5), scale.y(getattr(one.week, name)))
        for one in run
    ]


def _wide(points: list[Point], scale: _Scale) -> list[Point]:
    """A week by itself as wide as a bar."""
    if len(points) > 1:
        return points
    (x, y), half = points[0], scale.step * _BAR / 2
    return [(x - half, y), (x + half, y)]


def _today(scale: _Scale, size: Size, *, forecast: bool) -> str:
    x = scale.x(scale.past)
    room = room_for("today", size.letters, Face.BOLD) + 6
    side = -1 if x > room else 1
    line = mark("line", "nowl", x1=x, x2=x, y1=4, y2=_HEIGHT[size] - _BOTTOM + 20)
    word = text("today", x + 6 * side, 14, "strong", "end" if side < 0 else "start")
    return line + word + (text("forecast", x + 6, 14) if forecast and side < 0 else "")


def _spells(scale: _Scale, spells: Sequence[Spell], size: Size) -> str:
    """A line under each spell; intense ones say how long they were."""
    y = _HEIGHT[size] - _BOTTOM
    lines = "".join(
        mark(
            "line",
            f"spell {spell.phase}",
            x1=scale.x(spell.first) + 4,
            x2=scale.x(spell.last + 1) - 4,
            y1=y + 9,
            y2=y + 9,
        )
        for spell in spells
    )
    row = Row(
        y=y + 24, low=0, high=scale.x(scale.past) - 3, letters=size.letters, cls="lab"
    )
    return lines + row.labels(
        (scale.x((spell.first + spell.last + 1) / 2), spell.name)
        for spell in reversed(spells)
        if spell.phase is Phase.INTENSE
    )


def _dates(scale: _Scale, mondays: Sequence[date], size: Size) -> str:
    every = max(4, ceil(room_for("30 Mmm", size.letters) * 1.2 / scale.step))
    row = Row(y=_HEIGHT[size] - 4, low=0, high=size, letters=size.letters)
    return row.labels(
        (scale.x(place + 0.5), short_day(mondays[place]))
        for place in range(0, len(mondays), every)
    )


def _end(scale: _Scale, ahead: Sequence[_Ahead], size: Size) -> str:
    """What the forecast comes to, beside its end."""
    if not ahead:
        return ""
    last = ahead[-1].week
    x = scale.x(scale.past + ahead[-1].slot + 0.5) + 8
    y = min(scale.y(last.p50) + 4, scale.floor - size.letters - 6)
    middle, span = _end_words(last)
    return text(middle, x, y, "strong") + text(span, x, y + size.letters + 4)


def _end_room(ahead: Sequence[_Ahead], size: Size) -> float:
    """How much is kept free at the right for the words beside the forecast."""
    if not ahead:
        return 0.0
    return max(
        room_for(word, size.letters, Face.BOLD) for word in _end_words(ahead[-1].week)
    )


def _end_words(week: NextWeek) -> tuple[str, str]:
    return f"{week.p50:.0f} h", f"{week.p10:.0f} to {week.p90:.0f}"


def _key(
    weeks: Sequence[PastWeek], ahead: Sequence[NextWeek]
) -> tuple[tuple[str, str], ...]:
    seen = {week.phase for week in weeks}
    names = {
        Phase.INTENSE: "intense",
        Phase.NORMAL: "in between",
        Phase.QUIET: "quiet",
    }
    return (
        *((f"w-{phase}", name) for phase, name in names.items() if phase in seen),
        *((("w-open", "not told yet"),) if None in seen else ()),
        *((("w-booked", "booked already"),) if any(w.booked for w in ahead) else ()),
        *((("i-fan", "likely range ahead"),) if ahead else ()),
    )


def _finding(weeks: Sequence[PastWeek], ahead: Sequence[NextWeek]) -> str:
    spells = [spell for spell in spells_of(weeks) if spell.phase is Phase.INTENSE]
    lengths = listed(
        [
            f"so far {spell.weeks}" if spell.open else str(spell.weeks)
            for spell in spells
        ]
    )
    past = count(len(weeks), "week")
    if spells:
        unit = "week" if spells[-1].weeks == 1 else "weeks"
        past += f" with {count(len(spells), 'intense spell')} of {lengths} {unit}"
    if not ahead:
        return f"{past}."
    last = ahead[-1]
    return (
        f"{past}. For the week of {long_day(last.monday)} the forecast is "
        f"{last.p50:.0f} hours, in eight cases of ten between {last.p10:.0f} "
        f"and {last.p90:.0f}."
    )


def _table(weeks: Sequence[PastWeek], ahead: Sequence[NextWeek]) -> Table:
    return Table(
        head=("Week of", "Hours", "Phase", "p10", "p50", "p90", "Booked"),
        rows=(
            *(
                (week.monday.isoformat(), week.hours, week.phase, *[None] * 4)
                for week in weeks
            ),
            *(
                (
                    week.monday.isoformat(),
                    None,
                    None,
                    week.p10,
                    week.p50,
                    week.p90,
                    week.booked,
                )
                for week in ahead
            ),
        ),
    )
