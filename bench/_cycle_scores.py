"""How well phases, forecasts and quiet weeks come true, by cycles.md, section 6."""

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from pathlib import Path
from statistics import fmean, median
from time import process_time

import numpy as np
from numpy.typing import NDArray

from bench._loads import Made
from tightrope.core.balance import LEADS, Day, Phase, phases, told_of, told_phases
from tightrope.core.balance.band import band, chance_below
from tightrope.core.balance.pickup import backcast

Scores = dict[str, float]
Numbers = NDArray[np.float64]

_TOLERANCE = 14
_YEAR = 365.25
_SETTLED = 90
_ORIGIN = 10
_EARLY = 12
_JUDGED = 40
_QUIET, _QUIET_WEEKS, _QUIET_DAYS = 0.7, 26, 3
_ANNOUNCED = 0.6


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file, packed or not."""
    packed = path.suffix == ".gz"
    with gzip.open(path, "rt") if packed else path.open() as file:
        yield from csv.DictReader(file)


def regimes(shared: Path) -> list[Made]:
    """The founders' synthetic series."""
    rows = defaultdict(list)
    for row in rows_of(shared / "data/regimes/series.csv.gz"):
        rows[row["series"]].append(row)
    return [
        Made(
            name=name,
            kind=days[0]["kind"],
            series=tuple(_day(row, "hours") for row in days),
            truth=tuple(Phase(row["truth_regime"]) for row in days),
            there=tuple(row["truth_away"] == "0" for row in days),
        )
        for name, days in rows.items()
    ]


def founders(shared: Path) -> dict[str, tuple[Day, ...]]:
    """The commit hours of eleven founders."""
    rows = defaultdict(list)
    for row in rows_of(shared / "data/load/founders-daily.csv.gz"):
        rows[row["series"]].append(_day(row, "est_hours"))
    return {name: tuple(days) for name, days in rows.items()}


def _day(row: dict[str, str], hours: str) -> Day:
    return Day(
        day=date.fromisoformat(row["date"]),
        hours=float(row[hours]),
        holiday=row.get("holiday") == "1",
        away=row.get("away_known") == "1",
    )


def phase_scores(loads: Sequence[Made]) -> Scores:
    """How the online labels compare with the truth, means over the series.

    `false` counts changes without a true change in the 14 days before; `false_strict`
    every change but the first right one after a true change.
    """
    before = process_time()
    labels = [phases(load.series) for load in loads]
    seconds = (process_time() - before) / len(loads)
    pairs = list(zip(loads, labels, strict=True))
    matched = [_matched(load.truth, said) for load, said in pairs]
    delays = [delay for one in matched for delay in one.delays]
    return {
        "macro_f1": fmean(_macro_f1(load, said) for load, said in pairs),
        "found": len(delays) / sum(one.true for one in matched),
        "delay_days": fmean(delays),
        "delay_median": median(delays),
        "false_a_year": fmean(one.loose for one in matched),
        "false_strict": fmean(one.strict for one in matched),
        "changes_a_year": fmean(_yearly(len(_changes(said)), said) for said in labels),
        "opposite": fmean(_opposite(load, said) for load, said in pairs),
        "ms": 1000 * seconds,
    }


def notice_scores(loads: Sequence[Made]) -> Scores:
    """How the changes that a person is told of unasked compare with the true ones."""
    labels = [told_of(told_phases(load.series).days) for load in loads]
    pairs = zip(loads, labels, strict=True)
    matched = [_matched(load.truth, said) for load, said in pairs]
    delays = [delay for one in matched for delay in one.delays]
    return {
        "found": len(delays) / sum(one.true for one in matched),
        "delay_days": fmean(delays),
        "false_a_year": fmean(one.loose for one in matched),
        "told_a_year": fmean(_yearly(len(_changes(said)), said) for said in labels),
    }


def _macro_f1(load: Made, said: Sequence[Phase]) -> float:
    pairs = [
        (true, told)
        for true, told, there in zip(load.truth, said, load.there, strict=True)
        if there
    ]
    scores = []
    for phase in Phase:
        both = sum(true is phase and told is phase for true, told in pairs)
        either = sum((true is phase) + (told is phase) for true, told in pairs)
        scores.append(2 * both / either if either else 0.0)
    return fmean(scores)


