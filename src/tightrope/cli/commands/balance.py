"""`tightrope balance`: where the hours went."""

import argparse
from datetime import timedelta
from zoneinfo import ZoneInfo

from tightrope.cli import options
from tightrope.cli.answers.balance import balance_json, urgent_json
from tightrope.cli.judging import judge_for, judging
from tightrope.cli.output import answer, problems_json, tell, tell_problems
from tightrope.cli.pictures.balance import draw_balance, say_urgent
from tightrope.cli.pictures.terminal import terminal
from tightrope.cli.plotting import plotting
from tightrope.cli.sources import asked_window, read_sources
from tightrope.core.balance import verdicts
from tightrope.core.timeline import Span, WorkingHours
from tightrope.flows.plan import balance_window
from tightrope.flows.weigh import weigh_events

EXAMPLES = """\
  tightrope balance work.ics                        the last twelve weeks
  tightrope balance work.ics --from 2026-01-01      since New Year
  tightrope balance work.ics --plot balance.svg     and as a picture
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `balance` takes."""
    options.sources(parser)
    options.not_yet_git(parser)
    options.window(parser, "eleven weeks before this one", "the end of this week")
    options.hours(parser)
    judging(parser)
    plotting(parser)
    options.clock(parser)


def run(args: argparse.Namespace) -> None:
    """Weigh what stands in the window."""
    options.refuse_git(args)
    now = options.now_of(args.now)

    def window_in(zone: ZoneInfo) -> Span:
        usual = balance_window(now, zone)
        end = usual.end
        if args.start and not args.end:
            first = options.moment("--from", args.start, zone)
            end = max(end, first + timedelta(days=1))
        return asked_window(args, zone, usual.start, end)

    read = read_sources(args, window_in)
    working = args.hours or WorkingHours()
    judge = judge_for(args, now)
    weighed = weigh_events(
        read.events,
        read.window,
        read.zone,
        working=working,
        verdict=verdicts(judge) if judge else None,
        now=now,
    )
    if args.plot:
        from tightrope.cli import plots  # noqa: PLC0415 - charts are slow to load

        plots.write_picture(plots.balance_picture(weighed), args.plot, args.theme)
    if args.json:
        problems = problems_json(read.reading.problems)
        answer({**balance_json(weighed), **urgent_json(weighed), "problems": problems})
    else:
        draw_balance(terminal(), weighed)
        say_urgent(terminal(), weighed)
        if not read.events:
            tell("nothing stands in these weeks; --from and --to choose others")
    if args.plot:
        tell(f"drawn: {args.plot}")
    tell_problems(read.reading.problems)
