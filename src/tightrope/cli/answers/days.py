"""Some days as the contract writes them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tightrope.cli.answers.blocks import kept_json, span_json
from tightrope.cli.output import hours, iso
from tightrope.core.timeline import total
from tightrope.flows.changes import destination
from tightrope.flows.look import Looked
from tightrope.flows.plan import busy_in
from tightrope.flows.ports import Store


def days_json(
    looked: Looked, store: Store, now: datetime, zone: ZoneInfo
) -> dict[str, object]:
    """The blocks of some days, and what is open."""
    taken = total(busy.span for busy in busy_in(looked.events, looked.window))
    return {
        "now": iso(now, zone),
        "zone": zone.key,
        "from": iso(looked.window.start, zone),
        "to": iso(looked.window.end, zone),
        "blocks": [
            kept_json(
                one,
                zone,
                destination(store, one) if one.collection is not None else None,
            )
            for one in looked.blocks
        ],
        "taken_hours": hours(taken.total_seconds() / 3600),
        "waiting": looked.waiting,
        "unsent": looked.unsent,
        "owed_hours": hours(looked.owed / timedelta(hours=1)),
        "unsettled": [
            {
                "id": one.kept.block.id,
                **span_json(one.kept.block.span, zone),
                "deleted": one.kept.gone is not None,
                "busy": [span_json(span, zone) for span in one.busy],
            }
            for one in looked.unsettled
        ],
        "faults": [
            {"name": one.name, "fault": one.fault or ""} for one in looked.faulty
        ],
    }
