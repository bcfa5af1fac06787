import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.calendars.focus.blocks import (
    BERLIN,
    LONDON,
    at,
    block,
    blocks,
    moments,
    monday,
    plan,
    plans,
    zones,
)
from tightrope.calendars.base import Written
from tightrope.calendars.focus.held import NoCalendarFile, NotOurs, blocks_in, held
from tightrope.calendars.focus.lines import UnsafeLine
from tightrope.calendars.focus.revision import revised
from tightrope.calendars.focus.words import said
from tightrope.core.planner.answer import Plan
from tightrope.core.planner.block import Block, State
from tightrope.core.timeline import Span

NOW = monday("08:00")
LATER = NOW + timedelta(hours=1)
A = block(at("09:00", 195, days=1), id="b-1")
DESCRIPTION = (
    r"DESCRIPTION:For: hiring plan\n\nWhy here:\n- a free morning\n\n"
    r"About 8 in 10 blocks like this are kept whole.\nIncidents and people who are "
    r"stuck may interrupt\; everything else waits until 12:15.\n"
    r"It repays 1 h 10 of owed time."
)
B = block(at("09:00", 180, days=3), id="b-2", state=State.FIRM, purpose=None)


def write(
    plan: Plan, before: bytes | None = None, *, now: Any = NOW, zone: Any = BERLIN
) -> Written:
    return revised(before, plan, now=now, zone=zone, name="focus.ics")


def standing(data: bytes | None) -> tuple[Block, ...]:
    return blocks_in(held(data, "focus.ics"))


def events(data: bytes) -> dict[str, Any]:
    return {
        str(event["UID"]): event for event in icalendar.Calendar.from_ical(data).events
    }


def counts(written: Written) -> dict[str, int]:
    names = ("added", "changed", "removed", "unchanged", "dropped")
    return {name: n for name in names if (n := getattr(written, name))}


def unfolded(data: bytes) -> str:
    return data.replace(b"\r\n ", b"").decode()


def without_lines(data: bytes, *names: str) -> bytes:
    starts = tuple(name.encode() for name in names)
    kept = [line for line in data.split(b"\r\n") if not line.startswith(starts)]
    return b"\r\n".join(kept)


def test_an_event_has_all_that_calendar_programs_ask_for() -> None:
    written = write(plan(A))

    [text] = re.findall("BEGIN:VEVENT.*END:VEVENT", unfolded(written.after), re.DOTALL)
    assert text.splitlines() == [
        "BEGIN:VEVENT",
        "SUMMARY:Focus: hiring plan",
        "DTSTART;TZID=Europe/Berlin:20240514T090000",
        "DTEND;TZID=Europe/Berlin:20240514T121500",
        "DTSTAMP:20240513T060000Z",
        "UID:b-1@focus.tightrope",
        "SEQUENCE:0",
        "CATEGORIES:Focus,Vision",
        "COLOR:royalblue",
        "CREATED:20240513T060000Z",
        DESCRIPTION,
        "LAST-MODIFIED:20240513T060000Z",
        "STATUS:TENTATIVE",
        "TRANSP:OPAQUE",
        "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE",
        "X-TIGHTROPE-STATE:pencilled",
        "END:VEVENT",
    ]


def test_the_calendar_says_what_it_is() -> None:
    written = write(plan(A))

    assert written.after.partition(b"BEGIN:VTIMEZONE")[0] == (
        b"BEGIN:VCALENDAR\r\n"
        b"VERSION:2.0\r\n"
        b"PRODID:-//Tightrope//Focus blocks//EN\r\n"
        b"CALSCALE:GREGORIAN\r\n"
        b"METHOD:PUBLISH\r\n"
        b"NAME:Tightrope focus blocks\r\n"
        b"X-WR-CALNAME:Tightrope focus blocks\r\n"
        b"COLOR:royalblue\r\n"
        b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n"
        b"X-PUBLISHED-TTL:PT1H\r\n"
        b"X-WR-TIMEZONE:Europe/Berlin\r\n"
    )


