"""Calendars as text: a meeting to add, and what of a calendar is an event."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

EVENT = re.compile(rb"BEGIN:VEVENT\r?\n.*?END:VEVENT\r?\n", re.DOTALL)
STAMP = "%Y%m%dT%H%M%SZ"


def events_in(data: bytes) -> list[bytes]:
    """Each VEVENT of a calendar, as it is written there."""
    return EVENT.findall(data)


def meeting(uid: str, start: str, end: str, title: str = "Board call") -> bytes:
    """A VEVENT from one ISO time to another."""
    begin, until = (
        datetime.fromisoformat(at).astimezone(UTC).strftime(STAMP)
        for at in (start, end)
    )
    lines = (
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTART:{begin}",
        f"DTEND:{until}",
        f"SUMMARY:{title}",
        "END:VEVENT",
        "",
    )
    return "\r\n".join(lines).encode()


def with_events(calendar: bytes, *events: bytes) -> bytes:
    """The calendar with these events at its end."""
    body, _, after = calendar.rpartition(b"END:VCALENDAR")
    return b"".join([body, *events, b"END:VCALENDAR", after])


def one_file_an_event(calendar: bytes, folder: Path) -> None:
    """Lay a calendar out as a vdir: a file for each UID, with all that surrounds it."""
    resources: dict[bytes, list[bytes]] = {}
    for event in events_in(calendar):
        found = re.search(rb"^UID:(.*?)\r?$", event, re.MULTILINE)
        assert found
        resources.setdefault(found[1], []).append(event)
    bare = EVENT.sub(b"", calendar)
    for number, events in enumerate(resources.values()):
        (folder / f"{number}.ics").write_bytes(with_events(bare, *events))


def spans(blocks: list[Mapping[str, str]]) -> dict[str, tuple[str, str]]:
    """When each block of an answer is, by its id."""
    return {block["id"]: (block["start"], block["end"]) for block in blocks}
