"""Many resources read at once are each read as if it were the only one."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tightrope.calendars.base import Contents, Resource
from tightrope.calendars.ical_format import IcalFormat
from tightrope.core.timeline import Span

FORMAT = IcalFormat()
ALWAYS = Span(datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC))
YEARS = Span(datetime(2024, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC))
GOLDEN = [
    Resource(href=path.name, data=path.read_bytes())
    for path in sorted(Path(__file__).parents[3].joinpath("golden").rglob("*.ics"))
]


@pytest.mark.parametrize("window", [ALWAYS, YEARS], ids=["always", "years"])
@pytest.mark.parametrize("zone", [None, ZoneInfo("Asia/Tokyo")], ids=str)
def test_each_of_many_is_read_as_if_it_were_alone(
    window: Span, zone: ZoneInfo | None
) -> None:
    me = frozenset({"kim@example.com"})

    together = FORMAT.contents(GOLDEN, window, zone=zone, me=me, source="7")

    assert together == [
        Contents(
            entries=FORMAT.entries(one),
            reading=FORMAT.occurrences([one], window, zone=zone, me=me, source="7"),
        )
        for one in GOLDEN
    ]


def test_nothing_is_read_of_no_resources() -> None:
    assert FORMAT.contents([], YEARS) == []
