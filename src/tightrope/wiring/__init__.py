"""The one place that picks which adapter stands behind each port."""

from tightrope.wiring.publishing import publish, watch
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
    back_up,
    data_folder,
    has_store,
    open_store,
    put_back,
    reach,
    trouble_in,
    wait,
)

__all__ = [
    "NoSource",
    "back_up",
    "blocks_on",
    "calendar",
    "calendars",
    "data_folder",
    "fetch",
    "focus_calendar",
    "has_store",
    "open_store",
    "publish",
    "put_back",
    "reach",
    "sample_calendar",
    "trouble_in",
    "wait",
    "watch",
]
