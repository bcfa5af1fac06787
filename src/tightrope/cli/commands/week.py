"""`tightrope week`: this week and its blocks, as they are kept."""

import argparse
from datetime import timedelta

from rich.padding import Padding
from rich.text import Text

from tightrope.cli import options
from tightrope.cli.answers.days import days_json
from tightrope.cli.looking import block_line, open_ends, remarks
from tightrope.cli.output import answer
from tightrope.cli.pictures.plan import draw_weeks
from tightrope.cli.pictures.strips import Scene
from tightrope.cli.pictures.terminal import terminal
from tightrope.cli.planning import weeks_of
from tightrope.cli.state import hours_in, lasting, opened, zone_in
from tightrope.core.timeline import Span, day_of, midnight, monday, union
from tightrope.flows.look import look
from tightrope.flows.named import can_be_named, short_ids
from tightrope.flows.plan import busy_in

EXAMPLES = """\
  tightrope week                            this week, as last synced
  tightrope week --weeks 6                  and the next five
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `week` takes."""
    parser.add_argument(
        "--weeks",
        metavar="N",
        type=weeks_of,
        default=1,
        help="how many weeks, this one included (default: 1)",
    )
    lasting(parser)


def run(args: argparse.Namespace) -> None:
    """Show the weeks."""
    store = opened(args)
    zone, now = zone_in(args, store), options.now_of(args.now)
    first = monday(day_of(now, zone))
    weeks = [first + number * timedelta(weeks=1) for number in range(args.weeks)]
    after = weeks[-1] + timedelta(weeks=1)
    looked = look(store, Span(midnight(first, zone), midnight(after, zone)), now)
    if args.json:
        answer(days_json(looked, store, now, zone))
        return
    console = terminal()
    scene = Scene(
        zone=zone,
        working=hours_in(args, store),
        taken=union(busy.span for busy in busy_in(looked.events, looked.window)),
        blocks=[one.block for one in looked.blocks if one.gone is None],
        now=now,
    )
    draw_weeks(console, scene, weeks)
    short = short_ids([one.block.id for one in store.blocks.all() if can_be_named(one)])
    if looked.blocks:
        console.print()
    for one in looked.blocks:
        console.print(block_line(one, short.get(one.block.id, ""), zone))
        for words in remarks(one, zone):
            console.print(Padding(Text(words), (0, 0, 0, 4), expand=False))
    ends = list(open_ends(looked, zone))
    if ends:
        console.print()
    for words in ends:
        console.print(Text(words, style="quiet"))
