"""A calendar as a server keeps it: one resource an event, with the zones it names."""

from collections.abc import Iterable

from bench._lines import BREAK, clocks

_BEGIN, _END = f"BEGIN:VEVENT{BREAK}", f"END:VEVENT{BREAK}"


def resources(pieces: Iterable[str]) -> dict[str, bytes]:
    """The events of a calendar by name, each with the occurrences of it that differ."""
    zones = _zones()
    events: dict[str, str] = {}
    for text in "".join(pieces).split(_BEGIN)[1:]:
        event = _BEGIN + text[: text.index(_END)] + _END
        uid = event[event.index("UID:") + 4 :].partition(BREAK)[0]
        events[uid] = events.get(uid, "") + event
    return {
        f"{uid}.ics": _whole(event, zones).encode() for uid, event in events.items()
    }


def _whole(event: str, zones: dict[str, str]) -> str:
    named = "".join(text for name, text in zones.items() if f"TZID={name}" in event)
    return BREAK.join(
        (
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Tightrope//Benchmarks//EN",
            f"{named}{event}END:VCALENDAR",
            "",
        )
    )


def _zones() -> dict[str, str]:
    begin = "BEGIN:VTIMEZONE"
    texts = [begin + text for text in clocks().split(begin)[1:]]
    return {text[text.index("TZID:") + 5 :].partition(BREAK)[0]: text for text in texts}
