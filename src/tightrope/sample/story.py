"""What is told by hand: absences, known dates, incidents, focus blocks."""

import tomllib
from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from tightrope.sample.diary import Diary
from tightrope.sample.dice import Dice
from tightrope.sample.entry import Entry, Guest, Reply, uid
from tightrope.sample.invited import invite
from tightrope.sample.meetings import Edit
from tightrope.sample.outages import broken
from tightrope.sample.people import NOOR, called
from tightrope.sample.records import Block, Incident
from tightrope.sample.spells import HOLIDAYS
from tightrope.sample.when import NOW, moment

HOLIDAYS_BOOKED = (moment("2025-08-25 12:00"), moment("2026-11-09 12:00"))
"""When the holidays up to the end of 2026, and those of 2027, were entered."""

LAST_ENTERED = 2026


@cache
def _material() -> dict[str, Any]:
    path = files("tightrope.sample") / "material" / "story.toml"
    return tomllib.loads(path.read_text("utf-8"))


def tell_days(diary: Diary) -> None:
    """Write down the days: holidays, leave, notes."""
    for day, name in HOLIDAYS.items():
        title = f"{name} (Feiertag)"
        booked = HOLIDAYS_BOOKED[day.year > LAST_ENTERED]
        diary.record(booked, _whole(title, (day, day), booked, free=True))
    for first, last, title, booked, how in _material()["days"]:
        days = date.fromisoformat(first), date.fromisoformat(last)
        entry = _whole(title, days, moment(booked), free=how == "free")
        diary.record(entry.created, entry)


def _whole(
    title: str, days: tuple[date, date], created: datetime, *, free: bool
) -> Entry:
    return Entry(
        uid=uid(f"days {title} {days[0]}"),
        title=title,
        facet="off",
        start=days[0],
        end=days[1] + timedelta(days=1),
        created=created,
        changed=created,
        free=free,
    )


def edits() -> dict[str, dict[date, Edit]]:
    """What the story does to the meetings of a series, by label and day."""
    found: defaultdict[str, dict[date, Edit]] = defaultdict(dict)
    for label, day, when, *to in _material()["edits"]:
        edit = Edit(moment(when), moment(to[0]) if to else None)
        found[label][date.fromisoformat(day)] = edit
    return found


def tell_entries(diary: Diary) -> None:
    """Write down the single entries that are told by hand."""
    dice = Dice("story")
    for start, minutes, title, facet, created, who in _material()["entries"]:
        entry = _single(title, facet, (moment(start), minutes), moment(created))
        diary.book(_hosted(entry, who, dice))


def _single(
    title: str, facet: str, time: tuple[datetime, int], created: datetime
) -> Entry:
    start, minutes = time
    return Entry(
        uid=f"story {title} {start}",
        title=title,
        facet=facet,
        start=start,
        end=start + timedelta(minutes=minutes),
        created=created,
        changed=created,
    )


def _hosted(entry: Entry, who: str, dice: Dice) -> Entry:
    """The entry with the people of the story, who all accepted but for a few."""
    start, _ = entry.timed
    people = called(who, start.date())
    guests = tuple(
        Guest(
            person,
            Reply.OPEN
            if person not in (NOOR, people[0]) and dice.chance(0.15)
            else Reply.ACCEPTED,
        )
        for person in sorted({*people, NOOR}, key=lambda person: person.mail)
    )
    entry = invite(entry, [], dice)
    meet = f"https://meet.example/{entry.uid[:3]}-{entry.uid[3:7]}-{entry.uid[7:10]}"
    outside = any(guest.person.outside for guest in guests)
    place = meet if outside else entry.place
    host = people[0] if len(guests) > 1 else None
    return replace(entry, host=host, guests=guests if host else (), place=place)


def tell_incidents(diary: Diary) -> list[Incident]:
    """Write down the incidents that are told by hand, and the talks about them."""
    dice = Dice("told incidents")
    found = []
    for start, minutes, title, severity, noticed, review in _material()["incidents"]:
        begin, length = moment(start), timedelta(minutes=minutes)
        seen = begin + timedelta(minutes=noticed, seconds=dice.whole(1, 59))
        entry = diary.book(broken(f"told {start}", title, (begin, length, seen), dice))
        talk = _talk(title, review, begin + length, diary, dice) if review else None
        found.append(
            Incident(
                title=title,
                start=begin,
                end=begin + length,
                severity=severity,
                uid=entry.uid,
                review=talk.uid if talk else None,
            )
        )
    return found


def _talk(title: str, start: str, ended: datetime, diary: Diary, dice: Dice) -> Entry:
    what = title.partition(": ")[2] or title
    created = ended + timedelta(minutes=dice.whole(5, 30))
    entry = _single(
        f"Incident review: {what}", "incident", (moment(start), 30), created
    )
    return diary.book(_hosted(entry, "noor amara wei", dice))


def tell_blocks(diary: Diary) -> list[Block]:
    """Write down the focus blocks, and say what became of each."""
    return [_block(row, diary) for row in _material()["blocks"]]


def _block(row: list[Any], diary: Diary) -> Block:
    start, minutes, purpose, facet, booked, *left = row
    entry = _single(
        f"Focus: {purpose}", facet, (moment(start), minutes), moment(booked)
    )
    entry = diary.book(replace(entry, uid=uid(entry.uid)))
    until, because, then, note = left or (None, None, None, None)
    begin, end = entry.timed
    return Block(
        uid=entry.uid,
        start=begin,
        end=end,
        purpose=purpose,
        facet=facet,
        state=_state(end, until),
        broken=moment(until) if until else None,
        because=because,
        then=then,
        note=note,
    )


def _state(end: datetime, broken: str | None) -> str:
    if broken:
        return "overridden"
    return "kept" if end <= NOW else "firm"
