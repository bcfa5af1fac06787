"""The one place that picks which adapter stands behind each port."""

from tightrope.wiring.sources import (
    NoSource,
    blocks_on,
    calendar,
    calendars,
    fetch,
    focus_calendar,
    sample_calendar,
)
from tightrope.wiring.state import (
    data_folder,
    has_store,
    open_store,
    reach,
    wait,
)

__all__ = [
    "NoSource",
    "blocks_on",
    "calendar",
    "calendars",
    "data_folder",
    "fetch",
    "focus_calendar",
    "has_store",
    "open_store",
    "reach",
    "sample_calendar",
    "wait",
]
