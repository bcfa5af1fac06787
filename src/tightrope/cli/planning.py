"""What `plan` and `demo` share: the options, and how a plan is given out."""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.text import Text

from tightrope.calendars.base import Written
from tightrope.cli import options
from tightrope.cli.answers.plan import planned_json
from tightrope.cli.headlines import headline, placed_words
from tightrope.cli.output import answer, problems_json, tell, tell_problems
from tightrope.cli.pictures.cycle import say_cycle
from tightrope.cli.pictures.plan import (
    draw_weeks,
    say_blocks,
    say_moved,
    say_unplaced,
)
from tightrope.cli.pictures.strips import Scene
from tightrope.cli.pictures.terminal import terminal
from tightrope.cli.plotting import plotting
from tightrope.cli.texts import text
from tightrope.core.balance import verdicts
from tightrope.core.errors import InputError, Problem
from tightrope.core.planner import Block, Plan, Policy, State
from tightrope.core.planner.policyfile import read as read_policy
from tightrope.core.planner.wire import plan_of
from tightrope.core.timeline import WorkingHours, union
from tightrope.flows.plan import WEEKS, Planned, busy_in, own_blocks
from tightrope.wiring import focus_calendar

MOST_WEEKS = 26
RULES_OF_THUMB = (
    "How often a block is kept, your best hours and daily work are rules of thumb "
    "until you say otherwise: tightrope policy explain."
)


class BadWeeks(InputError):
    """The number of weeks cannot be planned."""

    def __init__(self, given: str) -> None:
        self.given = given
        super().__init__(f"--weeks {given!r} must be a number from 1 to {MOST_WEEKS}")


class OneFileForTwo(InputError):
    """The blocks and the picture should go to one file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"--out and --plot both name {path}; give two files")


class NoPlan(InputError):
    """A file given as the plan before is none."""

    def __init__(self, path: str, why: str) -> None:
        self.path = path
        super().__init__(
            f"{path} is no plan ({why}); give what 'tightrope plan --json' printed"
        )


def planning(parser: argparse.ArgumentParser) -> None:
    """Add the options of a plan."""
    parser.add_argument(
        "--weeks",
        metavar="N",
        type=weeks_of,
        default=WEEKS,
        help="how many weeks, this one included (default: 6)",
    )
    options.hours(parser)
    parser.add_argument(
        "--policy",
        metavar="FILE.toml",
        help="what you ask of every plan; 'tightrope policy explain' tells all keys",
    )
    parser.add_argument(
        "--previous",
        metavar="PLAN.json",
        help="the plan before, as --json printed it: what was announced stays put "
        "where it can",
    )
    parser.add_argument(
        "--out",
        metavar="FOCUS.ics",
        type=Path,
        help="write the blocks as a calendar to import; running it again updates them",
    )
    plotting(parser)
    parser.add_argument(
        "--no-titles",
        action="store_true",
        help="leave the titles of your events out of the picture",
    )


def weeks_of(given: str) -> int:
    """The number of weeks.

    Raises:
        BadWeeks: it is none, or too many.
    """
    if not given.isascii() or not given.isdigit():
        raise BadWeeks(given)
    weeks = int(given)
    if not 1 <= weeks <= MOST_WEEKS:
        raise BadWeeks(given)
    return weeks


def policy_of(args: argparse.Namespace) -> Policy:
    """The policy that a call names, or the default one."""
    if not args.policy:
        return Policy()
    return read_policy(text(args.policy, "a policy in TOML"), args.policy, args.tz)


def standing(args: argparse.Namespace, found: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks that stand already.

    The calendar's word counts before that of the file which is written, and that
    before the plan which was printed: each is nearer to what the person did.

    Args:
        args: the call, with `previous` and `out`.
        found: blocks of ours that stand on the calendar.
    """
    blocks = list(found)
    if args.out:
        blocks += focus_calendar(args.out).standing()
    if args.previous:
        blocks += (placed.block for placed in previous(args.previous).blocks)
    first: dict[str, Block] = {}
    for block in blocks:
        first.setdefault(block.id, block)
    return tuple(first.values())


