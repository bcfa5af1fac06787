"""Which of the versions that several files hold of one event counts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from tightrope.calendars.ical import Component
from tightrope.calendars.ical.fields import uid_of

_DIGITS = 9
"""More digits are no count of changes."""


class Contents(NamedTuple):
    """What one source holds."""

    source: str
    components: Sequence[Component]


class Version(NamedTuple):
    """What says which of two versions is the later one; DTSTAMP where nothing does."""

    sequence: int
    modified: str
    stamp: str


class Copy(NamedTuple):
    """A component, and the number of the file that it is in."""

    file: int
    component: Component


def sorted_out(files: Sequence[Contents], together: str) -> list[Contents]:
    """The same files, of each event only the version that counts.

    A series whose parts are spread over several files becomes one more source.

    Args:
        files: what each file holds.
        together: the name of that source.
    """
    kept = {uid: chosen(copies) for uid, copies in _spread(files).items()}
    homes = {uid: {copy.file for copy in copies} for uid, copies in kept.items()}
    left = [
        Contents(
            source,
            [
                component
                for component in components
                if component.kind != "VEVENT"
                or homes.get(uid_of(component), {number}) == {number}
            ],
        )
        for number, (source, components) in enumerate(files)
    ]
    apart = [
        copy for uid, copies in kept.items() if len(homes[uid]) > 1 for copy in copies
    ]
    return [*left, Contents(together, _joined(files, apart))] if apart else left


def _spread(files: Sequence[Contents]) -> dict[str, list[Copy]]:
    """The events whose UID stands in more than one file."""
    copies: defaultdict[str, list[Copy]] = defaultdict(list)
    for number, (_, components) in enumerate(files):
        for component in components:
            if component.kind == "VEVENT" and (uid := uid_of(component)):
                copies[uid].append(Copy(number, component))
    return {
        uid: found for uid, found in copies.items() if found[0].file != found[-1].file
    }


def chosen(copies: Sequence[Copy]) -> list[Copy]:
    """Of all copies of one UID those that count, none of them twice.

    Where several files have the series itself, the latest one says what belongs to it:
    a changed occurrence that only an older file knows is one no more.
    """
    series = [copy for copy in copies if not _occurrence(copy.component)]
    if series:
        home = _latest(series).file
        others = {copy.file for copy in series} - {home}
        copies = [copy for copy in copies if copy.file not in others]
    by_occurrence: defaultdict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        by_occurrence[_occurrence(copy.component)].append(copy)
    return [
        copy
        for same in by_occurrence.values()
        for latest in [_latest(same)]
        for copy in same
        if copy.file == latest.file
    ]


def _latest(copies: Sequence[Copy]) -> Copy:
    """The latest version; of equal ones the first."""
    return max(copies, key=lambda copy: version_of(copy.component))


def _occurrence(component: Component) -> str:
    """Which occurrence of a series it changes; empty for the series itself."""
    return component.text("RECURRENCE-ID") or ""


def version_of(component: Component) -> Version:
    """How late a version it is."""
    sequence = (component.text("SEQUENCE") or "").strip()
    known = sequence.isdecimal() and len(sequence) <= _DIGITS
    return Version(
        int(sequence) if known else 0,
        component.text("LAST-MODIFIED") or "",
        component.text("DTSTAMP") or "",
    )


def _joined(files: Sequence[Contents], copies: Iterable[Copy]) -> list[Component]:
    """The copies with the calendars and zones of their files, each still its own."""
    events: defaultdict[int, list[Component]] = defaultdict(list)
    for copy in copies:
        events[copy.file].append(copy.component)
    joined: list[Component] = []
    calendars = 0
    for number in sorted(events):
        frame = [each for each in files[number].components if each.kind != "VEVENT"]
        parts = [*frame, *events[number]]
        joined += [
            replace(component, calendar=component.calendar + calendars)
            for component in parts
        ]
        calendars += 1 + max(component.calendar for component in parts)
    return joined
