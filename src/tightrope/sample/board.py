"""The ideas of the year, tied to the entries that they came out of."""

import tomllib
from datetime import UTC, date
from importlib.resources import files
from typing import Any

from tightrope.sample.diary import Diary
from tightrope.sample.records import Asked, Idea, Source
from tightrope.sample.when import moment


def told_ideas(diary: Diary) -> list[Idea]:
    """Each idea of `material/ideas.toml`, oldest first.

    Raises:
        LookupError: an idea came out of an entry that did not take place.
    """
    path = files("tightrope.sample") / "material" / "ideas.toml"
    rows = tomllib.loads(path.read_text("utf-8"))["ideas"]
    rows.sort(key=lambda row: row["captured"])
    return [_idea(f"idea-{n:02}", row, diary) for n, row in enumerate(rows, 1)]


def _idea(name: str, row: dict[str, Any], diary: Diary) -> Idea:
    kind, title, day = row["out_of"]
    reached = {"captured": row["captured"], **row.get("reached", {})}
    let_go, because = row.get("let_go", (None, None))
    return Idea(
        id=name,
        title=row["title"],
        stage=row["stage"],
        reached={stage: moment(when) for stage, when in reached.items()},
        touched=moment(let_go or row.get("touched") or max(reached.values())),
        kind=kind,
        source=_source(title, day, diary) if title else None,
        wrong_if=row.get("wrong_if"),
        asked=_asked(**row["asked"]) if "asked" in row else None,
        evidence=tuple(
            (_source(title, day, diary), answer)
            for title, day, answer in row.get("evidence", [])
        ),
        serves=row.get("serves"),
        horizon=row.get("horizon"),
        let_go=moment(let_go) if let_go else None,
        because=because,
    )


def _asked(*, of: int, asked: int, yes: int, by: str) -> Asked:
    return Asked(of=of, asked=asked, yes=yes, by=date.fromisoformat(by))


def _source(title: str, day: str, diary: Diary) -> Source:
    (uid, original), entry = diary.find(title, date.fromisoformat(day))
    start, _ = entry.timed
    return Source(
        uid=uid,
        recurrence_id=original.astimezone(UTC).isoformat() if original else None,
        title=entry.title,
        start=start,
    )
