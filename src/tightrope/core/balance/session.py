"""Traces of work as stretches of time: when the person worked, by what they left."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import TypeVar

from tightrope.core.balance.classifier import Judge, classify
from tightrope.core.balance.item import Item, Kind
from tightrope.core.balance.sides import Facet, Side
from tightrope.core.timeline import Activity, Span, Trace

GAP = timedelta(minutes=120)
"""A longer silence ends a session."""
LEAD_IN = {Trace.COMMIT: timedelta(minutes=45)}
"""What was worked before the first trace, which ends a piece of work."""
SHORT_LEAD_IN = timedelta(minutes=15)
"""The same for reviews, comments and tickets; a guess that nobody measured."""
BATCH = timedelta(seconds=5)
"""Traces closer than this are one act of a machine, such as a rebase."""

Name = TypeVar("Name", bound=str)

_KINDS = {
    Trace.COMMIT: Kind.COMMIT,
    Trace.REVIEW: Kind.PR,
    Trace.COMMENT: Kind.ISSUE,
    Trace.TICKET: Kind.ISSUE,
    Trace.INCIDENT: Kind.ISSUE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A stretch of work that traces tell of.

    Attributes:
        span: from the lead-in of the first trace to the last one.
        source: where most of its traces come from.
        facet: what most of them are about.
        traces: how many they are.
    """

    span: Span
    source: str
    facet: Facet
    traces: int

    @property
    def side(self) -> Side:
        """The side that it counts on."""
        return self.facet.side


def sessions(
    activities: Iterable[Activity], judge: Judge | None = None
) -> list[Session]:
    """The sessions of one person's traces, and their incidents, oldest first.

    An incident takes the hours in which the person left traces while it lasted; where
    they left none, as long as a session may be silent.

    Args:
        activities: the person's own, of all sources, in any order.
        judge: what sorts their texts; by default as `classify` does.

    Source:
        "Cycles and balance, measured", section 1: the total is known to a factor of
        about 1.5 either way, the shape of the weeks well (correlation 0.95 and more).
    """
    ordered = sorted(activities, key=lambda one: (one.span.start, one.id))
    traces = [one for one in ordered if one.trace is not Trace.INCIDENT]
    worked = [_session(run, judge) for run in _runs(list(_without_batches(traces)))]
    broken = [
        session
        for one in ordered
        if one.trace is Trace.INCIDENT
        for session in _incident(one, worked)
    ]
    return sorted(worked + broken, key=lambda one: (one.span, one.source))


def _without_batches(traces: Sequence[Activity]) -> Iterator[Activity]:
    """The traces without those that follow another of their kind within seconds."""
    last: dict[tuple[str, Trace], Activity] = {}
    for one in traces:
        before = last.get((one.source, one.trace))
        if before is None or one.span.start - before.span.start > BATCH:
            yield one
        last[one.source, one.trace] = one


def _runs(traces: Sequence[Activity]) -> Iterator[list[Activity]]:
    """The traces cut where the silence is too long."""
    run = list(traces[:1])
    for before, after in pairwise(traces):
        if after.span.start - before.span.end > GAP:
            yield run
            run = []
        run.append(after)
    if run:
        yield run


def _session(run: Sequence[Activity], judge: Judge | None) -> Session:
    first = run[0]
    start = first.span.start - LEAD_IN.get(first.trace, SHORT_LEAD_IN)
    facets = Counter(_facet(one, judge) for one in run)
    return Session(
        span=Span(start, max(one.span.end for one in run)),
        source=_most(Counter(one.source for one in run)),
        facet=_most(facets),
        traces=len(run),
    )


def _facet(activity: Activity, judge: Judge | None) -> Facet:
    """What a trace is about: what its text surely says, else the trace itself."""
    if activity.trace is Trace.REVIEW:
        return Facet.REVIEW
    said = classify(Item(activity.text, _KINDS[activity.trace]), judge)
    return said.facet if said.sure and said.side is not Side.OFF else Facet.CODE


def _incident(incident: Activity, worked: Sequence[Session]) -> Iterator[Session]:
    """The hours that an incident took: those worked in it, or the first ones."""
    acted = [part for one in worked if (part := one.span.clipped(incident.span))]
    if not acted:
        acted = [Span.lasting(incident.span.start, min(incident.span.length, GAP))]
    for part in acted:
        if part.length:
            yield Session(
                span=part, source=incident.source, facet=Facet.INCIDENT, traces=1
            )


def _most(counted: Counter[Name]) -> Name:
    """The most frequent one; of equals the first by name."""
    return min(counted, key=lambda one: (-counted[one], str(one)))
