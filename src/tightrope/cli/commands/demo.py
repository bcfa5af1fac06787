"""`tightrope demo`: the main job on the sample year."""

import argparse
from datetime import UTC

from tightrope.cli import options
from tightrope.cli.output import tell
from tightrope.cli.planning import (
    give_out,
    hours_in,
    planning,
    policy_of,
    standing,
)
from tightrope.flows.plan import Wanted, plan_blocks, plan_window
from tightrope.flows.read import read
from tightrope.sample import NOW, PERSON, ZONE
from tightrope.wiring import blocks_on, sample_calendar

EXAMPLES = """\
  tightrope demo                            a plan in the terminal
  tightrope demo --plot plan.svg            and as a picture

The sample year is the calendar of Noor Haddad, who does not exist, on Tuesday
17 November 2026. It takes the options of 'tightrope plan'.
"""
YOURS = (
    "This was the sample year, on 17 November 2026. "
    "For your own: tightrope plan your-calendar.ics"
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `demo` takes."""
    planning(parser)
    options.clock(parser)


def run(args: argparse.Namespace) -> None:
    """Plan the sample year as it stands on its last day."""
    now = options.now_of(args.now) if args.now else NOW.astimezone(UTC)
    args.tz = ZONE
    window = plan_window(now, ZONE, args.weeks)
    reading = read([sample_calendar()], window, zone=ZONE, me=[PERSON.mail])
    wanted = Wanted(
        now=now,
        zone=ZONE,
        weeks=args.weeks,
        working=hours_in(args),
        policy=policy_of(args),
        standing=standing(args, blocks_on(reading.events)),
    )
    give_out(args, plan_blocks(reading.events, wanted), reading.problems)
    if not args.json:
        tell("", YOURS)
