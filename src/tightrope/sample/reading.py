"""The files of the sample, read from the package."""

import csv
import gzip
import json
from collections.abc import Iterable
from datetime import date, datetime
from importlib.resources import files
from typing import Any

from tightrope.sample.records import (
    Asked,
    Block,
    Day,
    Idea,
    Incident,
    Op,
    Snapshot,
    Source,
)
from tightrope.sample.spells import Phase


def _bytes(name: str) -> bytes:
    return (files("tightrope.sample") / name).read_bytes()


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(_bytes(name).decode().splitlines()))


def _listed(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(_bytes(f"sample-{name}.json"))[name]
    return rows


def calendar() -> bytes:
    """The calendar as it was exported at `NOW`, in iCalendar."""
    return _bytes("sample-year.ics")


def changes() -> list[Snapshot]:
    """What changed on the calendar, day by day; the first holds all it began with."""
    lines = gzip.decompress(_bytes("sample-changes.jsonl.gz")).decode().splitlines()
    snapshots = [json.loads(line) for line in lines[1:]]
    return [
        Snapshot(
            at=datetime.fromisoformat(snapshot["at"]),
            events=snapshot["n_events"],
            ops=tuple(Op(*op) for op in snapshot["ops"]),
        )
        for snapshot in snapshots
    ]


def replay(snapshots: Iterable[Snapshot]) -> dict[tuple[str, str], str]:
    """The components that stand after all of `snapshots`, by UID and recurrence."""
    standing: dict[tuple[str, str], str] = {}
    for snapshot in snapshots:
        for op in snapshot.ops:
            if op.kind == "-":
                del standing[op.uid, op.recurrence]
            else:
                standing[op.uid, op.recurrence] = op.text
    return standing


def hours() -> list[Day]:
    """The load of each day before `NOW`, oldest first."""
    return [
        Day(
            date=date.fromisoformat(row["date"]),
            hours=float(row["hours"]),
            holiday=row["holiday"] == "1",
            away=row["away"] == "1",
        )
        for row in _rows("sample-hours.csv")
    ]


def phases() -> dict[date, Phase]:
    """The true phase of each day; of days after `NOW` what they are meant to be."""
    return {
        date.fromisoformat(row["date"]): Phase(row["phase"])
        for row in _rows("sample-truth.csv")
    }


def facets() -> dict[str, str]:
    """What each entry truly is, by UID: a facet, or `off`."""
    return {row["uid"]: row["facet"] for row in _rows("sample-facets.csv")}


def incidents() -> list[Incident]:
    """What broke before `NOW`, oldest first."""
    return [
        Incident(**{**row, **_moments(row, "start", "end")})
        for row in _listed("incidents")
    ]


def blocks() -> list[Block]:
    """Her focus blocks of this quarter, oldest first; the last lies ahead."""
    return [
        Block(**{**row, **_moments(row, "start", "end", "broken")})
        for row in _listed("blocks")
    ]


def ideas() -> list[Idea]:
    """Her ideas of 2026, oldest first."""
    return [_idea(row) for row in _listed("ideas")]


def _idea(row: dict[str, Any]) -> Idea:
    times = _moments(row, "touched", "let_go")
    source, asked = row["source"], row["asked"]
    found = {
        "reached": _moments(row["reached"], *row["reached"]),
        "source": _source(source) if source else None,
        "asked": Asked(**{**asked, "by": date.fromisoformat(asked["by"])})
        if asked
        else None,
        "evidence": tuple((_source(entry), said) for entry, said in row["evidence"]),
    }
    return Idea(**{**row, **times, **found})


def _source(row: dict[str, Any]) -> Source:
    return Source(**{**row, **_moments(row, "start")})


def _moments(row: dict[str, Any], *keys: str) -> dict[str, datetime | None]:
    return {key: datetime.fromisoformat(row[key]) if row[key] else None for key in keys}


def cto_hours() -> list[dict[str, float | str]]:
    """Hours a week of a real start-up's CTO, 2014 to 2015; see NOTICE.

    Returns:
        Rows with `week_start`, an ISO date, and hours: `on_clock_h`, `biz_h`, `dev_h`,
        `manage_h`, `meeting_h`. What is missing at the source is left out of its row.
    """
    return [
        {
            name: value if name == "week_start" else float(value)
            for name, value in row.items()
            if value
        }
        for row in _rows("cto-hours.csv")
    ]
