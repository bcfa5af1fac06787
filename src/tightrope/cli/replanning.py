"""Plan anew right after a block gave way: where its time could be instead."""

import argparse
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from tightrope.cli.answers.blocks import changed_json, kept_json
from tightrope.cli.changing import Then
from tightrope.cli.proposing import written_at_once
from tightrope.core.timeline import spoken_hours, spoken_span
from tightrope.flows.changes import Changed, destination
from tightrope.flows.named import short_ids
from tightrope.flows.plan import Wanted
from tightrope.flows.ports import Kept, Store
from tightrope.flows.propose import is_proposal, propose


def replanned(args: argparse.Namespace, store: Store, wanted: Wanted) -> Then:
    """Propose new places for what is owed; write them where the policy says so."""
    if not any(one.read for one in store.collections.all()):
        return Then(facts={"replanned": None}, lines=(NOTHING_TO_PLAN_OVER,))
    propose(store, wanted)
    done = written_at_once(args, store, wanted)
    repaying = [
        one
        for one in store.blocks.all(wanted.window)
        if one.gone is None and one.placed.repays
    ]
    facts = {
        "blocks": [
            kept_json(
                one,
                wanted.zone,
                destination(store, one) if one.collection is not None else None,
            )
            for one in repaying
        ],
        "written": changed_json(done, wanted.zone, dry_run=False) if done else None,
    }
    return Then(
        facts={"replanned": facts},
        lines=tuple(_lines(repaying, store, done, wanted.zone)),
        sent=done.sent if done else (),
    )


NOTHING_TO_PLAN_OVER = "no calendar is connected that could be planned over"


def _lines(
    repaying: list[Kept], store: Store, done: Changed | None, zone: ZoneInfo
) -> Iterator[str]:
    """Where what is owed would be given back, a line each."""
    short = short_ids([one.block.id for one in store.blocks.all() if one.gone is None])
    for one in repaying:
        back = spoken_hours(one.placed.repays)
        state = one.block.state.replace("_", " ")
        yield (
            f"{spoken_span(one.block.span, zone)}, {state}: gives {back} back  "
            f"{short[one.block.id]}"
        )
    if not repaying:
        yield "No place was found to give it back in the next weeks; it stays owed."
    elif done is None and any(is_proposal(one) for one in repaying):
        yield "Proposals wait for your word: tightrope accept ID."
