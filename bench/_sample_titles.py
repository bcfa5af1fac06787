"""How well the hours of the sample year are sorted, and how corrections help.

Whoever is in a hurry corrects what holds most hours, so that is what is corrected: one
series at a time, the one with the most hours under a wrong facet.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from importlib.resources import files

from tightrope.calendars.ical import occurrences, read
from tightrope.core.balance import (
    Blend,
    Corrected,
    Facet,
    Item,
    default_rules,
    takes_time,
    taught,
    verdicts,
)
from tightrope.core.timeline import Event, Span

Score = dict[str, float]

AFTER = (0, 1, 5, 10, 20)
HOUR = timedelta(hours=1)
YEAR = Span(datetime(2025, 8, 1, tzinfo=UTC), datetime(2027, 2, 1, tzinfo=UTC))


def sample_scores() -> dict[str, Score]:
    """The shares of hours that are right, by how many series were corrected."""
    truth, events = _truth(), _events()
    events = [event for event in events if event.uid in truth and takes_time(event)]
    rules, log = default_rules(), list[Corrected]()
    scores: dict[str, Score] = {}
    for count in range(max(AFTER) + 1):
        blend = Blend(rules, taught(log, rules))
        if count in AFTER:
            scores[f"sample year, {count} corrections"] = _scores(events, truth, blend)
        worst = _worst(events, truth, blend)
        log.append(
            Corrected(
                id=str(count),
                at=datetime(2026, 11, 17, tzinfo=UTC),
                item=Item.of(worst),
                facet=truth[worst.uid],
            )
        )
    return scores


def _truth() -> dict[str, Facet]:
    path = files("tightrope.sample") / "sample-facets.csv"
    rows = csv.DictReader(path.read_text("utf-8").splitlines())
    return {row["uid"]: Facet(row["facet"]) for row in rows}


def _events() -> list[Event]:
    components, _ = read((files("tightrope.sample") / "sample-year.ics").read_bytes())
    return list(occurrences(components, YEAR))


def _scores(events: Sequence[Event], truth: dict[str, Facet], blend: Blend) -> Score:
    verdict = verdicts(blend)
    hours: defaultdict[str, float] = defaultdict(float)
    for event in events:
        length, said, facet = event.span.length / HOUR, verdict(event), truth[event.uid]
        hours["all"] += length
        hours["facet"] += length * (said.facet is facet)
        hours["side"] += length * (said.side is facet.side)
        hours["sure"] += length * said.sure
        hours["sure facet"] += length * (said.sure and said.facet is facet)
    shares = {name: hours[name] / hours["all"] for name in ("facet", "side", "sure")}
    shares["sure facet"] = hours["sure facet"] / hours["sure"]
    return {"hours": round(hours["all"])} | {
        name: round(part, 4) for name, part in shares.items()
    }


def _worst(events: Sequence[Event], truth: dict[str, Facet], blend: Blend) -> Event:
    """An entry of the series that has the most hours under a wrong facet."""
    verdict = verdicts(blend)
    wrong, example = Counter[str](), dict[str, Event]()
    for event in events:
        if verdict(event).counted_facet is not truth[event.uid]:
            series = event.series or event.uid
            wrong[series] += round(event.span.length / HOUR * 60)
            example[series] = event
    return example[wrong.most_common(1)[0][0]]
