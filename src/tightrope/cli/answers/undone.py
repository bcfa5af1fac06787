"""What became of an undo, as the contract writes it."""

from zoneinfo import ZoneInfo

from tightrope.cli.answers.blocks import sent_json, span_json
from tightrope.core.ledger import entry_json
from tightrope.flows.ports import Store
from tightrope.flows.sync import Coming
from tightrope.flows.undo import Undone


def undone_json(done: Undone, store: Store, zone: ZoneInfo) -> dict[str, object]:
    """Which command was taken back, by which, and where its blocks are now."""
    written = (*(sent.outgoing for sent in done.sent), *done.cancelled)
    entered = [one.block for one in done.entries if one.block]
    ids = dict.fromkeys([*(one.block for one in written), *entered])
    kept = [one for id_ in ids if (one := store.blocks.one(id_))]
    return {
        "dry_run": False,
        "group": done.group,
        "by": done.by,
        "blocks": [
            {
                "id": one.block.id,
                "state": one.block.state.value if one.gone is None else None,
                "at": span_json(one.block.span, zone) if one.gone is None else None,
            }
            for one in kept
        ],
        "sent": [sent_json(one, zone) for one in done.sent],
        "cancelled": len(done.cancelled),
        "entries": [entry_json(one) for one in done.entries],
        "left": [{"id": one.block, "because": one.because} for one in done.left],
    }


def coming_json(coming: Coming, zone: ZoneInfo) -> dict[str, object]:
    """What would be written."""
    return {
        "id": coming.block,
        "verb": coming.verb.value,
        "calendar": {"connection": coming.calendar, "title": coming.title},
        "before": span_json(coming.before.span, zone) if coming.before else None,
        "after": span_json(coming.after.span, zone) if coming.after else None,
    }
