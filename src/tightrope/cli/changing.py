"""What `accept`, `move` and `skip` share: the deed, its preview, what came of it."""

import argparse
import secrets
import sys
from collections.abc import Callable, Iterator, Sequence
from zoneinfo import ZoneInfo

from tightrope.cli import options
from tightrope.cli.answers.blocks import changed_json
from tightrope.cli.output import answer, plain, tell
from tightrope.cli.state import (
    clock_of,
    hours_in,
    lasting,
    opened,
    policy_in,
    zone_in,
)
from tightrope.cli.syncing import fates, refuse_unsent
from tightrope.core.timeline import spoken_hours, spoken_span
from tightrope.flows.changes import Change, Changed, Deed, carried_out
from tightrope.flows.plan import Wanted
from tightrope.flows.ports import Store, Verb
from tightrope.wiring import reach, wait

Computed = Callable[[Store, Deed, Wanted], Sequence[Change]]
"""What a command changes, without doing it."""

NO_CALENDAR = (
    "no calendar takes your blocks, so they are kept here alone: see them by tightrope "
    "week, subscribe to them by tightrope feed, or name a calendar when you connect "
    "one (--write-to)"
)


def changing(parser: argparse.ArgumentParser) -> None:
    """Add what every command takes that changes blocks."""
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="say what would be done, and do nothing",
    )
    lasting(parser)


def change(args: argparse.Namespace, computed: Computed) -> None:
    """Do what a command computes, or only say it, and give the answer out.

    Raises:
        NotAllSent: it is kept, and a calendar did not take it yet.
    """
    store = opened(args)
    zone = zone_in(args, store)
    deed = Deed(group=secrets.token_hex(4), at=options.now_of(args.now), zone=zone)
    changes = tuple(computed(store, deed, wanted_of(args, store, deed)))
    if args.dry_run:
        done = Changed(group=deed.group, changes=changes)
    else:
        done = carried_out(
            store, reach(), changes, deed, clock=clock_of(args), nap=wait
        )
    if args.json:
        answer(changed_json(done, zone, dry_run=args.dry_run))
    else:
        say_changed(done, zone, dry_run=args.dry_run)
    refuse_unsent(done.sent)


def wanted_of(args: argparse.Namespace, store: Store, deed: Deed) -> Wanted:
    """The person's hours and policy at the time of a deed."""
    return Wanted(
        now=deed.at,
        zone=deed.zone,
        working=hours_in(args, store),
        policy=policy_in(args),
    )


def say_changed(done: Changed, zone: ZoneInfo, *, dry_run: bool) -> None:
    """Say of each block what became of it, and how that is taken back."""
    for one in done.changes:
        sys.stdout.write(f"{sentence(one, zone)}\n")
    for line in fates_told(done):
        sys.stdout.write(f"  {line}\n")
    sys.stdout.flush()
    for one in done.changes:
        tell(*(f"mind: {words}" for words in one.says))
    if any(is_kept_alone(one) for one in done.changes):
        tell(NO_CALENDAR)
    if dry_run:
        tell("nothing was done; leave --dry-run out to do it")
    elif done.sent:
        tell(f"to take this back: tightrope undo {done.group}")


def fates_told(done: Changed) -> Iterator[str]:
    """What became of each write that did not simply arrive."""
    return fates([one for one in done.sent if one.because])


def is_kept_alone(change: Change) -> bool:
    """Whether a block stands, and no calendar has it."""
    return change.after.gone is None and change.calendar is None


def sentence(change: Change, zone: ZoneInfo) -> str:
    """What becomes of a block, in a line."""
    before, after = change.before.block, change.after.block
    where = f" on {plain(change.calendar.title)}" if change.calendar else ""
    if change.after.gone is not None:
        return f"{spoken_span(before.span, zone)}: taken away{where}"
    at = f"{spoken_span(after.span, zone)}, {spoken_hours(after.span.length)}"
    if change.verb is Verb.ACCEPT:
        return f"{at}: {after.state}{where}"
    return f"{spoken_span(before.span, zone)}: now {at}{where}"
