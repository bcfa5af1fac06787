"""The words of time: spans, events, working hours, weeks."""

from tightrope.core.timeline.activity import Activity, Trace
from tightrope.core.timeline.event import OUR_UID, Event, Status
from tightrope.core.timeline.span import Span, gaps, total, union
from tightrope.core.timeline.weeks import (
    day_of,
    days,
    midnight,
    monday,
    week_name,
    whole_day,
    whole_week,
)
from tightrope.core.timeline.words import (
    spoken_clock,
    spoken_day,
    spoken_hours,
    spoken_span,
)
from tightrope.core.timeline.working import BadHours, WorkingHours

__all__ = [
    "OUR_UID",
    "Activity",
    "BadHours",
    "Event",
    "Span",
    "Status",
    "Trace",
    "WorkingHours",
    "day_of",
    "days",
    "gaps",
    "midnight",
    "monday",
    "spoken_clock",
    "spoken_day",
    "spoken_hours",
    "spoken_span",
    "total",
    "union",
    "week_name",
    "whole_day",
    "whole_week",
]
