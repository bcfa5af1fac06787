from dataclasses import replace
from datetime import timedelta
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tightrope.sample import NOW
from tightrope.sample.diary import Diary, standing
from tightrope.sample.entry import Entry, uid
from tightrope.sample.writing import calendar, folded

plain = st.text("aé€😀;", min_size=30, max_size=120)
hour = timedelta(hours=1)


def entry(**changes: Any) -> Entry:
    one = Entry(
        uid=uid("one"),
        title="Review: drafts",
        facet="review",
        start=NOW,
        end=NOW + hour,
        created=NOW - 9 * hour,
        changed=NOW - 9 * hour,
    )
    return replace(one, **changes)


@given(plain)
def test_a_folded_line_unfolds_to_itself(line: str) -> None:
    assert folded(line).replace(b"\r\n ", b"").decode() == f"{line}\r\n"


@given(plain)
def test_no_piece_is_too_long_or_cuts_a_letter(line: str) -> None:
    pieces = folded(line).split(b"\r\n")

    assert max(len(piece) for piece in pieces) <= 75
    assert "".join(piece.decode().removeprefix(" ") for piece in pieces) == line


@pytest.mark.parametrize("title", ["a; b, c \\ d", "two\nlines", "Übergabe Inês"])
def test_a_title_comes_back_as_it_was(title: str) -> None:
    written = calendar([entry(title=title)], NOW)

    (event,) = icalendar.Calendar.from_ical(written).walk("VEVENT")
    assert event["SUMMARY"] == title


def test_the_calendar_stands_as_it_was_last_changed_before_then() -> None:
    diary = Diary()
    first = diary.book(entry())
    later = diary.revise(replace(first, title="Review"), NOW - 5 * hour)
    diary.drop(later, NOW - hour)

    moments = [NOW - hours * hour for hours in (10, 9, 5, 1)]

    assert [list(standing(diary.changes, at).values()) for at in moments] == [
        [],
        [first],
        [later],
        [],
    ]


def test_daily_work_counts_each_moment_once_and_nothing_else() -> None:
    diary = Diary()
    diary.book(entry())
    diary.book(entry(uid=uid("two"), start=NOW + hour / 2, end=NOW + 1.5 * hour))
    diary.book(entry(uid=uid("three"), facet="roadmap", end=NOW + 2 * hour))
    diary.book(entry(uid=uid("four"), facet="off", end=NOW + 3 * hour))

    assert diary.grind(NOW.date()) == 1.5 * hour
