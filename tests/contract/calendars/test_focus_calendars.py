"""Every calendar of our own blocks keeps the port's promises."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.unit.calendars.focus.blocks import BERLIN, at, block, monday, plan
from tightrope.calendars.base import FocusCalendar
from tightrope.calendars.focus import FocusFile
from tightrope.calendars.memory import MemoryFocus
from tightrope.core.errors import InputError

NOW = monday("08:00")
A = block(at("09:00", 195, days=1), id="b-1")
B = block(at("09:00", 180, days=3), id="b-2")


@pytest.fixture(params=["memory", "file"])
def focus(request: pytest.FixtureRequest, tmp_path: Path) -> FocusCalendar:
    if request.param == "memory":
        return MemoryFocus()
    return FocusFile(tmp_path / "focus.ics")


def test_nothing_stands_at_first(focus: FocusCalendar) -> None:
    assert focus.standing() == ()


def test_what_is_written_stands(focus: FocusCalendar) -> None:
    focus.write(plan(B, A), now=NOW, zone=BERLIN)

    assert focus.standing() == (A, B)


def test_what_the_plan_names_no_more_stands_no_more(focus: FocusCalendar) -> None:
    focus.write(plan(A, B), now=NOW, zone=BERLIN)
    written = focus.write(plan(A), now=NOW, zone=BERLIN)

    assert focus.standing() == (A,)
    assert (written.removed, written.unchanged) == (1, 1)


def test_a_second_run_changes_nothing(focus: FocusCalendar) -> None:
    first = focus.write(plan(A, B), now=NOW, zone=BERLIN)
    second = focus.write(plan(A, B), now=NOW + timedelta(days=1), zone=BERLIN)

    assert second.before == second.after == first.after


def test_a_preview_writes_nothing_and_says_the_same(focus: FocusCalendar) -> None:
    seen = focus.preview(plan(A), now=NOW, zone=BERLIN)

    assert focus.standing() == ()
    assert focus.write(plan(A), now=NOW, zone=BERLIN) == seen


def test_writing_can_be_undone_once(focus: FocusCalendar) -> None:
    focus.write(plan(A), now=NOW, zone=BERLIN)
    written = focus.write(plan(B), now=NOW, zone=BERLIN)

    focus.undo(written)

    assert focus.standing() == (A,)
    with pytest.raises(InputError):
        focus.undo(written)
    assert focus.standing() == (A,)