def _opposite(load: Made, said: Sequence[Phase]) -> float:
    far = {Phase.QUIET, Phase.INTENSE}
    return fmean(
        {true, told} == far
        for true, told, there in zip(load.truth, said, load.there, strict=True)
        if there
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Matched:
    """The changes told of one series beside the true ones, counts by year."""

    true: int
    delays: list[int]
    strict: float
    loose: float


def _matched(truth: Sequence[Phase], said: Sequence[Phase]) -> _Matched:
    true = _changes(truth)
    wrong = set(_changes(said))
    loose = [
        day for day in wrong if not any(0 <= day - at <= _TOLERANCE for at in true)
    ]
    delays = []
    for at, until in zip(true, [*true[1:], len(truth)], strict=True):
        window = range(at, min(at + _TOLERANCE + 1, until))
        right = next((day for day in window if said[day] is truth[at]), None)
        if right is not None:
            delays.append(right - at)
            wrong.discard(right)
    return _Matched(
        true=len(true),
        delays=delays,
        strict=_yearly(len(wrong), truth),
        loose=_yearly(len(loose), truth),
    )


def _changes(labels: Sequence[Phase]) -> list[int]:
    return [day for day in range(1, len(labels)) if labels[day] is not labels[day - 1]]


def _yearly(count: int, days: Sequence[object]) -> float:
    return count * _YEAR / len(days)


def steadiness(series: dict[str, tuple[Day, ...]]) -> Scores:
    """How often the phases of the founders change, after their first 90 days."""
    changes, opposite, normal = [], [], []
    for days in series.values():
        told = told_phases(days)
        said = [one.phase for one in told.days[_SETTLED:]]
        later = told.hindsight[_SETTLED:]
        pairs = list(zip(said, later, strict=True))
        changes.append(_yearly(len(_changes(said)), said))
        opposite.append(fmean(set(pair) == {*Phase} - {Phase.NORMAL} for pair in pairs))
        normal.append(fmean(one is Phase.NORMAL for one in said))
    return {
        "changes_a_year": fmean(changes),
        "opposite_to_hindsight": fmean(opposite),
        "normal": fmean(normal),
    }


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Booked:
    """A calendar by week: what it came to, and what stood on it before, by lead."""

    hours: Numbers
    booked: dict[int, Numbers]
    days: Numbers


def calendars(shared: Path) -> dict[str, Booked]:
    """The real calendars."""
    rows = defaultdict(list)
    for row in rows_of(shared / "data/load/bookings-real.csv"):
        rows[row["calendar"]].append(row)
    return {
        name: Booked(
            hours=np.array([float(row["final_h"]) for row in weeks]),
            booked={
                lead: np.array(
                    [float(row[f"booked_{lead}d"] or "nan") for row in weeks]
                )
                for lead in LEADS
            },
            days=np.full(len(weeks), 5.0),
        )
        for name, weeks in rows.items()
    }


def made_calendars(shared: Path) -> dict[str, Booked]:
    """The synthetic calendars, brought to weeks of five days at work."""
    there: defaultdict[tuple[str, date], int] = defaultdict(int)
    for load in regimes(shared):
        for day, present in zip(load.series, load.there, strict=True):
            if present and not day.holiday and day.day.weekday() < 5:  # noqa: PLR2004 - Saturday is 5
                monday = day.day - timedelta(days=day.day.weekday())
                there[load.name, monday] += 1
    rows: defaultdict[str, dict[str, dict[int, dict[str, str]]]] = defaultdict(dict)
    for row in rows_of(shared / "data/regimes/bookings.csv.gz"):
        leads = rows[row["series"]].setdefault(row["week"], {})
        leads[int(row["lead_days"])] = row
    return {
        name: _made_calendar(
            weeks, [there[name, date.fromisoformat(one)] for one in weeks]
        )
        for name, weeks in rows.items()
    }


def _made_calendar(
    weeks: dict[str, dict[int, dict[str, str]]], there: list[int]
) -> Booked:
    days = np.array(there, dtype=float)
    scale = np.where(days >= 2, 5 / np.maximum(days, 1), np.nan)  # noqa: PLR2004 - as the product does
    final = [
        float(next(iter(rows.values()))["final_meeting_h"]) for rows in weeks.values()
    ]
    booked = {
        lead: np.array(
            [
                np.interp(
                    lead,
                    sorted(rows),
                    [float(rows[one]["booked_meeting_h"]) for one in sorted(rows)],
                )
                for rows in weeks.values()
            ]
        )
        * scale
        for lead in LEADS
    }
    return Booked(hours=np.array(final) * scale, booked=booked, days=days)


def forecast_scores(calendar: Booked) -> Scores:
    """Errors against the 8-week mean at each lead, and how often ranges hold."""
    scores: Scores = {}
    holds: list[bool] = []
    early: list[bool] = []
    for lead in LEADS:
        blind = ceil(lead / 7)
        told = backcast(calendar.hours, calendar.booked[lead], blind)
        plain = _eight_week_mean(calendar.hours, blind)
        place = np.arange(len(plain))
        judged = np.isfinite(told.said + plain + calendar.booked[lead])
        judged &= place >= _ORIGIN
        error, naive = (
            np.abs(said - calendar.hours)[judged].mean() for said in (told.said, plain)
        )
        scores[f"error_{lead}d"] = float(error / naive)
        if lead in LEADS[1:5]:
            inside = list(_inside(calendar.hours, told.said, told.recent, blind))
            holds += [held for week, held in inside if week >= _EARLY]
            early += [held for week, held in inside if week < _EARLY]
    return scores | {"covered": fmean(holds), "covered_early": fmean(early)}


def _eight_week_mean(hours: Numbers, blind: int) -> Numbers:
    ends = np.arange(len(hours)) - blind
    return np.array(
        [hours[max(0, end - 8) : end].mean() if end > 0 else np.nan for end in ends]
    )


def _inside(
    hours: Numbers, said: Numbers, recent: Numbers, blind: int
) -> Iterator[tuple[int, bool]]:
    for week in range(4, len(hours)):
        if np.isfinite(said[week]) and np.isfinite(recent[week]):
            missed = _missed(hours, said, week - blind)
            low, high = band(float(said[week]), missed, float(recent[week]))
            yield week, bool(low <= hours[week] <= high)


def _missed(hours: Numbers, said: Numbers, end: int) -> Numbers:
    pairs = np.column_stack([hours, said])[: max(0, end)]
    return np.asarray(pairs[np.isfinite(pairs).all(axis=1)][-_JUDGED:])


def quiet_scores(all_calendars: Sequence[Booked]) -> Scores:
    """Whether quiet weeks come as often as is said, and the announced ones come.

    The truth is a week of at most 0.7 of the median of 26, with three days at work.
    """
    said, came, leads = (
        np.array(column) for column in zip(*_quiet(all_calendars), strict=True)
    )
    scores = {"cases": float(len(said))}
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        inside = (said >= low) & (said < low + 0.2)
        scores[f"said_{low}"] = float(said[inside].mean())
        scores[f"came_{low}"] = float(came[inside].mean())
        scores[f"cases_{low}"] = float(inside.sum())
    soon = (leads >= LEADS[1]) & (leads <= LEADS[3])
    named = soon & (said >= _ANNOUNCED)
    return scores | {
        "precision": float(came[named].mean()),
        "recall": float(came[named].sum() / came[soon].sum()),
    }


def _quiet(all_calendars: Sequence[Booked]) -> Iterator[tuple[float, bool, int]]:
    for calendar in all_calendars:
        hours = calendar.hours
        for lead in LEADS[:5]:
            blind = ceil(lead / 7)
            told = backcast(hours, calendar.booked[lead], blind)
            for week in range(_EARLY, len(hours)):
                past = hours[: week - blind]
                limit = _QUIET * median(
                    past[np.isfinite(past)][-_QUIET_WEEKS:].tolist()
                )
                missed = _missed(hours, told.said, week - blind)
                if calendar.days[week] < _QUIET_DAYS or np.isnan(
                    calendar.booked[lead][week]
                ):
                    continue
                chance = chance_below(limit, float(told.said[week]), missed)
                if chance is not None:
                    yield chance, bool(hours[week] <= limit), lead
