"""Makes the files of the sample year: `python -m tightrope.sample.generate OUT_DIR`."""

import gzip
import io
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from tightrope.sample.arrivals import arrive
from tightrope.sample.board import told_ideas
from tightrope.sample.diary import Diary, standing
from tightrope.sample.meetings import live
from tightrope.sample.outages import break_down
from tightrope.sample.private import live_on
from tightrope.sample.records import Block, Idea, Incident
from tightrope.sample.series import all_series
from tightrope.sample.spells import HOLIDAYS, all_days, away, phase_of
from tightrope.sample.story import (
    edits,
    tell_blocks,
    tell_days,
    tell_entries,
    tell_incidents,
)
from tightrope.sample.when import NOW
from tightrope.sample.writing import calendar, history

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Year:
    """The sample year as it was lived through.

    Attributes:
        diary: all that was written down.
        incidents: what broke.
        blocks: her focus blocks.
    """

    diary: Diary
    incidents: list[Incident]
    blocks: list[Block]


def year() -> Year:
    """Live through the sample year; what is fixed comes before what gives way."""
    diary, told = Diary(), edits()
    tell_days(diary)
    blocks = tell_blocks(diary)
    tell_entries(diary)
    incidents = tell_incidents(diary)
    for series in all_series():
        live(series, told.get(series.label, {}), diary)
    live_on(diary)
    arrive(diary)
    incidents += break_down(diary)
    return Year(diary, incidents, blocks)


def files() -> dict[str, bytes]:
    """The content of each file of the sample, by name."""
    lived = year()
    diary = lived.diary
    now = standing(diary.changes, NOW)
    tables = {
        "sample-hours.csv": _hours(diary),
        "sample-truth.csv": _truth(),
        "sample-facets.csv": _facets({e.uid: e.facet for e in now.values()}),
        "sample-ideas.json": _listed("ideas", told_ideas(diary)),
        "sample-incidents.json": _listed("incidents", _numbered(lived.incidents)),
        "sample-blocks.json": _listed("blocks", lived.blocks),
    }
    return {
        "sample-year.ics": calendar(now.values(), NOW),
        "sample-changes.jsonl.gz": _packed(history(diary.changes)),
        **{name: text.encode() for name, text in tables.items()},
    }


def _packed(text: str) -> bytes:
    packed = io.BytesIO()
    with gzip.GzipFile("", "wb", 9, packed, mtime=0) as file:
        file.write(text.encode())
    return packed.getvalue()


def _hours(diary: Diary) -> str:
    """Each day before now: hours of daily work, whether a holiday, whether away."""
    rows = ["date,hours,holiday,away"]
    for day in all_days():
        if day < NOW.date():
            holiday, absent = day in HOLIDAYS, away(day)
            hours = 0.0 if holiday or absent else diary.grind(day) / _HOUR
            rows.append(f"{day},{hours:.2f},{holiday:d},{absent:d}")
    return "\n".join([*rows, ""])


def _truth() -> str:
    rows = [f"{day},{phase_of(day)}" for day in all_days()]
    return "\n".join(["date,phase", *rows, ""])


def _facets(facets: dict[str, str]) -> str:
    rows = [f"{uid},{facets[uid]}" for uid in sorted(facets)]
    return "\n".join(["uid,facet", *rows, ""])


def _listed(name: str, records: Sequence[Idea | Incident | Block]) -> str:
    rows = [asdict(record) for record in records]
    text = json.dumps(
        {"schema": 1, name: rows}, ensure_ascii=False, indent=1, default=_iso
    )
    return f"{text}\n"


def _iso(value: date) -> str:
    return value.isoformat()


def _numbered(incidents: list[Incident]) -> list[Incident]:
    """Those that happened before now, oldest first, with their numbers."""
    past = sorted(
        (incident for incident in incidents if incident.start < NOW),
        key=lambda incident: incident.start,
    )
    return [replace(one, id=f"INC-{n:03}") for n, one in enumerate(past, 1)]


def main(folder: str) -> None:
    """Write all files of the sample into `folder`, each beside and then renamed."""
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    for name, content in files().items():
        beside = out / f"{name}.new"
        beside.write_bytes(content)
        beside.replace(out / name)


if __name__ == "__main__":
    main(*sys.argv[1:])
