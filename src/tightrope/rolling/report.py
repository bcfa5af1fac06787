"""What the benchmark says: one row a policy, targets, and everything as JSON."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from statistics import mean, median
from typing import Any

from tightrope.rolling.clock import HOUR
from tightrope.rolling.outcome import HINDSIGHT, Outcome
from tightrope.rolling.policies import OURS, PEER, TUNED
from tightrope.rolling.rules import Rules
from tightrope.rolling.tally import Tally, weeks_of

PRICES = (1.0, 1.5, 2.0)
FOUR_WEEKS = 4
Row = dict[str, Any]


def reported(outcomes: Sequence[Outcome], rules: Rules) -> dict[str, Any]:
    """Everything that is said of some outcomes."""
    policies = list(outcomes[0].tallies)
    rows = {name: row(name, outcomes, rules) for name in policies}
    return {
        "rules": asdict(rules),
        "traces": [_trace(outcome, rules) for outcome in outcomes],
        "policies": rows,
        "targets": targets(rows),
        "timing": {name: _timing(name, outcomes) for name in policies},
    }


def row(name: str, outcomes: Sequence[Outcome], rules: Rules) -> Row:
    """What one policy came to."""
    tallies = [(outcome, outcome.tallies[name]) for outcome in outcomes]
    weeks = sum(weeks_of(outcome.trace.days) for outcome in outcomes)
    late = sum(tally.evening - outcome.evening_anyway for outcome, tally in tallies)
    promised = sum(tally.promised_hours for _, tally in tallies)
    droughts = [
        tally.drought(outcome.trace.days, frozenset(outcome.trace.off))
        for outcome, tally in tallies
    ]
    return {
        "net_hours_per_4_weeks": _round(
            FOUR_WEEKS * sum(each.net(name, rules) for each in outcomes) / weeks
        ),
        "vs": {
            other: ratio(name, other, outcomes, rules)
            for other in (PEER, TUNED, HINDSIGHT)
            if other in outcomes[0].tallies
        },
        "of_bound": _of_bound(name, outcomes, rules),
        "groups": _groups(name, outcomes, rules),
        "wins": sum(
            outcome.net(name, rules) > outcome.net(PEER, rules) for outcome in outcomes
        ),
        "traces": len(outcomes),
        "vs_on_the_worst_trace": _worst(name, outcomes, rules),
        "at_evening_prices": {
            str(price): ratio(name, PEER, outcomes, rules.at_price(price))
            for price in PRICES
        },
        "kept_hours_per_4_weeks": _each(tallies, "kept_hours", FOUR_WEEKS / weeks),
        "evening_hours_per_4_weeks": _round(FOUR_WEEKS * late / HOUR / weeks),
        "kept_of_promised_the_evening_before": _round(
            sum(tally.kept_of_promised_hours for _, tally in tallies) / promised
        )
        if promised
        else None,
        "late_changes_per_week": _each(tallies, "late", 1 / weeks),
        "early_changes_per_week": _each(tallies, "early", 1 / weeks),
        "moved_meetings_per_week": _each(tallies, "moves", 1 / weeks),
        "broken_blocks_per_week": _each(tallies, "broken", 1 / weeks),
        "deflected_meetings_per_week": _each(tallies, "deflected", 1 / weeks),
        "longest_drought_days": {
            "mean": _round(mean(droughts)),
            "most": max(droughts),
        },
        "answers_against_the_rules": sum(tally.dropped for _, tally in tallies),
    }


def ratio(
    name: str, other: str, outcomes: Iterable[Outcome], rules: Rules
) -> float | None:
    """Net hours of one policy over those of another, all traces together."""
    outcomes = list(outcomes)
    below = sum(outcome.net(other, rules) for outcome in outcomes)
    above = sum(outcome.net(name, rules) for outcome in outcomes)
    return _round(above / below) if below > 0 else None


def targets(rows: dict[str, Row]) -> list[dict[str, Any]]:
    """What was aimed at, what came out, and whether it is enough."""
    if OURS not in rows:
        return []
    ours, peer = rows[OURS], rows[PEER]
    evenings = peer["evening_hours_per_4_weeks"]
    facts: list[tuple[str, float | None, float, bool]] = [
        ("net hours vs greedy-8h", ours["vs"].get(PEER), 1.22, True),
        ("net hours vs tuned greedy", ours["vs"].get(TUNED), 1.14, True),
        ("of played hindsight", ours["vs"].get(HINDSIGHT), 0.87, True),
        ("of the bound", ours["of_bound"], 0.77, True),
        ("worst group vs greedy-8h", min(ours["groups"].values()), 1.05, True),
        ("share of traces won", ours["wins"] / ours["traces"], 0.90, True),
        (
            "evenings vs greedy-8h",
            _round(ours["evening_hours_per_4_weeks"] / evenings) if evenings else None,
            0.40,
            False,
        ),
        (
            "kept hours vs greedy-8h",
            _round(ours["kept_hours_per_4_weeks"] / peer["kept_hours_per_4_weeks"]),
            1.0,
            True,
        ),
        (
            "kept of the evening before",
            ours["kept_of_promised_the_evening_before"],
            0.85,
            True,
        ),
        ("late changes a week", ours["late_changes_per_week"], 0.4, False),
        ("longest drought, mean", ours["longest_drought_days"]["mean"], 10, False),
    ]
    return [
        {
            "what": what,
            "measured": measured,
            "at_least" if more else "at_most": aim,
            "met": measured >= aim if more else measured <= aim,
        }
        for what, measured, aim, more in facts
        if measured is not None
    ]


def _trace(outcome: Outcome, rules: Rules) -> Row:
    return {
        "name": outcome.trace.name,
        "group": outcome.trace.group,
        "weeks": weeks_of(outcome.trace.days),
        "evening_hours_without_blocks": outcome.evening_anyway / HOUR,
        "bound": None if outcome.bound is None else _round(outcome.bound),
        "net_hours": {
            name: _round(outcome.net(name, rules)) for name in outcome.tallies
        },
    }


def _of_bound(name: str, outcomes: Sequence[Outcome], rules: Rules) -> float | None:
    bounds = [outcome.bound for outcome in outcomes if outcome.bound is not None]
    if len(bounds) < len(outcomes):
        return None
    return _round(sum(each.net(name, rules) for each in outcomes) / sum(bounds))


def _groups(name: str, outcomes: Sequence[Outcome], rules: Rules) -> dict[str, float]:
    groups = dict.fromkeys(outcome.trace.group for outcome in outcomes)
    found = {
        group: ratio(
            name, PEER, [one for one in outcomes if one.trace.group == group], rules
        )
        for group in groups
    }
    return {group: value for group, value in found.items() if value is not None}


def _worst(name: str, outcomes: Sequence[Outcome], rules: Rules) -> float | None:
    """The least ratio of one trace, where the other has any net hours at all."""
    found = [ratio(name, PEER, [outcome], rules) for outcome in outcomes]
    return min((one for one in found if one is not None), default=None)


def _each(tallies: Sequence[tuple[Outcome, Tally]], fact: str, share: float) -> float:
    return _round(share * sum(float(getattr(tally, fact)) for _, tally in tallies))


def _timing(name: str, outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Milliseconds of a call: the median and the worst."""
    seconds = [one for each in outcomes for one in each.tallies[name].seconds]
    return {
        "median_ms": round(1000 * median(seconds), 2),
        "worst_ms": round(1000 * max(seconds), 2),
    }


def _round(value: float) -> float:
    return round(value, 3)
