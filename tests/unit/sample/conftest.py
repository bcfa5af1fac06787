"""The sample year as two independent libraries read it."""

from datetime import datetime
from typing import Any

import icalendar
import pytest
import recurring_ical_events

from tests.unit.sample.seen import Seen
from tightrope import sample
from tightrope.core.timeline import Span, midnight


@pytest.fixture(scope="session")
def components() -> list[Any]:
    return icalendar.Calendar.from_ical(sample.calendar()).walk("VEVENT")


@pytest.fixture(scope="session")
def occurrences() -> list[Seen]:
    """All timed occurrences that are busy, by start."""
    calendar = icalendar.Calendar.from_ical(sample.calendar())
    found = recurring_ical_events.of(calendar).between(
        midnight(sample.FIRST, sample.ZONE), midnight(sample.LAST, sample.ZONE)
    )
    seen = [_seen(one) for one in found if _busy(one)]
    return sorted(seen, key=lambda one: one.span)


def _seen(component: Any) -> Seen:
    original = component["RECURRENCE-ID"].dt if "RECURRENCE-ID" in component else None
    return Seen(
        uid=str(component["UID"]),
        recurrence=f"{original:%Y%m%dT%H%M%S}" if original else "",
        title=str(component["SUMMARY"]),
        span=Span(component["DTSTART"].dt, component["DTEND"].dt),
    )


def _busy(component: Any) -> bool:
    called_off = ("Cancelled:", "Canceled:", "Abgesagt:")
    return (
        isinstance(component["DTSTART"].dt, datetime)
        and component["TRANSP"] == "OPAQUE"
        and component["STATUS"] != "CANCELLED"
        and not component["SUMMARY"].startswith(called_off)
        and not any(
            guest.params["PARTSTAT"] == "DECLINED"
            for guest in component.attendees
            if guest == f"mailto:{sample.PERSON.mail}"
        )
    )
