"""A balance as the contract writes it."""

from tightrope.cli.output import hours
from tightrope.core.balance import Hours
from tightrope.flows.weigh import Weighed


def balance_json(weighed: Weighed) -> dict[str, object]:
    """The hours by week, all together, and what of the free time is of use."""
    return {
        "weeks": [
            {"week": week.name, "monday": week.monday.isoformat()}
            | hours_json(week.hours)
            for week in weighed.balance.weeks
        ],
        "total": hours_json(weighed.balance.total),
        "usable_hours": hours(weighed.usable.usable_hours),
        "fragmented_hours": hours(weighed.usable.fragmented_hours),
        "free_hours": hours(weighed.usable.free_hours),
    }


def hours_json(found: Hours) -> dict[str, object]:
    """Hours by side and by facet, the most first."""
    return {
        "grind": hours(found.grind),
        "vision": hours(found.vision),
        "off": hours(found.off),
        "unsorted": hours(found.unsorted),
        "facets": {
            facet.value: hours(length) for facet, length in found.by_facet().items()
        },
    }
