"""Blocks that are kept, and what becomes of them, as the contract writes them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from tightrope.cli.output import iso
from tightrope.core.ledger import entry_json
from tightrope.core.timeline import Span
from tightrope.flows.changes import Change, Changed
from tightrope.flows.ports import Collection, Kept
from tightrope.flows.sync import Adopted, Sent


def kept_json(
    kept: Kept, zone: ZoneInfo, calendar: Collection | None = None
) -> dict[str, object]:
    """A block as it is kept.

    Args:
        kept: the block.
        zone: the zone that times are told in.
        calendar: the one that it is on, or on its way to.
    """
    block = kept.block
    return {
        "id": block.id,
        **span_json(block.span, zone),
        "state": block.state.value,
        "purpose": block.purpose,
        "survival": round(kept.placed.survival, 2),
        "accepted": moment_json(kept.accepted, zone),
        "gone": moment_json(kept.gone, zone),
        "calendar": calendar_json(calendar),
        "suggested": suggested_json(kept, zone),
        "asked": asked_json(kept, zone),
    }


def calendar_json(calendar: Collection | None) -> dict[str, str] | None:
    """Which calendar it is."""
    if calendar is None:
        return None
    return {"connection": calendar.connection, "title": calendar.title}


def suggested_json(kept: Kept, zone: ZoneInfo) -> dict[str, object] | None:
    """Where a plan would rather have it; `to` is null where it would be taken back."""
    if kept.change is None:
        return None
    placed = kept.change.placed
    return {
        "to": span_json(placed.block.span, zone) if placed else None,
        "because": kept.change.because,
    }


def asked_json(kept: Kept, zone: ZoneInfo) -> dict[str, object] | None:
    """What the person is to be asked about it."""
    if kept.asked is None:
        return None
    return {
        "what": kept.asked.what,
        "at": iso(kept.asked.at, zone),
        "before": span_json(kept.asked.before, zone),
    }


def changed_json(
    changed: Changed, zone: ZoneInfo, *, dry_run: bool
) -> dict[str, object]:
    """What a command changed, or would change, and what became of each write."""
    return {
        "group": None if dry_run else changed.group,
        "dry_run": dry_run,
        "changes": [change_json(change, zone) for change in changed.changes],
        "sent": [sent_json(one, zone) for one in changed.sent],
    }


def change_json(change: Change, zone: ZoneInfo) -> dict[str, object]:
    """What becomes of one block."""
    stood = change.before.accepted is not None and change.before.gone is None
    stands = change.after.gone is None
    return {
        "id": change.after.block.id,
        "verb": change.verb.value,
        "state": change.after.block.state.value if stands else None,
        "before": span_json(change.before.block.span, zone) if stood else None,
        "after": span_json(change.after.block.span, zone) if stands else None,
        "calendar": calendar_json(change.calendar),
        "warnings": list(change.says),
        "entries": [entry_json(one) for one in change.entries],
    }


def sent_json(sent: Sent, zone: ZoneInfo) -> dict[str, object]:
    """What became of one write."""
    return {
        "id": sent.outgoing.block,
        "verb": sent.outgoing.verb.value,
        "fate": sent.fate.value,
        "because": sent.because,
        "retry": moment_json(sent.outgoing.not_before, zone),
    }


def adopted_json(adopted: Adopted, zone: ZoneInfo) -> dict[str, object]:
    """What the person did to a block elsewhere."""
    return {
        "id": adopted.block,
        "said": adopted.said.value,
        "before": span_json(adopted.before, zone) if adopted.before else None,
        "after": span_json(adopted.after, zone) if adopted.after else None,
    }


def span_json(span: Span, zone: ZoneInfo) -> dict[str, object]:
    """From when to when."""
    return {
        "start": iso(span.start, zone),
        "end": iso(span.end, zone),
    }


def moment_json(moment: datetime | None, zone: ZoneInfo) -> str | None:
    """A moment, or nothing."""
    return iso(moment, zone) if moment else None
