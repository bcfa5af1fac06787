"""The JSON of the commands that keep something: its shapes, told on the page."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from house.places import ROOT
from tests.integration.cli.calling import Run
from tests.integration.cli.shapes import (
    Each,
    Maybe,
    count,
    flag,
    hours,
    misfits,
    one_of,
    share,
    text,
    time,
    words,
)

NOW = ("--now", "2026-11-17T09:00+01:00")
SPAN = {"start": time, "end": time}
CALENDAR = {"connection": words, "title": text}
STATE = one_of(
    *("proposed", "pencilled", "firm", "locked", "in_progress", "kept", "overridden")
)
VERB = one_of(
    *("accept", "move", "replan", "withdraw", "override", "finish", "undo"),
)
ACCOUNT = one_of("promised", "kept", "owed", "repaid", "let-go")
ENTRY = {
    "id": words,
    "at": time,
    "block": Maybe(words),
    "start": time,
    "cycle": words,
    "phase": one_of("intense", "normal", "quiet"),
    "purpose": Maybe(words),
    "debit": ACCOUNT,
    "credit": ACCOUNT,
    "hours": hours,
    "because": text,
    "by": words,
    "link": Maybe(words),
    "undoes": Maybe(words),
    "note": Maybe(words),
}
PROBLEMS = [{"source": words, "where": text, "what": words}]
BLOCK = {
    "id": words,
    **SPAN,
    "state": STATE,
    "purpose": Maybe(words),
    "survival": share,
    "accepted": Maybe(time),
    "gone": Maybe(time),
    "calendar": Maybe(CALENDAR),
    "suggested": Maybe({"to": Maybe(SPAN), "because": words}),
    "asked": Maybe(
        {"what": one_of("deleted", "lost", "moved"), "at": time, "before": SPAN}
    ),
}
SENT = {
    "id": words,
    "verb": VERB,
    "fate": one_of("done", "there already", "dropped", "waiting", "failed"),
    "because": Maybe(words),
    "retry": Maybe(time),
}
CHANGED = {
    "schema": one_of(1),
    "group": Maybe(words),
    "dry_run": flag,
    "changes": [
        {
            "id": words,
            "verb": VERB,
            "state": Maybe(STATE),
            "before": Maybe(SPAN),
            "after": Maybe(SPAN),
            "calendar": Maybe(CALENDAR),
            "warnings": [words],
            "entries": [ENTRY],
        }
    ],
    "sent": [SENT],
}
OVERRIDDEN = {
    **CHANGED,
    "replanned": Maybe({"blocks": [BLOCK], "written": Maybe(CHANGED)}),
}
LEDGER = {
    "schema": one_of(1),
    "entries": [ENTRY],
    "balances": dict.fromkeys(("promised", "kept", "owed", "repaid", "let-go"), hours),
}
DAYS = {
    "schema": one_of(1),
    "now": time,
    "zone": words,
    "from": time,
    "to": time,
    "blocks": [BLOCK],
    "taken_hours": hours,
    "waiting": count,
    "unsent": count,
    "owed_hours": hours,
    "unsettled": [{"id": words, **SPAN, "deleted": flag, "busy": [SPAN]}],
    "faults": [{"name": words, "fault": words}],
}
CONNECTION = {
    "name": words,
    "kind": one_of("caldav", "ics", "folder", "file"),
    "synced": Maybe(time),
    "tried": Maybe(time),
    "fault": Maybe(words),
    "calendars": [
        {
            "title": text,
            "colour": Maybe(words),
            "writable": flag,
            "counts": flag,
            "target": flag,
            "server": text,
        }
    ],
}
SYNCED = {
    "name": words,
    "fault": Maybe(words),
    "read": count,
    "changed": count,
    "gone": count,
    "matters": flag,
    "adopted": [
        {
            "id": words,
            "said": one_of("moved", "deleted", "changed", "back", "found", "lost"),
            "before": Maybe(SPAN),
            "after": Maybe(SPAN),
        }
    ],
    "sent": [SENT],
    "problems": PROBLEMS,
}
CONNECTED = {
    "schema": one_of(1),
    "connection": CONNECTION,
    "target": Maybe(CALENDAR),
    "synced": [SYNCED],
}
UNDONE = {
    "schema": one_of(1),
    "dry_run": flag,
    "group": words,
    "by": words,
    "blocks": [{"id": words, "state": Maybe(STATE), "at": Maybe(SPAN)}],
    "sent": [SENT],
    "cancelled": count,
    "entries": [ENTRY],
    "left": [{"id": words, "because": words}],
}
COMING = {
    "schema": one_of(1),
    "dry_run": flag,
    "writes": [
        {
            "id": words,
            "verb": VERB,
            "calendar": CALENDAR,
            "before": Maybe(SPAN),
            "after": Maybe(SPAN),
        }
    ],
    "entries": [ENTRY],
}
LOG = {
    "schema": one_of(1),
    "writes": [
        {
            "number": count,
            "at": time,
            "group": words,
            "verb": VERB,
            "id": words,
            "calendar": words,
            "before": Maybe(SPAN),
            "after": Maybe(SPAN),
            "undoes": Maybe(count),
        }
    ],
    "waiting": [
        {
            "group": words,
            "verb": VERB,
            "id": words,
            "before": Maybe(SPAN),
            "after": Maybe(SPAN),
            "attempts": count,
            "retry": Maybe(time),
            "fault": Maybe(words),
        }
    ],
}
FEEDS = {
    "schema": one_of(1),
    "feeds": [
        {
            "name": words,
            "address": words,
            "titles": flag,
            "made": time,
            "read": Maybe(time),
        }
    ],
}


@pytest.fixture
def answers(
    run: Run, year: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, tuple[Any, object]]:
    """What each command answers in a morning, with the shape that it should have."""
    monkeypatch.setenv("TIGHTROPE_DATA", str(tmp_path / "data"))
    (tmp_path / "private").mkdir()

    def ask(*call: object, now: str | None = None) -> Any:
        clock = ("--now", now) if now else NOW
        return run(*call, *clock, "--json").json

    file = ask("connect", "file", "work", year)
    folder = ask("connect", "folder", "private", tmp_path / "private")
    plan = ask("plan", "--weeks", 2)
    id_ = plan["kept"][0]["id"]
    preview = ask("accept", "--all", "--dry-run")
    accepted = ask("accept", "--all")
    moved = ask("move", id_, "2026-11-18T14:00")
    coming = ask("undo", "--dry-run")
    undone = ask("undo")
    skipped = ask("skip", id_)
    other = preview["changes"][-1]
    lost = ask("override", other["id"], "--because", "incident", "--note", "pager")
    third = ask("accept", lost["replanned"]["blocks"][0]["id"])["changes"][0]
    finished = ask("finish", third["id"], now=third["after"]["end"])
    asked = ask("today", now="2027-01-15T09:00+01:00")
    deleted = next((tmp_path / "private").glob("*.ics"))
    deleted.unlink()
    known = {"connections": [CONNECTION], "target": Maybe(CALENDAR)}
    return {
        "connect a file": (file, CONNECTED),
        "connect a folder": (folder, CONNECTED),
        "plan": (plan["kept"], [BLOCK]),
        "preview": (preview, CHANGED),
        "accept": (accepted, CHANGED),
        "move": (moved, CHANGED),
        "coming": (coming, COMING),
        "undo": (undone, UNDONE),
        "skip": (skipped, CHANGED),
        "override": (lost, OVERRIDDEN),
        "finish": (finished, CHANGED),
        "ledger": (ask("ledger"), LEDGER),
        "asked": (asked, DAYS),
        "sync": (ask("sync"), {"schema": one_of(1), "connections": [SYNCED]}),
        "week": (ask("week", "--weeks", 3), DAYS),
        "today": (ask("today"), DAYS),
        "log": (ask("log"), LOG),
        "connections": (ask("connections"), {"schema": one_of(1), **known}),
        "feed": (ask("feed", "make", "desk"), FEEDS),
        "disconnect": (
            ask("disconnect", "work"),
            {"schema": one_of(1), "name": words, "blocks": count, "dropped": count},
        ),
        "doctor": (
            ask("doctor"),
            {
                "schema": one_of(1),
                "checks": [{"what": words, "well": flag, "says": words}],
                "versions": Each(words),
            },
        ),
    }


def keys(value: object) -> Iterator[str]:
    """Every key in a JSON value, those of versions apart."""
    match value:
        case dict():
            for key, inner in value.items():
                yield key
                if key != "versions":
                    yield from keys(inner)
        case list():
            for inner in value:
                yield from keys(inner)


def test_each_answer_has_its_shape_and_each_key_is_on_the_page(
    answers: dict[str, tuple[Any, object]],
) -> None:
    page = (ROOT / "docs" / "reference" / "json.md").read_text("utf-8")
    told = set(re.findall(r"(?<=\")[a-z]+-[a-z]+(?=\")|[a-z_0-9]+", page))

    wrong = {
        name: found
        for name, (answer, shape) in answers.items()
        if (found := [*misfits(answer, shape)])
    }
    untold = {key for answer, _ in answers.values() for key in keys(answer)} - told

    assert wrong == {}
    assert untold == set()
