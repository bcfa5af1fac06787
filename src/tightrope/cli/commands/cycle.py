"""`tightrope cycle`: is this temporary?"""

import argparse
from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from tightrope.cli import options
from tightrope.cli.answers.cycle import cycle_json, floor_json
from tightrope.cli.judging import judge_for, judging
from tightrope.cli.output import answer, problems_json, tell, tell_problems
from tightrope.cli.pictures.cycle import draw_cycle, say_floor
from tightrope.cli.pictures.terminal import terminal
from tightrope.cli.plotting import plotting
from tightrope.cli.sources import read_sources
from tightrope.cli.texts import text
from tightrope.core.balance import Day, read_series, verdicts
from tightrope.core.errors import InputError, Problem
from tightrope.core.timeline import day_of
from tightrope.flows.cycle import (
    CycleTold,
    cycle_of_events,
    cycle_of_series,
    cycle_window,
)

EXAMPLES = """\
  tightrope cycle work.ics                  the calendar of a person
  tightrope cycle --series hours.csv        a load by day: date,hours[,holiday,away]
  tightrope cycle work.ics --plot cycle.png and as a picture
"""

Told = tuple[CycleTold, ZoneInfo, Sequence[Problem]]
"""A cycle, the person's zone, and what could not be read."""


class OneKindOfLoad(InputError):
    """Calendars and a series were given, or neither."""

    def __init__(self) -> None:
        super().__init__(
            "give either calendars or --series FILE.csv; see 'tightrope cycle --help'"
        )


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `cycle` takes."""
    options.sources(parser, least="*")
    options.not_yet_git(parser)
    parser.add_argument(
        "--series",
        metavar="FILE.csv",
        help="instead of calendars a load by day, with the columns date, hours and "
        "optionally holiday and away (0 or 1); its last day is today",
    )
    judging(parser)
    plotting(parser)
    options.clock(parser)


def run(args: argparse.Namespace) -> None:
    """Tell the cycle."""
    options.refuse_git(args)
    if bool(args.sources) == bool(args.series):
        raise OneKindOfLoad
    told, zone, problems = of_series(args) if args.series else of_calendars(args)
    if args.plot:
        from tightrope.cli import plots  # noqa: PLC0415 - charts are slow to load

        plots.write_picture(plots.cycle_picture(told), args.plot, args.theme)
    if args.json:
        floor = floor_json(told.floor, zone)
        problems_told = problems_json(problems)
        answer({**cycle_json(told.cycle), "floor": floor, "problems": problems_told})
    else:
        draw_cycle(terminal(), told)
        say_floor(terminal(), told.floor, zone)
    if args.plot:
        tell(f"drawn: {args.plot}")
    tell_problems(problems)


def of_calendars(args: argparse.Namespace) -> Told:
    """The cycle that calendars tell."""
    now = options.now_of(args.now)
    read = read_sources(args, lambda zone: cycle_window(now, zone))
    judge = judge_for(args, now)
    verdict = verdicts(judge) if judge else None
    told = cycle_of_events(read.events, now, read.zone, verdict=verdict)
    return told, read.zone, read.reading.problems


def of_series(args: argparse.Namespace) -> Told:
    """The cycle that a load by day tells."""
    series = read_series(text(args.series, "a CSV file"), args.series)
    zone = args.tz or options.local_zone()
    if args.now:
        series = known_on(series, day_of(options.now_of(args.now), zone))
    return cycle_of_series(series), zone, ()


def known_on(series: Sequence[Day], today: date) -> tuple[Day, ...]:
    """What was known on the evening of that day."""
    return tuple(day for day in series if day.day <= today)
