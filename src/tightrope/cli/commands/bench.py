"""`tightrope bench`: months of a calendar, played against planning policies."""

import argparse
import re
import shlex
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from tightrope.cli import options
from tightrope.cli.output import answer, tell
from tightrope.core.errors import InputError
from tightrope.core.planner.daily import VARIANTS
from tightrope.core.timeline import Span
from tightrope.flows.read import read
from tightrope.rolling.generate import PROFILES, made
from tightrope.rolling.outcome import Effort, outcomes
from tightrope.rolling.play import Player
from tightrope.rolling.policies import OURS, PEER, POLICIES, TUNED
from tightrope.rolling.process import Program, answered
from tightrope.rolling.replay import replayed
from tightrope.rolling.report import reported
from tightrope.rolling.rules import Rules
from tightrope.rolling.table import drawn
from tightrope.rolling.trace import Trace
from tightrope.wiring import calendars

EXAMPLES = """\
  tightrope bench rolling --quick             four short traces, in seconds
  tightrope bench rolling                     the table of the documentation
  tightrope bench rolling --cmd "my-planner --json"   and your planner in it
  tightrope bench policy --variant no-moves   our policy as a process, JSON lines
"""

KINDS = ("rolling", "policy")
WEEKS, QUICK_WEEKS = 26, 8
QUICK_SEEDS = (0, 8, 11, 14)
OTHER = "cmd"
LONG_AGO, FAR = datetime(1990, 1, 1, tzinfo=UTC), timedelta(days=365 * 60)


class BadSeeds(InputError):
    """What was given as seeds is none."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"--seeds {text!r} is no range such as 0-19, nor a number")


class NothingToReplay(InputError):
    """The calendar holds no meeting that could be replayed."""

    def __init__(self) -> None:
        super().__init__("there is no busy meeting on that calendar to replay")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `bench` takes."""
    parser.add_argument("name", choices=KINDS, help="what to do")
    parser.add_argument(
        "--variant",
        choices=VARIANTS,
        default=OURS,
        help="policy: which way of planning; rolling: play no other of ours",
    )
    parser.add_argument(
        "--cmd", metavar="PROGRAM", help="rolling: another planner, as a process"
    )
    parser.add_argument(
        "--seeds", metavar="A-B", help="rolling: which traces; 0-19 by default"
    )
    parser.add_argument(
        "--calendar", metavar="SOURCE", help="rolling: a real calendar for 17 to 19"
    )
    parser.add_argument(
        "--quick", action="store_true", help="rolling: four short traces, no bound"
    )
    parser.add_argument(
        "--no-bound", action="store_true", help="rolling: do without the solver"
    )
    parser.add_argument("--json", action="store_true", help="rolling: answer with JSON")


def run(args: argparse.Namespace) -> None:
    """Play, or be played."""
    if args.name == "policy":
        serve(args.variant)
    else:
        compare(args)


def serve(variant: str) -> None:
    """Answer each line as soon as it is read."""
    lines = (line.decode("utf-8", "replace") for line in sys.stdin.buffer)
    for line in answered(lines, VARIANTS[variant]):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


def compare(args: argparse.Namespace) -> None:
    """Play all policies, and say what came of them."""
    rules, traces = Rules(), traces_of(args)
    effort = (
        Effort(evaluations=0, bounded=False)
        if args.quick
        else Effort(bounded=not args.no_bound)
    )
    program = Program(shlex.split(args.cmd)) if args.cmd else None
    try:
        played = players(args.variant, program)
        found = reported(outcomes(traces, played, rules, effort, tell), rules)
    finally:
        if program:
            program.close()
    if args.json:
        answer(found)
    else:
        sys.stdout.write(f"{drawn(found)}\n")


def players(variant: str, program: Program | None) -> dict[str, Callable[[], Player]]:
    """Whom to play: all, or one of ours beside the two that all are measured by."""
    chosen = dict(POLICIES)
    if program:
        chosen = {name: POLICIES[name] for name in (PEER, TUNED, OURS)}
        chosen[OTHER] = lambda: program
    elif variant != OURS:
        chosen = {name: POLICIES[name] for name in (PEER, TUNED, OURS, variant)}
    return chosen


def traces_of(args: argparse.Namespace) -> list[Trace]:
    """The traces that a call asks for."""
    if args.quick:
        return [made(seed, QUICK_WEEKS) for seed in QUICK_SEEDS]
    seeds = seeds_of(args.seeds or "0-19")
    made_up = [seed for seed in seeds if seed % 20 < len(PROFILES)]
    traces = [made(seed, WEEKS) for seed in made_up]
    real = [seed for seed in seeds if seed not in made_up]
    if real and args.calendar:
        traces += replays(args.calendar, real)
    elif real:
        tell("traces 17 to 19 replay a real calendar; --calendar gives one")
    if not traces:
        raise BadSeeds(args.seeds)
    return traces


def seeds_of(text: str) -> range:
    """The seeds that `0-19` or `7` stand for.

    Raises:
        BadSeeds: it is neither.
    """
    found = re.fullmatch(r"(\d{1,6})(?:-(\d{1,6}))?", text)
    if not found:
        raise BadSeeds(text)
    first = int(found[1])
    return range(first, int(found[2] or first) + 1)


def replays(source: str, seeds: list[int]) -> list[Trace]:
    """A calendar, replayed once for each seed.

    Raises:
        NothingToReplay: no meeting is on it.
    """
    reading = read(
        calendars([source], sys.stdin.buffer),
        Span(LONG_AGO, LONG_AGO + FAR),
        zone=None,
        otherwise=options.local_zone(),
        me=[],
    )
    zone = reading.zone or options.local_zone()
    traces = [replayed(reading.events, zone, seed) for seed in seeds]
    found = [trace for trace in traces if trace]
    if not found:
        raise NothingToReplay
    return found
