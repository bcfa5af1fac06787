"""Events as the contract writes them."""

from zoneinfo import ZoneInfo

from tightrope.cli.output import iso
from tightrope.core.timeline import Event

UTC_ZONE = ZoneInfo("UTC")


def event_json(event: Event, zone: ZoneInfo) -> dict[str, object]:
    """One occurrence; days as dates, times with the offset of `zone`."""
    start, end = (
        (day.isoformat() for day in event.days)
        if event.days
        else (iso(event.span.start, zone), iso(event.span.end, zone))
    )
    return {
        "uid": event.uid,
        "recurrence_id": event.recurrence_id,
        "start": start,
        "end": end,
        "all_day": event.all_day,
        "title": event.title,
        "busy": event.busy,
        "status": event.status.value,
        "organizer_is_me": event.organizer_is_me,
        "attendees": event.attendees,
        "flexible": event.flexible,
        "cancelled": event.cancelled,
        "series": event.series or event.uid,
        "created": iso(event.created, UTC_ZONE) if event.created else None,
        "ours": event.ours,
    }