@pytest.mark.parametrize(
    ("state", "status", "transparency", "shown"),
    [
        (State.PROPOSED, "TENTATIVE", "OPAQUE", "TENTATIVE"),
        (State.PENCILLED, "TENTATIVE", "OPAQUE", "TENTATIVE"),
        (State.FIRM, "CONFIRMED", "OPAQUE", "BUSY"),
        (State.LOCKED, "CONFIRMED", "OPAQUE", "BUSY"),
        (State.IN_PROGRESS, "CONFIRMED", "OPAQUE", "BUSY"),
        (State.KEPT, "CONFIRMED", "OPAQUE", "BUSY"),
        (State.OVERRIDDEN, "CANCELLED", "TRANSPARENT", "FREE"),
    ],
)
def test_each_state_is_told_in_the_words_of_other_programs(
    state: State, status: str, transparency: str, shown: str
) -> None:
    [event] = events(write(plan(block(A.span, state=state))).after).values()

    assert (
        event["STATUS"],
        event["TRANSP"],
        event["X-MICROSOFT-CDO-BUSYSTATUS"],
        event["X-TIGHTROPE-STATE"],
    ) == (status, transparency, shown, state.value)


@pytest.mark.parametrize("before", [None, b"", b"\r\n"])
def test_without_a_file_nothing_stands(before: bytes | None) -> None:
    assert standing(before) == ()
    assert counts(write(plan(A, B), before)) == {"added": 2}


def test_a_second_run_changes_no_byte() -> None:
    first = write(plan(A, B))
    second = write(plan(A, B), first.after, now=LATER)

    assert second.after == first.after
    assert counts(second) == {"unchanged": 2}


def test_a_block_that_moves_is_a_new_version_of_the_same_event() -> None:
    first = write(plan(A, B))
    moved = block(at("13:30", 195, days=1), id="b-1")
    second = write(plan(moved, B), first.after, now=LATER)

    event = events(second.after)[A.uid]
    assert counts(second) == {"changed": 1, "unchanged": 1}
    assert event["SEQUENCE"] == 1
    assert event["CREATED"].dt == NOW
    assert event["LAST-MODIFIED"].dt == event["DTSTAMP"].dt == LATER
    assert standing(second.after) == (moved, B)


@pytest.mark.parametrize(
    "again",
    [
        plan(block(A.span, purpose="roadmap")),
        plan(block(A.span, state=State.FIRM)),
        plan(block(at("09:15", 180, days=1))),
    ],
    ids=["title", "status", "time"],
)
def test_what_matters_raises_the_sequence(again: Plan) -> None:
    second = write(again, write(plan(A)).after, now=LATER)

    assert events(second.after)[A.uid]["SEQUENCE"] == 1


@pytest.mark.parametrize(
    ("again", "zone"),
    [
        (plan(A, because="nothing else fits"), BERLIN),
        (plan(block(A.span, state=State.PROPOSED)), BERLIN),
        (plan(A), LONDON),
    ],
    ids=["description", "state", "zone"],
)
def test_what_does_not_matter_leaves_the_sequence(again: Plan, zone: ZoneInfo) -> None:
    second = write(again, write(plan(A)).after, now=LATER, zone=zone)

    event = events(second.after)[A.uid]
    assert counts(second) == {"changed": 1}
    assert event["SEQUENCE"] == 0
    assert event["LAST-MODIFIED"].dt == LATER


def test_a_block_taken_back_is_cancelled_until_its_time_has_passed() -> None:
    first = write(plan(A, B))
    second = write(plan(B), first.after, now=LATER)
    third = write(plan(B), second.after, now=LATER)
    fourth = write(plan(B), third.after, now=A.span.end)

    event = events(second.after)[A.uid]
    assert (event["STATUS"], event["TRANSP"], event["SEQUENCE"]) == (
        "CANCELLED",
        "TRANSPARENT",
        1,
    )
    assert standing(second.after) == (B,)
    assert counts(second) == {"removed": 1, "unchanged": 1}
    assert third.after == second.after
    assert counts(third) == {"unchanged": 1}
    assert set(events(fourth.after)) == {B.uid}
    assert counts(fourth) == {"unchanged": 1, "dropped": 1}


def test_a_block_that_comes_back_is_the_same_event_again() -> None:
    taken_back = write(plan(), write(plan(A)).after, now=LATER)
    again = write(plan(A), taken_back.after, now=LATER)

    event = events(again.after)[A.uid]
    assert counts(again) == {"added": 1}
    assert (event["STATUS"], event["TRANSP"], event["SEQUENCE"]) == (
        "TENTATIVE",
        "OPAQUE",
        2,
    )
    assert standing(again.after) == (A,)


