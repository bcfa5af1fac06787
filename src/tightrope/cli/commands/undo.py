"""`tightrope undo`: what the last command wrote to a calendar is taken back."""

import argparse
import sys
from zoneinfo import ZoneInfo

from tightrope.cli.answers.undone import coming_json, undone_json
from tightrope.cli.output import answer, tell
from tightrope.cli.state import clock_of, lasting, opened, zone_in
from tightrope.cli.syncing import fates, refuse_unsent
from tightrope.core.ledger import Entry, entry_json
from tightrope.core.timeline import spoken_hours, spoken_span
from tightrope.flows.ports import Store
from tightrope.flows.sync import Fate
from tightrope.flows.undo import Undone, entering, undo, undoing
from tightrope.wiring import reach, wait

EXAMPLES = """\
  tightrope undo                            the last command that wrote something
  tightrope undo 661f5b37                   an earlier one; 'tightrope log' has them
  tightrope undo --dry-run                  see first what would be written

What was changed on the calendar since stays as it is. An undo can be undone.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `undo` takes."""
    parser.add_argument(
        "group",
        nargs="?",
        metavar="GROUP",
        help="the command to take back, as 'tightrope log' has it (default: the last)",
    )
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="say what would be done, and do nothing",
    )
    lasting(parser)


def run(args: argparse.Namespace) -> None:
    """Take a command back, or only say what that would write.

    Raises:
        NotAllSent: it is taken back here, and a calendar did not take that yet.
    """
    store = opened(args)
    zone = zone_in(args, store)
    if args.dry_run:
        _preview(args, store, zone)
        return
    done = undo(store, reach(), group=args.group, clock=clock_of(args), nap=wait)
    if args.json:
        answer(undone_json(done, store, zone))
    else:
        say(done, store, zone)
    refuse_unsent([one for one in done.sent if one.fate is Fate.WAITING])


def _preview(args: argparse.Namespace, store: Store, zone: ZoneInfo) -> None:
    coming = undoing(store, reach(), group=args.group, clock=clock_of(args))
    entries = entering(store, group=args.group, clock=clock_of(args))
    if args.json:
        answer(
            {
                "dry_run": True,
                "writes": [coming_json(one, zone) for one in coming],
                "entries": [entry_json(one) for one in entries],
            }
        )
        return
    for entry in entries:
        sys.stdout.write(f"{entry_words(entry)}\n")
    for one in coming:
        then, now = (
            spoken_span(block.span, zone) if block else "nowhere"
            for block in (one.before, one.after)
        )
        sys.stdout.write(f"{then}: would be {now} again\n")
    tell("nothing was done; leave --dry-run out to do it")


def entry_words(entry: Entry) -> str:
    """An entry that takes another back, or says it again."""
    return (
        f"{spoken_hours(entry.hours)} from {entry.credit.replace('-', ' ')} to "
        f"{entry.debit.replace('-', ' ')}"
    )


def say(done: Undone, store: Store, zone: ZoneInfo) -> None:
    """Say of each block where it is now, and of what stays why."""
    kept = {one.block.id: one for one in store.blocks.all()}
    ids = [sent.outgoing.block for sent in done.sent]
    ids += [entry.block for entry in done.entries if entry.block]
    for id_ in dict.fromkeys(ids):
        one = kept.get(id_)
        if one and one.gone is None:
            state = one.block.state.replace("_", " ")
            where = f"{spoken_span(one.block.span, zone)}, {state}"
        else:
            where = "taken away"
        sys.stdout.write(f"block {id_[:8]}: {where}\n")
    for entry in done.entries:
        sys.stdout.write(f"  {entry_words(entry)}\n")
    for line in fates([one for one in done.sent if one.fate is Fate.WAITING]):
        sys.stdout.write(f"  {line}\n")
    if done.cancelled:
        sys.stdout.write(f"{len(done.cancelled)} writes that waited never leave\n")
    for left in done.left:
        sys.stdout.write(f"block {left.block[:8]} stays: {left.because}\n")
    sys.stdout.flush()
    if done.sent or done.entries:
        tell(f"to do it again: tightrope undo {done.by}")
