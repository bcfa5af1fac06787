"""What the hours of each facet were about."""

from datetime import timedelta

from tests.unit.balance.one_week import BERLIN, MONDAY, WEEK, at, event
from tightrope.core.balance import Example, Facet, FacetRow, by_facet, shares

HOUR = timedelta(hours=1)


def test_a_facet_names_the_titles_that_took_most_of_it() -> None:
    events = [
        event("Demo Kranwerk", at("09:00", 60)),
        event("Demo  Kranwerk", at("09:00", 60, day=1)),
        event("Product review", at("11:00", 180)),
        event("Sev2 outage", at("12:00", 60)),
        event("Office hours", at("15:00", 60)),
        event("Lunch", at("14:00", 60)),
    ]

    rows = by_facet(shares(events, WEEK, BERLIN), most=2)

    assert rows == [
        FacetRow(
            facet=Facet.PRODUCT_MEETING,
            length=5 * HOUR,
            entries=4,
            examples=(
                Example(title="Demo Kranwerk", length=2 * HOUR, entries=2),
                Example(title="Product review", length=2 * HOUR, entries=1),
            ),
        ),
        FacetRow(
            facet=Facet.INCIDENT,
            length=HOUR,
            entries=1,
            examples=(Example(title="Sev2 outage", length=HOUR, entries=1),),
        ),
        FacetRow(
            facet=Facet.OFF,
            length=HOUR,
            entries=1,
            examples=(Example(title="Lunch", length=HOUR, entries=1),),
        ),
    ]


def test_time_on_a_day_off_is_off() -> None:
    parts = list(shares([event("Demo", at("09:00", 60))], WEEK, BERLIN))

    assert [row.facet for row in by_facet(parts, off=[MONDAY])] == [Facet.OFF]