def test_a_block_that_has_begun_stays_though_no_plan_names_it() -> None:
    first = write(plan(A))
    second = write(plan(), first.after, now=A.span.start)

    assert second.after == first.after
    assert counts(second) == {"unchanged": 1}


def test_past_blocks_stay_for_eight_weeks() -> None:
    first = write(plan(A))
    weeks = timedelta(weeks=8)
    second = write(plan(), first.after, now=A.span.end + weeks - timedelta(minutes=1))
    third = write(plan(), first.after, now=A.span.end + weeks)

    assert second.after == first.after
    assert standing(third.after) == ()
    assert counts(third) == {"dropped": 1}


def test_an_overridden_block_of_the_past_stays_known() -> None:
    overridden = block(A.span, state=State.OVERRIDDEN)
    first = write(plan(overridden))
    second = write(plan(), first.after, now=A.span.end)

    assert standing(second.after) == (overridden,)


@pytest.mark.parametrize(
    ("status", "state"),
    [("CONFIRMED", State.FIRM), ("TENTATIVE", State.PENCILLED), ("CANCELLED", None)],
)
def test_a_status_set_elsewhere_counts_more_than_our_own_word(
    status: str, state: State | None
) -> None:
    kept = write(plan(block(A.span, state=State.OVERRIDDEN))).after
    other = State.LOCKED if status != "CONFIRMED" else State.PROPOSED
    data = write(plan(block(A.span, state=other))).after
    mine = b"STATUS:" + (b"CONFIRMED" if other is State.LOCKED else b"TENTATIVE")

    changed = data.replace(mine, b"STATUS:" + status.encode())

    assert [block.state for block in standing(changed)] == ([state] if state else [])
    assert [block.state for block in standing(kept)] == [State.OVERRIDDEN]


def test_a_file_that_lost_our_property_still_gives_its_blocks() -> None:
    data = without_lines(write(plan(A, B)).after, "X-TIGHTROPE", "SEQUENCE", "CREATED")

    assert standing(data) == (A, B)
    assert counts(write(plan(A, B), data, now=LATER)) == {"changed": 2}


def test_what_a_person_added_to_a_block_stays() -> None:
    alarm = (
        b"BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:soon\r\n"
        b"TRIGGER:-PT10M\r\nEND:VALARM\r\nEND:VEVENT"
    )
    data = write(plan(A)).after.replace(b"END:VEVENT", b"LOCATION:library\r\n" + alarm)

    same = write(plan(A), data, now=LATER)
    moved = write(plan(block(at("10:00", 180, days=1))), same.after, now=LATER)

    event = events(moved.after)[A.uid]
    assert counts(same) == {"unchanged": 1}
    assert event["LOCATION"] == "library"
    assert [part.name for part in event.subcomponents] == ["VALARM"]


def test_a_block_made_into_a_series_or_a_meeting_becomes_one_block_again() -> None:
    data = write(plan(A)).after.replace(
        b"END:VEVENT",
        b"RRULE:FREQ=DAILY\r\nORGANIZER:mailto:a@example.org\r\n"
        b"ATTENDEE:mailto:b@example.org\r\nEND:VEVENT",
    )

    assert counts(write(plan(A), data)) == {"changed": 1}
    assert write(plan(A), data).after == write(plan(A)).after


def test_of_one_uid_given_twice_the_newest_counts() -> None:
    old = write(plan(A)).after
    moved = block(at("13:00", 180, days=1))
    new = write(plan(moved), old, now=LATER).after
    event = old[old.index(b"BEGIN:VEVENT") : old.index(b"END:VCALENDAR")]

    both = new.replace(b"BEGIN:VEVENT", event + b"BEGIN:VEVENT")

    assert standing(both) == (moved,)


@pytest.mark.parametrize(
    "times",
    [
        b"DTSTART:20240514T070000Z\r\nDTEND:20240514T101500Z",
        b"DTSTART:20240514T070000Z\r\nDURATION:PT3H15M",
        b"DTSTART:20240514T070000\r\nDTEND:20240514T101500",
        b"DTSTART;TZID=W. Europe Standard Time:20240514T090000\r\nDURATION:PT3H15M",
    ],
    ids=["utc", "duration", "floating", "windows"],
)
def test_times_rewritten_elsewhere_are_understood(times: bytes) -> None:
    data = write(plan(A)).after
    mine = data[data.index(b"DTSTART;TZID") : data.index(b"\r\nDTSTAMP")]

    assert standing(data.replace(mine, times)) == (A,)


