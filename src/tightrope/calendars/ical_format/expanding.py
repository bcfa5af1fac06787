"""The occurrences of many resources."""

from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from zoneinfo import ZoneInfo

from tightrope.calendars.base import Reading, Resource, in_order
from tightrope.calendars.ical import Component, owner_of, read, zone_of
from tightrope.calendars.ical import occurrences as occurring
from tightrope.calendars.versions import Contents, sorted_out
from tightrope.core.errors import Problem
from tightrope.core.timeline import Event, Span

LONGEST_NAME = 80
TOGETHER = "several resources"


def occurrences(
    resources: Iterable[Resource],
    window: Span,
    *,
    zone: ZoneInfo | None,
    me: Collection[str],
    source: str,
) -> Reading:
    """What `resources` have in `window`, by start, then UID."""
    problems: list[Problem] = []
    contents = [_contents(resource, problems, source) for resource in resources]
    if len(contents) > 1:
        contents = sorted_out(contents, TOGETHER)
    everything = _all(contents)
    own = zone_of(everything)
    mine = {*me, owner_of(everything) or ""} - {""}
    events: list[Event] = []
    for name, components in contents:
        found: list[Problem] = []
        events += occurring(
            components,
            window,
            zone=zone or own,
            me=mine,
            problems=found,
            source=source,
        )
        problems += located(found, name, source)
    return Reading(events=in_order(events), problems=tuple(problems), zone=own)


def _contents(resource: Resource, problems: list[Problem], source: str) -> Contents:
    components, found = read(resource.data)
    name = name_of(resource.href)
    problems += located(found, name, source)
    return Contents(name, components)


def _all(contents: Sequence[Contents]) -> list[Component]:
    return list(chain.from_iterable(components for _, components in contents))


def name_of(href: str) -> str:
    """The last part of an href, as it may be shown on one line."""
    last = href.rstrip("/").rpartition("/")[2]
    shown = "".join(sign if sign.isprintable() else "?" for sign in last)
    return shown if len(shown) <= LONGEST_NAME else f"{shown[: LONGEST_NAME - 1]}…"


def located(found: Iterable[Problem], name: str, source: str) -> Iterable[Problem]:
    """The problems with the resource that they are in beside their place in it."""
    for problem in found:
        where = ", ".join(filter(None, (name, problem.where)))
        yield Problem(source=source, where=where, what=problem.what)
