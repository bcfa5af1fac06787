"""What `accept`, `move` and `skip` share: the deed, its preview, what came of it."""

import argparse
import secrets
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
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
from tightrope.core.ledger import Account, Entry
from tightrope.core.timeline import spoken_clock, spoken_hours, spoken_span
from tightrope.flows.changes import Change, Changed, Deed, carried_out
from tightrope.flows.plan import Wanted
from tightrope.flows.ports import Store, Verb
from tightrope.flows.sync import Sent
from tightrope.wiring import reach, wait

Computed = Callable[[Store, Deed, Wanted], Sequence[Change]]
"""What a command changes, without doing it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Then:
    """What a command did after its change.

    Attributes:
        facts: what its JSON says of it.
        lines: the same for a person.
        sent: what became of the writes.
    """

    facts: Mapping[str, object] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    sent: tuple[Sent, ...] = ()


Next = Callable[[argparse.Namespace, Store, Wanted], Then]
"""What a command does once its change is kept."""

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


def change(
    args: argparse.Namespace, computed: Computed, then: Next | None = None
) -> None:
    """Do what a command computes, or only say it, and give the answer out.

    Raises:
        NotAllSent: it is kept, and a calendar did not take it yet.
    """
    store = opened(args)
    zone = zone_in(args, store)
    deed = Deed(group=secrets.token_hex(4), at=options.now_of(args.now), zone=zone)
    wanted = wanted_of(args, store, deed)
    changes = tuple(computed(store, deed, wanted))
    after = Then()
    if args.dry_run:
        done = Changed(group=deed.group, changes=changes)
    else:
        done = carried_out(
            store, reach(), changes, deed, clock=clock_of(args), nap=wait
        )
        after = then(args, store, wanted) if then else after
    if args.json:
        answer({**changed_json(done, zone, dry_run=args.dry_run), **after.facts})
    else:
        say_changed(done, zone, dry_run=args.dry_run, more=after.lines)
    refuse_unsent((*done.sent, *after.sent))


def wanted_of(args: argparse.Namespace, store: Store, deed: Deed) -> Wanted:
    """The person's hours and policy at the time of a deed."""
    return Wanted(
        now=deed.at,
        zone=deed.zone,
        working=hours_in(args, store),
        policy=policy_in(args),
    )


def say_changed(
    done: Changed, zone: ZoneInfo, *, dry_run: bool, more: Sequence[str] = ()
) -> None:
    """Say of each block what became of it, and how that is taken back."""
    for one in done.changes:
        sys.stdout.write(f"{sentence(one, zone)}\n")
    for line in fates_told(done):
        sys.stdout.write(f"  {line}\n")
    for line in more:
        sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
    for one in done.changes:
        tell(*(f"mind: {words}" for words in one.says))
    if any(is_kept_alone(one) for one in done.changes):
        tell(NO_CALENDAR)
    if dry_run:
        tell("nothing was done; leave --dry-run out to do it")
    elif done.sent or any(one.entries for one in done.changes):
        tell(f"to take this back: tightrope undo {done.group}")


def fates_told(done: Changed) -> Iterator[str]:
    """What became of each write that did not simply arrive."""
    return fates([one for one in done.sent if one.because])


def is_kept_alone(change: Change) -> bool:
    """Whether a block stands, and no calendar has it."""
    settled = change.verb in {Verb.OVERRIDE, Verb.FINISH}
    return change.after.gone is None and change.calendar is None and not settled


def sentence(change: Change, zone: ZoneInfo) -> str:
    """What becomes of a block, in a line."""
    before, after = change.before.block, change.after.block
    where = f" on {plain(change.calendar.title)}" if change.calendar else ""
    told = f"; {entered_words(change.entries)}" if change.entries else ""
    if change.after.gone is not None and change.before.gone is None:
        return f"{spoken_span(before.span, zone)}: taken away{where}{told}"
    if change.entries:
        ends = f"; it ends at {spoken_clock(after.span.end, zone)}{where}"
        cut = ends if change.calendar else ""
        words = entered_words(change.entries)
        return f"{spoken_span(before.span, zone)}: {words}{cut}"
    if change.after.gone is not None:
        return f"{spoken_span(before.span, zone)}: taken away{where}"
    at = f"{spoken_span(after.span, zone)}, {spoken_hours(after.span.length)}"
    if change.verb is Verb.ACCEPT:
        return f"{at}: {after.state}{where}"
    return f"{spoken_span(before.span, zone)}: now {at}{where}"


def entered_words(entries: Sequence[Entry]) -> str:
    """What entries put into the accounts, in words."""
    net = dict.fromkeys(Account, timedelta())
    for one in entries:
        net[one.debit] += one.hours
        net[one.credit] -= one.hours
    parts = [
        f"{spoken_hours(net[account])} {account.replace('-', ' ')}"
        for account in (Account.KEPT, Account.REPAID, Account.OWED, Account.LET_GO)
        if net[account] > timedelta()
    ]
    return ", ".join(parts) or "nothing new is owed"