def test_a_byte_order_mark_and_stray_controls_are_put_up_with() -> None:
    data = b"\xef\xbb\xbf" + write(plan(A)).after.replace(b"hiring", b"hir\x01\ring")

    assert standing(data) == (block(A.span, purpose="hir  ing plan"),)


def test_a_zone_without_a_name_is_written_in_utc() -> None:
    with (files("tzdata") / "zoneinfo" / "Europe" / "Berlin").open("rb") as file:
        nameless = ZoneInfo.from_file(file)

    data = write(plan(A), zone=nameless).after

    assert b"DTSTART:20240514T070000Z\r\nDTEND:20240514T101500Z\r\n" in data
    assert b"X-WR-TIMEZONE:UTC\r\n" in data
    assert b"BEGIN:VTIMEZONE" not in data


def test_past_blocks_keep_the_zone_they_were_written_in() -> None:
    first = write(plan(A))
    later = block(at("09:00", 180, days=9), id="b-2")

    second = write(plan(later), first.after, now=A.span.end, zone=LONDON)

    zones = icalendar.Calendar.from_ical(second.after).walk("VTIMEZONE")
    assert [str(zone["TZID"]) for zone in zones] == ["Europe/Berlin", "Europe/London"]
    assert standing(second.after) == (A, later)


def test_a_zone_that_only_the_file_knows_stays_with_its_block() -> None:
    zone = (
        b"BEGIN:VTIMEZONE\r\nTZID:Ours\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
        b"TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0200\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    data = write(plan(A)).after.replace(b"TZID=Europe/Berlin", b"TZID=Ours")
    data = data.replace(b"BEGIN:VEVENT", zone + b"BEGIN:VEVENT")

    second = write(plan(), data, now=A.span.end)

    assert zone in second.after
    assert standing(second.after) == (A,)


PIECES = (
    b"\r\nEND:VEVENT\r\n",
    b"\r\nRRULE:FREQ=SECONDLY\r\n",
    b"\r\nDTSTART:99991231T000000Z\r\n",
    b"\r\nSEQUENCE:-99999999999999999999\r\n",
    b"\r\nDURATION:P999999999W\r\n",
    b"\r\nSTATUS;X=\xff:\r\n",
)
FOREIGN = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:%s\r\nUID:%s\r\n"
    b"DTSTAMP:20240101T000000Z\r\nDTSTART:20240514T070000Z\r\nEND:%s\r\nEND:VCALENDAR\r\n"
)


@pytest.mark.parametrize(
    "data",
    [
        FOREIGN % (b"VEVENT", b"standup@example.org", b"VEVENT"),
        FOREIGN % (b"VEVENT", b"", b"VEVENT"),
        FOREIGN % (b"VTODO", b"b-1@focus.tightrope", b"VTODO"),
        FOREIGN % (b"VEVENT", b"b-1@focus.tightrope.example.org", b"VEVENT"),
    ],
    ids=["other", "nameless", "task", "alike"],
)
def test_a_file_with_anything_of_somebody_else_is_refused(data: bytes) -> None:
    with pytest.raises(
        NotOurs, match=r"focus\.ics holds events that Tightrope did not"
    ):
        write(plan(A), data)
    with pytest.raises(NotOurs):
        standing(data)


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body>Log in</body></html>",
        b"\x00\x01\x02\xff\xfe" * 50,
        b"remember the milk",
        "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".encode("utf-16"),
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
        FOREIGN % (b"VEVENT", b"b-1@focus.tightrope", b"VEVENT") + b"BEGIN:VCALENDAR",
        b"BEGIN:VEVENT\r\nUID:b-1@focus.tightrope\r\nEND:VEVENT\r\n",
        FOREIGN.replace(b"DTSTART:20240514T070000Z\r\n", b"")
        % (b"VEVENT", b"b-1@focus.tightrope", b"VEVENT"),
        FOREIGN.replace(b"20240514T070000Z", b"tomorrow")
        % (b"VEVENT", b"b-1@focus.tightrope", b"VEVENT"),
    ],
    ids=[
        "html",
        "binary",
        "text",
        "utf-16",
        "cut",
        "second cut",
        "no calendar",
        "no time",
        "no date",
    ],
)
def test_a_file_that_is_no_calendar_is_refused(data: bytes) -> None:
    with pytest.raises(NoCalendarFile, match=r"focus\.ics is there and is no calendar"):
        write(plan(A), data)
    with pytest.raises(NoCalendarFile):
        standing(data)


