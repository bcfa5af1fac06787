"""`plan` without a SOURCE: over the connected calendars, kept as proposals."""

import argparse
import secrets
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from rich.padding import Padding
from rich.text import Text

from tightrope.cli import options
from tightrope.cli.answers.blocks import changed_json, kept_json
from tightrope.cli.answers.plan import planned_json
from tightrope.cli.changing import say_changed
from tightrope.cli.looking import remarks
from tightrope.cli.output import answer, problems_json, tell, tell_problems
from tightrope.cli.pictures.terminal import terminal
from tightrope.cli.planning import drawn, show, written
from tightrope.cli.state import clock_of, hours_in, opened, policy_in, zone_in
from tightrope.cli.syncing import refuse_unsent
from tightrope.core.planner import Writing
from tightrope.core.timeline import spoken_span
from tightrope.flows.accept import NothingToAccept, accepting
from tightrope.flows.changes import Changed, Deed, carried_out, destination
from tightrope.flows.named import short_ids
from tightrope.flows.plan import Wanted
from tightrope.flows.ports import Kept, Store
from tightrope.flows.propose import NothingConnected, Proposed, propose
from tightrope.wiring import data_folder, has_store, reach, wait


def plan_connected(args: argparse.Namespace) -> None:
    """Plan, keep what is proposed, and write it where the policy says so.

    Raises:
        NothingConnected: nothing was ever kept.
        NotAllSent: the policy writes by itself, and a calendar did not take it yet.
    """
    if not has_store(data_folder(args.data)):
        raise NothingConnected
    store = opened(args)
    wanted = Wanted(
        now=options.now_of(args.now),
        zone=zone_in(args, store),
        weeks=args.weeks,
        working=hours_in(args, store),
        policy=policy_in(args),
    )
    proposed = propose(store, wanted)
    done = written_at_once(args, store, wanted)
    notes = [*written(args, proposed.planned), *drawn(args, proposed.planned)]
    blocks = _stored(store, proposed)
    if args.json:
        answer(_json(store, proposed, blocks, done))
    else:
        _say(proposed, blocks, done)
    tell(*notes)
    tell_problems(proposed.problems)
    refuse_unsent(done.sent if done else ())


def written_at_once(
    args: argparse.Namespace, store: Store, wanted: Wanted
) -> Changed | None:
    """Accept all that waits, where the policy asks for no word of the person."""
    if wanted.policy.write is not Writing.AUTOMATIC:
        return None
    deed = Deed(group=secrets.token_hex(4), at=wanted.now, zone=wanted.zone)
    try:
        changes = accepting(store, None, deed, wanted)
    except NothingToAccept:
        return None
    return carried_out(store, reach(), changes, deed, clock=clock_of(args), nap=wait)


def _stored(store: Store, proposed: Proposed) -> dict[str, Kept]:
    """The blocks of the plan as they are kept now, by id."""
    window = proposed.planned.wanted.window
    return {one.block.id: one for one in store.blocks.all(window) if one.gone is None}


def _json(
    store: Store,
    proposed: Proposed,
    blocks: Mapping[str, Kept],
    done: Changed | None,
) -> dict[str, object]:
    """The plan as ever, and beside it what is kept of it."""
    zone = proposed.planned.wanted.zone
    return {
        **planned_json(proposed.planned),
        "kept": [
            kept_json(
                one,
                zone,
                destination(store, one) if one.collection is not None else None,
            )
            for one in blocks.values()
        ],
        "written": changed_json(done, zone, dry_run=False) if done else None,
        "problems": problems_json(proposed.problems),
    }


def _say(proposed: Proposed, blocks: Mapping[str, Kept], done: Changed | None) -> None:
    """Show the plan, and what the person can do about it."""
    zone = proposed.planned.wanted.zone
    short = short_ids(list(blocks))
    show(proposed.planned, short)
    if done:
        say_changed(done, zone, dry_run=False)
        return
    waiting = [blocks[one.block.id] for one in proposed.waiting]
    _say_suggested([one for one in waiting if one.change], short, zone)
    if waiting:
        many = "one waits" if len(waiting) == 1 else f"{len(waiting)} wait"
        tell(f"{many} for your word: tightrope accept --all, or accept ID")


def _say_suggested(
    changes: Sequence[Kept], short: Mapping[str, str], zone: ZoneInfo
) -> None:
    """What the plan would rather have of blocks that were accepted."""
    console = terminal()
    for one in changes:
        line = Text(spoken_span(one.block.span, zone), style="sky")
        console.print(line.append(f"  {short[one.block.id]}", style="head"))
        for words in remarks(one, zone):
            console.print(Padding(Text(words), (0, 0, 0, 4), expand=False))
