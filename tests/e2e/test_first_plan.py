"""A person's first two days: look, weigh, plan, import, and plan again next morning."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tightrope import sample
from tightrope.cli.main import main

TUESDAY = "2026-11-17T09:00+01:00"
WEDNESDAY = "2026-11-18T08:30+01:00"


def said(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    """What a call shows that has to succeed."""
    capsys.readouterr()
    code = main([str(word) for word in words])
    shown = capsys.readouterr()
    assert code == 0, shown.err
    return shown.out


def answered(
    capsys: pytest.CaptureFixture[str], *words: object
) -> list[dict[str, Any]]:
    """The blocks of a plan."""
    blocks: list[dict[str, Any]] = json.loads(said(capsys, *words, "--json"))["blocks"]
    return blocks


def events_of(path: Path) -> dict[str, str]:
    """Each VEVENT of a file by its UID."""
    found = re.findall(
        r"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", path.read_bytes().decode(), re.DOTALL
    )
    return {re.findall(r"UID:(.*)\r\n", event)[0]: event for event in found}


def import_into(calendar: Path, *events: str) -> None:
    """Do what a calendar program does with a file that is opened in it."""
    text = calendar.read_bytes().decode()
    body, _, _ = text.rpartition("END:VCALENDAR")
    calendar.write_bytes(f"{body}{''.join(events)}END:VCALENDAR\r\n".encode())


def board_meeting(start: str, end: str) -> str:
    begin, until = (re.sub("[-:]|[+].*", "", at) for at in (start, end))
    return (
        "BEGIN:VEVENT\r\nUID:board@example.com\r\nSUMMARY:Board meeting\r\n"
        f"DTSTART;TZID=Europe/Berlin:{begin}\r\nDTEND;TZID=Europe/Berlin:{until}\r\n"
        "END:VEVENT\r\n"
    )


def test_from_a_first_look_to_a_plan_that_gives_way_to_a_meeting(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    work, focus = tmp_path / "work.ics", tmp_path / "focus.ics"
    work.write_bytes(sample.calendar())

    # On Tuesday they look at what there is,
    listed = said(capsys, "events", work, "--from", "2026-11-17", "--to", "2026-11-18")
    weighed = said(capsys, "balance", work, "--now", TUESDAY)
    told = said(capsys, "cycle", work, "--now", TUESDAY)
    assert listed.startswith("Tue 17 Nov 2026\n  09:")
    assert "of grind and" in weighed
    assert "This is temporary" in " ".join(told.split())

    # have a plan made, and import its blocks.
    shown = said(capsys, "plan", work, "--now", TUESDAY, "--out", focus)
    first = answered(capsys, "plan", work, "--now", TUESDAY, "--out", focus)
    imported = events_of(focus)
    import_into(work, *imported.values())
    assert "for the long view this week." in shown
    assert list(imported) == [f"{block['id']}@focus.tightrope" for block in first]

    # On Wednesday morning a board meeting lies on a block of the same week.
    hit = first[1]
    assert hit["start"] > WEDNESDAY
    import_into(work, board_meeting(hit["start"], hit["end"]))
    second = answered(capsys, "plan", work, "--now", WEDNESDAY, "--out", focus)

    # That block gives way, and every other one is where it was announced.
    stood = {block["id"]: block["start"] for block in first}
    stands = {block["id"]: block["start"] for block in second}
    assert stands.get(hit["id"]) != stood.pop(hit["id"])
    assert {key: stands.get(key) for key in stood} == stood
    assert all(
        block["end"] <= hit["start"] or hit["end"] <= block["start"] for block in second
    )

    # The file says so under the same UIDs, and the next run has nothing to add.
    after = events_of(focus)
    data = focus.read_bytes()
    gone = f"{hit['id']}@focus.tightrope"
    assert imported.keys() <= after.keys()
    assert after[gone] != imported[gone]
    third = answered(capsys, "plan", work, "--now", WEDNESDAY, "--out", focus)
    assert {block["id"]: block["start"] for block in third} == stands
    assert focus.read_bytes() == data
