"""A balance as the contract writes it."""

from tightrope.cli.output import hours
from tightrope.core.balance import Hours, Winning
from tightrope.flows.weigh import Weighed


def urgent_json(weighed: Weighed) -> dict[str, object]:
    """What urgent work took from vision, and the meetings worth moving."""
    return {
        "urgent_hours": hours(weighed.urgent_hours),
        "held_for_vision_hours": hours(weighed.held_hours),
        "taken_by_urgent_hours": hours(weighed.taken_hours),
        "worth_moving": [winning_json(win) for win in weighed.moves],
    }


def winning_json(win: Winning) -> dict[str, object]:
    """A meeting, and the focus time that its move would win."""
    return {
        "uid": win.event.uid,
        "title": win.event.title,
        "start": win.event.span.start.isoformat(),
        "focus_hours": hours(win.focus_hours),
    }


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
