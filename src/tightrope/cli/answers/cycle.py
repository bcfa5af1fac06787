"""A cycle as the contract writes it."""

from zoneinfo import ZoneInfo

from tightrope.cli.answers.balance import winning_json
from tightrope.cli.output import hours
from tightrope.core.balance import (
    Aftermath,
    Cycle,
    Floor,
    NextQuiet,
    Notice,
    Range,
    Today,
    evidence_words,
    floor_words,
    forecast_words,
    says,
    temporary,
)
from tightrope.core.timeline import week_name


def cycle_json(cycle: Cycle) -> dict[str, object]:
    """All of a cycle."""
    return {
        "today": today_json(cycle.today),
        "days": [
            {
                "date": day.day.isoformat(),
                "phase": day.phase.value,
                "confidence": round(day.confidence, 2),
            }
            for day in cycle.days
        ],
        "notices": [notice_json(notice) for notice in cycle.notices],
        **cycle_in_short(cycle),
    }


def cycle_in_short(cycle: Cycle) -> dict[str, object]:
    """A cycle without its days."""
    return {
        "today": today_json(cycle.today),
        "spells": [spell_json(left) for left in cycle.left],
        "forecast": [range_json(week) for week in cycle.forecast],
        "next_quiet": quiet_json(cycle.next_quiet),
        "says": " ".join(filter(None, (says(cycle), forecast_words(cycle)))),
    }


def today_json(today: Today | None) -> dict[str, object] | None:
    """What can be said of today; nothing without any history."""
    if today is None:
        return None
    rests_on = today.evidence
    return {
        "phase": today.phase.value,
        "since": today.since.isoformat(),
        "weeks": today.weeks,
        "enough_history": today.enough_history,
        "confidence": round(today.confidence, 2),
        "unclear": today.unclear,
        "new_normal": today.maybe_new_normal,
        "evidence": {
            "text": evidence_words(today),
            "temporary": temporary(today),
            "known_days": rests_on.known_days,
            "days": rests_on.days,
            "hours": hours(rests_on.hours),
            "usual_hours": hours(rests_on.usual_hours),
            "usual_week": hours(rests_on.usual_week),
            "drivers": [
                {"facet": one.facet, "hours": hours(one.hours)}
                for one in rests_on.drivers
            ],
        },
    }


def floor_json(floor: Floor | None, zone: ZoneInfo) -> dict[str, object] | None:
    """How the floor of this week stands; nothing where there is none."""
    if floor is None:
        return None
    return {
        "week": week_name(floor.week),
        "monday": floor.week.isoformat(),
        "hours": hours(floor.hours),
        "kept": hours(floor.kept),
        "held": hours(floor.held),
        "urgent": hours(floor.urgent),
        "taken": hours(floor.taken),
        "likely": hours(floor.likely),
        "breaks": floor.breaks and floor.breaks.isoformat(),
        "gaps": [
            {
                "start": gap.start.astimezone(zone).isoformat(),
                "end": gap.end.astimezone(zone).isoformat(),
            }
            for gap in floor.gaps
        ],
        "worth_moving": [winning_json(win) for win in floor.moves],
        "text": floor_words(floor, zone),
    }


def notice_json(notice: Notice) -> dict[str, object]:
    """A change that was sure enough to be told unasked."""
    return {
        "date": notice.day.isoformat(),
        "phase": notice.phase.value,
        "before": notice.before.value,
        "confidence": round(notice.confidence, 2),
    }


def spell_json(left: Aftermath) -> dict[str, object]:
    """A spell and what it left behind; the last one is open and ends today."""
    spell = left.spell
    return {
        "phase": spell.phase.value,
        "start": spell.start.isoformat(),
        "end": spell.end.isoformat(),
        "open": spell.open,
        "hours_a_week": None if left.hours is None else hours(left.hours),
        "other_hours_a_week": None if left.usual is None else hours(left.usual),
        "drivers": [
            {"facet": one.facet, "hours": hours(one.hours)} for one in left.drivers
        ],
    }


def range_json(week: Range) -> dict[str, object]:
    """The load of a coming week."""
    return {
        "week": week_name(week.week),
        "monday": week.week.isoformat(),
        "p10": hours(week.p10),
        "p50": hours(week.p50),
        "p90": hours(week.p90),
        "booked": None if week.booked is None else hours(week.booked),
    }


def quiet_json(found: NextQuiet | None) -> dict[str, str] | None:
    """The Mondays of the next quiet week, from early to late."""
    if found is None:
        return None
    return {name: getattr(found, name).isoformat() for name in ("p10", "p50", "p90")}