@given(st.data())
@settings(max_examples=50)
def test_a_damaged_file_is_understood_or_refused(data: st.DataObject) -> None:
    whole = write(plan(A, B)).after
    start = data.draw(st.integers(600, len(whole)))
    cut = data.draw(st.integers(0, 40))
    piece = data.draw(st.binary(max_size=8) | st.sampled_from(PIECES))
    damaged = whole[:start] + piece + whole[start + cut :]

    try:
        written = write(plan(A), damaged, now=LATER)
    except (NoCalendarFile, NotOurs, UnsafeLine):
        # The last one where a name has a letter in it that no name may have.
        return

    assert A in standing(written.after)
    assert write(plan(A), written.after, now=LATER).after == written.after


def test_an_empty_plan_is_still_a_calendar_that_holds_something() -> None:
    assert b"BEGIN:VTIMEZONE" in write(plan()).after


def test_the_hour_that_comes_twice_is_written_in_utc() -> None:
    # 02:30 on 27 October 2024 comes twice in Berlin; this is the second one.
    again = datetime(2024, 10, 27, 1, 30, tzinfo=UTC)
    night = block(Span.lasting(again, timedelta(hours=3)))

    data = write(plan(night)).after

    assert b"DTSTART:20241027T013000Z\r\nDTEND:20241027T043000Z\r\n" in data
    assert standing(data) == (night,)


def said_so(blocks: list[Block]) -> tuple[Block, ...]:
    """The blocks as a file gives them back."""
    plain = [
        block(each.span, id=each.id, state=each.state, purpose=said(each.purpose))
        for each in blocks
    ]
    return tuple(sorted(plain, key=lambda block: (block.span, block.id)))


@given(plans, moments, zones)
@settings(max_examples=50)
def test_what_is_written_is_read_back(plan: Plan, now: Any, zone: Any) -> None:
    written = write(plan, now=now, zone=zone)

    assert standing(written.after) == said_so([each.block for each in plan.blocks])


@given(plans, moments, zones, st.timedeltas(timedelta(), timedelta(days=400)))
@settings(max_examples=50)
def test_the_same_plan_later_changes_no_byte(
    plan: Plan, now: Any, zone: Any, after: timedelta
) -> None:
    first = write(plan, now=now, zone=zone)
    second = write(plan, first.after, now=now + after, zone=zone)

    assert second.after == first.after or not plan.blocks
    assert counts(second) == ({"unchanged": len(plan.blocks)} if plan.blocks else {})


few = st.lists(
    st.builds(
        lambda id, block: Block(  # noqa: A006 - a block's id is called so
            id=id, span=block.span, state=block.state, purpose=block.purpose
        ),
        st.sampled_from(["b-1", "b-2", "b-3"]),
        blocks,
    ),
    max_size=3,
    unique_by=lambda block: block.id,
)


@given(st.lists(st.tuples(few, moments), min_size=2, max_size=5))
@settings(max_examples=25)
def test_no_run_ever_doubles_or_loses_an_event(runs: list[Any]) -> None:
    states: list[bytes | None] = [None]
    for chosen, now in runs:
        written = write(plan(*chosen), states[-1], now=now)
        uids = Counter(
            line for line in written.after.split(b"\r\n") if line.startswith(b"UID:")
        )

        assert max(uids.values(), default=1) == 1
        assert {block.uid for block in chosen} <= set(events(written.after))
        assert set(said_so(chosen)) <= set(standing(written.after))
        states.append(written.after)

    for before, after in pairwise(states[1:]):
        was, now_is = events(before or b""), events(after or b"")
        for uid in was.keys() & now_is.keys():
            assert now_is[uid]["SEQUENCE"] >= was[uid]["SEQUENCE"]
            assert now_is[uid]["CREATED"].dt == was[uid]["CREATED"].dt
