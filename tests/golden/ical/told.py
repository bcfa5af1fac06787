"""What a calendar says in the first months of 2026, as lines for a golden file."""

from datetime import UTC, datetime

from tightrope.calendars.ical import occurrences, read
from tightrope.core.errors import Problem
from tightrope.core.timeline import Event, Span

WINDOW = Span(datetime(2026, 2, 27, tzinfo=UTC), datetime(2026, 4, 7, tzinfo=UTC))


def told(data: bytes) -> str:
    """The events of the window, one a line, then the problems."""
    components, problems = read(data)
    events = list(occurrences(components, WINDOW, problems=problems))
    lines = [*map(_event, events), *map(_problem, problems)]
    return "\n".join((*lines, ""))


def _event(event: Event) -> str:
    words = [
        f"{event.span.start:%a %d %b %H:%M}-{event.span.end:%a %d %b %H:%M}",
        event.uid + (f" of {event.series}" if event.series != event.uid else ""),
    ]
    if event.days:
        words.append(" to ".join(day.isoformat() for day in event.days))
    if event.recurrence_id:
        words.append(f"for {event.recurrence_id}")
    words += [name for name, is_so in _marks(event) if is_so]
    if event.attendees:
        words.append(f"{event.attendees} invited")
    if event.created or event.changed:
        words.append(f"created {event.created}, changed {event.changed}")
    words += event.categories
    return " | ".join((*words, repr(event.title)))


def _marks(event: Event) -> list[tuple[str, bool | None]]:
    return [
        ("free", not event.busy),
        (event.status, event.status != "confirmed"),
        ("called off", event.cancelled),
        ("away", event.away),
        ("mine", event.organizer_is_me),
        ("not mine", event.organizer_is_me is False),
        ("from outside", event.outside),
        ("flexible", event.flexible),
    ]


def _problem(problem: Problem) -> str:
    return f"! {problem.where}: {problem.what}"
