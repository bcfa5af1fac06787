"""What is listed of real and awkward files is what takes place by them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tightrope.calendars.base import Resource
from tightrope.calendars.ical_format import IcalFormat
from tightrope.core.timeline import Span

FORMAT = IcalFormat()
ALWAYS = Span(datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC))
GOLDEN = sorted(Path(__file__).parents[3].joinpath("golden").rglob("*.ics"))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
def test_what_takes_place_is_listed_and_cancelled_where_it_is(path: Path) -> None:
    resource = Resource(href=path.name, data=path.read_bytes())

    entries = FORMAT.entries(resource)
    events = FORMAT.occurrences([resource], ALWAYS).events

    listed = {(entry.uid, entry.recurrence_id): entry for entry in entries}
    assert len(listed) == len(entries)
    for event in events:
        own = listed.get((event.uid, event.recurrence_id))
        entry = own or listed.get((event.uid, None))
        assert entry, event.uid
        assert entry.series == event.series
        if own:
            assert entry.cancelled == event.cancelled