def previous(path: str) -> Plan:
    """The plan before.

    Raises:
        NoPlan: the file holds none.
    """
    try:
        return plan_of(json.loads(text(path, "a plan in JSON")))
    except (ValueError, RecursionError) as error:
        raise NoPlan(path, f"no JSON: {error}") from None
    except InputError as error:
        raise NoPlan(path, str(error)) from None


def give_out(
    args: argparse.Namespace, planned: Planned, problems: Sequence[Problem]
) -> None:
    """Write what the call asks to be written, and print the answer.

    Raises:
        OneFileForTwo: `--out` and `--plot` name the same file.
    """
    if args.out and args.plot and args.out.resolve() == args.plot.resolve():
        raise OneFileForTwo(args.plot)
    notes = [*written(args, planned), *drawn(args, planned)]
    if args.json:
        answer({**planned_json(planned), "problems": problems_json(problems)})
    else:
        show(planned)
    tell(*notes)
    tell_problems(problems)


def written(args: argparse.Namespace, planned: Planned) -> list[str]:
    """Write the blocks to `--out`, and say what changed there."""
    if not args.out:
        return []
    wanted = planned.wanted
    done = focus_calendar(args.out).write(
        planned.plan, now=wanted.now, zone=wanted.zone
    )
    return [f"written: {args.out}, {changes(done)}"]


def changes(done: Written) -> str:
    """What writing did, in words."""
    counts = (
        (done.added, "added"),
        (done.changed, "changed"),
        (done.removed, "cancelled"),
        (done.unchanged, "as before"),
    )
    parts = [f"{count} {word}" for count, word in counts if count]
    return ", ".join(parts) or "no blocks"


def drawn(args: argparse.Namespace, planned: Planned) -> list[str]:
    """Draw the plan to `--plot`."""
    if not args.plot:
        return []
    from tightrope.cli import plots  # noqa: PLC0415 - charts are slow to load

    picture = plots.plan_picture(planned, titles=not args.no_titles)
    plots.write_picture(picture, args.plot, args.theme)
    return [f"drawn: {args.plot}"]


def _own(planned: Planned) -> list[Block]:
    """Long-term work that the person has put there, drawn as a block as well."""
    wanted = planned.wanted
    spans = own_blocks(planned.events, wanted, wanted.whole, verdicts())
    return [
        Block(id=f"own-{number}", span=span, state=State.FIRM)
        for number, span in enumerate(spans)
    ]


def show(planned: Planned, ids: Mapping[str, str] | None = None) -> None:
    """Show a plan in the terminal; with the short ids of blocks that can be named."""
    console = terminal()
    wanted, plan = planned.wanted, planned.plan
    console.print(Text(headline(planned), style="head"))
    console.print(Text(placed_words(planned)))
    console.print()
    scene = Scene(
        zone=wanted.zone,
        working=wanted.working,
        taken=union(busy.span for busy in busy_in(planned.events, wanted.whole)),
        blocks=[*(placed.block for placed in plan.blocks), *_own(planned)],
        now=wanted.now,
    )
    draw_weeks(console, scene, wanted.mondays)
    if plan.blocks:
        console.print()
        say_blocks(console, plan, wanted.zone, ids)
        console.print(Text(RULES_OF_THUMB, style="quiet"))
    if plan.unplaced:
        console.print()
        say_unplaced(console, plan.unplaced, wanted.zone)
    if plan.moved:
        console.print()
        say_moved(console, plan, wanted.zone)
    console.print()
    say_cycle(console, planned.told.cycle)


def hours_in(args: argparse.Namespace) -> WorkingHours:
    """The working hours of a call."""
    given: WorkingHours | None = args.hours
    return given or WorkingHours()
