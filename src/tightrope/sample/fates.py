"""What becomes of a single entry between its booking and its time."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from tightrope.core.timeline import Status
from tightrope.sample.diary import Diary
from tightrope.sample.dice import Dice
from tightrope.sample.entry import Entry
from tightrope.sample.invited import answered
from tightrope.sample.spells import away, shut
from tightrope.sample.when import FRIDAY, at

CALLED_OFF, MOVED, ANSWERED, TENTATIVE = 0.10, 0.14, 0.35, 0.04
_HOUR = timedelta(hours=1)


def befall(entry: Entry, diary: Diary, dice: Dice) -> None:
    """Book `entry`, and let what happens to it happen before it starts."""
    start, _ = entry.timed
    if dice.chance(TENTATIVE):
        entry = replace(entry, status=Status.TENTATIVE)
    if start - entry.created < 2 * _HOUR:
        diary.book(entry)
    elif dice.chance(CALLED_OFF):
        _call_off(diary.book(entry), diary, dice)
    elif dice.chance(MOVED):
        _move_here(entry, diary, dice)
    elif dice.chance(ANSWERED) and entry.guests:
        _answer(diary.book(entry), diary, dice)
    else:
        diary.book(entry)


def _between(early: datetime, late: datetime, dice: Dice) -> datetime:
    seconds = (late - early) // timedelta(seconds=1)
    return early + timedelta(seconds=dice.whole(60, max(seconds - 600, 61)))


def _call_off(entry: Entry, diary: Diary, dice: Dice) -> None:
    when = _between(entry.created, entry.timed[0], dice)
    fate = dice.weighed(("gone", "status", "title"), (0.5, 0.3, 0.2))
    if fate == "gone":
        diary.drop(entry, when)
        return
    word = dice.one(("Cancelled", "Canceled", "Abgesagt", "Cancelled"))
    status = Status.CANCELLED if fate == "status" else Status.CONFIRMED
    title = f"{word}: {entry.title}"
    diary.revise(replace(entry, title=title, status=status, revision=1), when)


def _move_here(entry: Entry, diary: Diary, dice: Dice) -> None:
    """Book it for another time first, then move it to where it takes place."""
    start, end = entry.timed
    away_by = timedelta(days=dice.one((-2, -1, 0, 1, 2, 3)))
    there = at(start.date() + away_by, time(dice.one((9, 10, 11, 14, 15, 16))))
    weekend = there.weekday() > FRIDAY
    if weekend or shut(there.date()) or away(there.date()):
        there = start
    if there == start or there < entry.created + 2 * _HOUR:
        there = start + _HOUR
    when = _between(entry.created, min(start, there), dice)
    diary.book(replace(entry, start=there, end=there + (end - start)))
    diary.revise(replace(entry, revision=1), when)


def _answer(entry: Entry, diary: Diary, dice: Dice) -> None:
    when = _between(entry.created, entry.timed[0], dice)
    diary.revise(answered(entry, when, dice), when)
