from collections import defaultdict
from datetime import UTC, datetime, timedelta

import pytest

from tests.unit.sample.seen import Seen
from tightrope import sample
from tightrope.core.timeline import day_of
from tightrope.sample import Phase


@pytest.fixture(scope="module")
def history() -> list[sample.Snapshot]:
    return sample.changes()


@pytest.fixture(scope="module")
def first_seen(history: list[sample.Snapshot]) -> dict[tuple[str, str], datetime]:
    """When each component came up first, by UID and recurrence."""
    found: dict[tuple[str, str], datetime] = {}
    for snapshot in history:
        for op in snapshot.ops:
            found.setdefault((op.uid, op.recurrence), snapshot.at)
    return found


def test_all_changes_together_give_the_calendar(
    history: list[sample.Snapshot],
) -> None:
    lines = sample.calendar().replace(b"\r\n ", b"").decode().split("\r\n")
    body = [line for line in lines if not line.startswith("DTSTAMP")]
    events = "\n".join(body).split("BEGIN:VEVENT\n")[1:]

    replayed = sample.replay(history).values()

    assert sorted(text.partition("\n")[2] for text in replayed) == sorted(
        event.partition("\nEND:VEVENT")[0] + "\nEND:VEVENT" for event in events
    )


def test_no_change_hits_what_is_not_there(history: list[sample.Snapshot]) -> None:
    standing: set[tuple[str, str]] = set()
    for snapshot in history:
        for op in snapshot.ops:
            known = (op.uid, op.recurrence) in standing
            assert known == (op.kind != "+")
            (standing.discard if op.kind == "-" else standing.add)(
                (op.uid, op.recurrence)
            )
        assert len(standing) == snapshot.events


def test_the_history_ends_now_and_runs_forward(history: list[sample.Snapshot]) -> None:
    moments = [snapshot.at for snapshot in history]

    assert moments == sorted(set(moments))
    assert moments[-1] == sample.NOW


def test_single_events_were_made_on_the_day_they_came_up(
    history: list[sample.Snapshot],
) -> None:
    for snapshot in history[1:]:
        for op in snapshot.ops:
            if op.kind == "+" and not op.recurrence and "_R20" not in op.uid:
                day = day_of(_created(op.text), sample.ZONE)
                assert day == snapshot.at.date()


def test_the_parts_of_a_series_say_when_the_series_was_made_not_they(
    first_seen: dict[tuple[str, str], datetime], history: list[sample.Snapshot]
) -> None:
    standing = sample.replay(history)
    parts = [key for key in standing if key[1] or "_R20" in key[0]]

    truly = [_created(standing[key]).date() == first_seen[key].date() for key in parts]

    assert len(parts) > 50
    assert sum(truly) <= 0.02 * len(parts)


def test_series_changed_their_times_while_they_went_on(
    history: list[sample.Snapshot],
) -> None:
    kinds: defaultdict[tuple[str, bool], int] = defaultdict(int)
    for snapshot in history[1:]:
        for op in snapshot.ops:
            kinds[op.kind, bool(op.recurrence)] += 1

    assert kinds["+", False] > 500
    assert kinds["~", False] > 200
    assert kinds["-", False] > 10
    assert kinds["+", True] > 50


@pytest.mark.parametrize(
    ("phase", "low", "high"),
    [(Phase.INTENSE, 0.3, 0.55), (Phase.NORMAL, 0.45, 0.7), (Phase.QUIET, 0.6, 0.9)],
)
def test_quiet_weeks_are_booked_early_and_intense_ones_fill_up_late(
    phase: Phase,
    low: float,
    high: float,
    occurrences: list[Seen],
    first_seen: dict[tuple[str, str], datetime],
) -> None:
    phases, early, whole = sample.phases(), timedelta(), timedelta()
    for one in occurrences:
        day = day_of(one.span.start, sample.ZONE)
        if day < sample.NOW.date() and phases[day] is phase and _grind(one):
            whole += one.span.length
            if one.span.start - _booked(one, first_seen) >= timedelta(days=14):
                early += one.span.length

    assert low <= early / whole <= high


def test_incidents_are_written_down_while_they_happen() -> None:
    made = {
        op.uid: _created(op.text)
        for snapshot in sample.changes()
        for op in snapshot.ops
        if op.kind == "+" and not op.recurrence
    }

    late = [made[incident.uid] - incident.start for incident in sample.incidents()]

    assert all(timedelta() < wait < timedelta(minutes=20) for wait in late)


def _grind(one: Seen) -> bool:
    return sample.facets()[one.uid] not in {
        "off",
        "roadmap",
        "venture",
        "validation",
        "prototype",
        "strategy",
        "learning",
    }


def _booked(one: Seen, first: dict[tuple[str, str], datetime]) -> datetime:
    part = (one.uid, f";TZID={sample.ZONE.key}:{one.recurrence}")
    return first[part] if part in first else first[one.uid, ""]


def _created(text: str) -> datetime:
    (line,) = (line for line in text.splitlines() if line.startswith("CREATED:"))
    return datetime.strptime(line, "CREATED:%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
