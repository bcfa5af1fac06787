"""The meetings that come again and again."""

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from typing import Any, Self

from tightrope.sample.entry import Entry, Guest, uid
from tightrope.sample.people import NOOR, called
from tightrope.sample.rhythm import Rhythm
from tightrope.sample.when import at, moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A meeting that comes again.

    Attributes:
        label: what the rest of the material calls it.
        title: its SUMMARY.
        facet: what it truly is.
        rhythm: on which days.
        clock: at which time.
        length: how long.
        created: when it was first booked, or, for the rest of a split series, when the
            series it was split from was.
        begun: when it came up on the calendar: for the rest of a split series the
            moment of the split.
        ended: when its last day was decided, if that was later than `begun`.
        origin: the label of the series it was split from, else its own.
        who: who is invited, the host first.
        place: where.
        lost: how likely one of them is called off.
        moved: how likely one of them is moved.
    """

    label: str
    title: str
    facet: str
    rhythm: Rhythm
    clock: time
    length: timedelta
    created: datetime
    begun: datetime
    ended: datetime | None
    origin: str
    who: str
    place: str
    lost: float
    moved: float

    @classmethod
    def of(cls, row: dict[str, Any]) -> Self:
        """Read it from a row of `material/series.toml`."""
        first, last = date.fromisoformat(row["first"]), row.get("last")
        return cls(
            label=row["label"],
            title=row["title"],
            facet=row["facet"],
            rhythm=Rhythm(
                on=row["on"],
                first=first,
                every=row.get("every", 1),
                nth=row.get("nth", 0),
                last=date.fromisoformat(last) if last else None,
                count=row.get("count", 0),
            ),
            clock=time.fromisoformat(row["at"]),
            length=timedelta(minutes=row["minutes"]),
            created=moment(row["created"]),
            begun=moment(row.get("begun", row["created"])),
            ended=moment(row["ended"]) if "ended" in row else None,
            origin=row.get("origin", row["label"]),
            who=row["who"],
            place=row.get("place", ""),
            lost=row.get("lost", 0.05),
            moved=row.get("moved", 0.05),
        )

    @property
    def uid(self) -> str:
        """Its UID; the rest of a split series has its first start in it."""
        name, domain = uid(self.origin).split("@")
        if self.origin != self.label:
            start = at(self.rhythm.first, self.clock).astimezone(UTC)
            name += f"_R{start:%Y%m%dT%H%M%S}"
        return f"{name}@{domain}"

    def master(self) -> Entry:
        """Its first component, as it was booked."""
        start = at(self.rhythm.first, self.clock)
        people = called(self.who, self.rhythm.first)
        guests = [person for person in {*people, NOOR} if len(people) > 1]
        return Entry(
            uid=self.uid,
            title=self.title,
            facet=self.facet,
            start=start,
            end=start + self.length,
            created=self.created,
            changed=self.begun,
            rule=self.rhythm.rule(ended=self.ended is None),
            host=people[0] if guests else None,
            guests=tuple(
                Guest(person) for person in sorted(guests, key=lambda who: who.mail)
            ),
            place=self.place,
        )


def all_series() -> list[Series]:
    """The series of the sample, read from `material/series.toml`."""
    path = files("tightrope.sample") / "material" / "series.toml"
    return [Series.of(row) for row in tomllib.loads(path.read_text("utf-8"))["series"]]
