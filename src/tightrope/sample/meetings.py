"""What becomes of each meeting of a series: it takes place, moves, or falls out."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from tightrope.core.timeline import Status
from tightrope.sample.diary import Diary
from tightrope.sample.dice import Dice
from tightrope.sample.entry import Entry, Reply
from tightrope.sample.people import NOOR
from tightrope.sample.series import Series
from tightrope.sample.spells import Phase, away, phase_of, shut
from tightrope.sample.when import FRIDAY, at

TOLD_BY_HAND = date(2026, 11, 2)
"""From here on nothing happens to a series by chance: the story says what does."""

_MOVES = (-1, 1, 1, 2)
_CLOCKS = (time(10), time(11), time(13, 30), time(14), time(15), time(16), time(16, 30))


@dataclass(frozen=True, slots=True)
class Edit:
    """What the story does to one meeting of a series.

    Attributes:
        when: the moment at which it was done.
        to: when it takes place instead; nothing when it was taken out.
    """

    when: datetime
    to: datetime | None


def live(series: Series, edits: dict[date, Edit], diary: Diary) -> None:
    """Write `series` down and let each of its meetings take place, move or fall out.

    Args:
        series: the series.
        edits: what the story does to some of them, by their day.
        diary: where all is written.
    """
    master, dice = series.master(), Dice(f"series {series.label}")
    diary.record(series.begun, master)
    lost: list[tuple[datetime, datetime]] = []
    for day in series.rhythm.days():
        start = at(day, series.clock)
        one = replace(
            master, start=start, end=start + series.length, original=start, rule=""
        )
        diary.take(one)
        if day in edits:
            when = _obey(edits[day], one, diary)
        else:
            when = _live_one(series, one, diary, dice)
        if when:
            lost.append((when, start))
    _rewrite(series, master, lost, diary)


def _obey(edit: Edit, one: Entry, diary: Diary) -> datetime | None:
    start, end = one.timed
    if edit.to is None:
        diary.free(one.key)
        return edit.when
    moved = replace(one, start=edit.to, end=edit.to + (end - start), revision=1)
    diary.revise(moved, edit.when)
    return None


def _live_one(series: Series, one: Entry, diary: Diary, dice: Dice) -> datetime | None:
    """Decide what becomes of `one`; say when it was taken out of the series, if so."""
    start, _ = one.timed
    day = start.date()
    before = start - timedelta(hours=dice.whole(3, 70))
    if shut(day):
        diary.free(one.key)
        return start - timedelta(days=dice.whole(4, 20), hours=dice.whole(0, 5))
    if away(day):
        return _without_her(one, diary, dice)
    if day >= TOLD_BY_HAND:
        return None
    quiet = 3 if phase_of(day) is Phase.QUIET else 1
    if dice.chance(series.lost * quiet):
        return _call_off(one, before, diary, dice)
    if dice.chance(series.moved):
        _move(one, before, diary, dice)
    return None


def _without_her(one: Entry, diary: Diary, dice: Dice) -> datetime | None:
    start, _ = one.timed
    when = start - timedelta(days=dice.whole(3, 12), hours=dice.whole(0, 6))
    if one.host in (NOOR, None):
        diary.free(one.key)
        return when
    if dice.chance(0.5):
        answers = [
            replace(guest, reply=Reply.DECLINED) if guest.person == NOOR else guest
            for guest in one.guests
        ]
        diary.revise(replace(one, guests=tuple(answers)), when)
    return None


def _call_off(one: Entry, when: datetime, diary: Diary, dice: Dice) -> datetime | None:
    if dice.chance(0.65):
        diary.free(one.key)
        return when
    word = dice.one(("Cancelled", "Cancelled", "Canceled", "Abgesagt"))
    status = Status.CANCELLED if dice.chance(0.6) else Status.CONFIRMED
    title = f"{word}: {one.title}"
    diary.revise(replace(one, title=title, status=status, revision=1), when)
    return None


def _move(one: Entry, when: datetime, diary: Diary, dice: Dice) -> None:
    start, end = one.timed
    for _ in range(6):
        day = start.date() + timedelta(days=dice.one(_MOVES))
        there = at(day, dice.one(_CLOCKS))
        if day.weekday() > FRIDAY or shut(day) or away(day):
            continue
        if there > when and not diary.clash(there, end - start):
            moved = replace(one, start=there, end=there + (end - start), revision=1)
            diary.revise(moved, when)
            return


def _rewrite(
    series: Series, master: Entry, lost: list[tuple[datetime, datetime]], diary: Diary
) -> None:
    """Record the series each time its rule or its EXDATEs changed."""
    edits: list[tuple[datetime, datetime | None]] = [*lost]
    if series.ended:
        edits.append((series.ended, None))
    for decided, start in sorted(edits, key=lambda edit: edit[0]):
        when = max(decided, series.begun + timedelta(minutes=1))
        if start is None:
            rule, revision = series.rhythm.rule(), master.revision + 1
            master = replace(master, rule=rule, revision=revision, changed=when)
        else:
            without = tuple(sorted((*master.without, start)))
            master = replace(master, without=without, changed=when)
        diary.record(when, master)
