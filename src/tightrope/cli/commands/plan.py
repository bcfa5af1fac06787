"""`tightrope plan`: the main job."""

import argparse

from tightrope.cli import options
from tightrope.cli.planning import (
    give_out,
    hours_in,
    planning,
    policy_of,
    standing,
)
from tightrope.cli.sources import read_sources
from tightrope.core.errors import InputError
from tightrope.flows.plan import Wanted, plan_blocks, plan_window
from tightrope.wiring import blocks_on

EXAMPLES = """\
  tightrope plan                                     your connected calendars
  tightrope plan work.ics                            six weeks, in the terminal
  tightrope plan work.ics --out focus.ics            and the blocks as a file to import
  tightrope plan work.ics private.ics --weeks 3      two calendars, three weeks
  tightrope plan work.ics --hours "Mon-Thu 09:00-18:00, Fri 09:00-14:00"
  tightrope plan work.ics --plot plan.svg --json     a picture and the numbers

Without a SOURCE it plans over what 'tightrope connect' reads, and keeps the blocks as
proposals: 'tightrope accept' writes them to your calendar.
"""


class KeptElsewhere(InputError):
    """The plan before was named where it is known already."""

    def __init__(self, option: str) -> None:
        self.option = option
        super().__init__(
            f"{option} needs a SOURCE: over your connected calendars the blocks are "
            "known; name a SOURCE, or leave it out"
        )


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan` takes."""
    options.sources(parser, least="*")
    options.not_yet_git(parser)
    planning(parser)
    options.clock(parser)


def run(args: argparse.Namespace) -> None:
    """Read, weigh, tell the cycle, place the blocks, explain."""
    options.refuse_git(args)
    if not args.sources:
        _connected(args)
        return
    now = options.now_of(args.now)
    policy = policy_of(args)
    read = read_sources(args, lambda zone: plan_window(now, zone, args.weeks))
    wanted = Wanted(
        now=now,
        zone=read.zone,
        weeks=args.weeks,
        working=hours_in(args),
        policy=policy,
        standing=standing(args, blocks_on(read.events)),
    )
    give_out(args, plan_blocks(read.events, wanted), read.reading.problems)


def _connected(args: argparse.Namespace) -> None:
    """Plan over the connected calendars.

    Raises:
        KeptElsewhere: an option was given that makes sense with a SOURCE alone.
    """
    from tightrope.cli.proposing import (  # noqa: PLC0415 - with a SOURCE no state is needed
        plan_connected,
    )

    for option, given in (("--previous", args.previous), ("--me", args.me)):
        if given:
            raise KeptElsewhere(option)
    plan_connected(args)
