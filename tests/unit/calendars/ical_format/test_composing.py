"""What a block becomes as a resource, and what is read back from it."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.unit.calendars.focus.blocks import BERLIN, ZONES, at, block, monday, placed
from tightrope.calendars.base import Resource
from tightrope.calendars.focus import NotOurs
from tightrope.calendars.ical.words import says_cancelled
from tightrope.calendars.ical_format import IcalFormat
from tightrope.core.planner.block import Block, State
from tightrope.core.timeline import Span

FORMAT = IcalFormat()
OURS = block(at("09:00", 180))
NOW = monday("08:00")
LATER = NOW + timedelta(hours=2)

THEIRS = (
    "LOCATION:Library\r\n"
    "X-SOMEBODY-ELSE;X-P=1:kept\r\n"
    "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Soon\r\nTRIGGER:-PT10M\r\n"
    "END:VALARM\r\n"
)


def resource(data: bytes) -> Resource:
    return Resource(href="b-1.ics", etag='"1"', data=data)


def written(block: Block, zone: ZoneInfo = BERLIN) -> bytes:
    return FORMAT.composed(placed(block), None, now=NOW, zone=zone)


def with_lines(data: bytes, lines: str) -> Resource:
    """What a server holds after others added lines to our event."""
    return resource(data.replace(b"END:VEVENT", lines.encode() + b"END:VEVENT"))


starts = st.datetimes(datetime(2000, 1, 1), datetime(2080, 1, 1)).map(  # noqa: DTZ001 - made UTC right here
    lambda moment: moment.replace(tzinfo=UTC, second=0, microsecond=0)
)
blocks = st.builds(
    block,
    st.builds(
        Span.lasting, starts, st.integers(0, 600).map(lambda m: timedelta(minutes=m))
    ),
    id=st.from_regex(r"[a-z0-9-]{1,70}", fullmatch=True),
    state=st.sampled_from(State),
    purpose=st.none() | st.text(),
)


@given(blocks, st.sampled_from(ZONES))
@example(block(at("09:00", 180), purpose="a\r\nBEGIN:VEVENT"), BERLIN)
@example(block(at("09:00", 180), purpose='x\u2028y;,\\"z'), BERLIN)
def test_a_block_that_was_written_is_read_back(block: Block, zone: ZoneInfo) -> None:
    data = written(block, zone)
    back = FORMAT.block(resource(data))
    assume(back or not says_cancelled(block.purpose or ""))

    assert back
    again = FORMAT.composed(placed(block), resource(data), now=LATER, zone=zone)
    assert back == replace(block, purpose=back.purpose)
    assert FORMAT.block(resource(written(back, zone))) == back
    assert again is data


@given(blocks, st.sampled_from(ZONES))
def test_what_is_written_is_plain_to_others(block: Block, zone: ZoneInfo) -> None:
    data = written(block, zone)

    calendar: Any = icalendar.Calendar.from_ical(data)
    (event,) = calendar.walk("VEVENT")
    (other,) = vobject.readOne(data.decode()).vevent_list
    assert "METHOD" not in calendar
    assert calendar["VERSION"] == "2.0"
    assert Span(event["DTSTART"].dt, event["DTEND"].dt) == block.span
    assert event["DTSTART"].dt.tzinfo
    assert str(event["UID"]) == other.uid.value == block.uid
    # vobject keeps the first VTIMEZONE of a name that it ever saw, so no zones here.
    assert other.dtstart.value.replace(tzinfo=None) == event["DTSTART"].dt.replace(
        tzinfo=None
    )
    drawn = {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")}
    assert {event[name].params.get("TZID") for name in ("DTSTART", "DTEND")} <= {
        *drawn,
        None,
    }
    assert "ORGANIZER" not in event
    assert "ATTENDEE" not in event


def test_what_others_added_stays_when_a_block_moves() -> None:
    before = written(block(at("09:00", 180)))
    over = with_lines(before, THEIRS)
    over = resource(
        over.data.replace(
            b"END:VCALENDAR",
            b"BEGIN:X-NOTES\r\nX-LINE:1\r\nEND:X-NOTES\r\nEND:VCALENDAR",
        ).replace(b"VERSION:2.0", b"VERSION:2.0\r\nX-WR-CALNAME:Mine")
    )
    moved = block(at("13:00", 180))

    after = FORMAT.composed(placed(moved), over, now=LATER, zone=BERLIN)

    assert FORMAT.block(resource(after)) == moved
    calendar: Any = icalendar.Calendar.from_ical(after)
    (event,) = calendar.walk("VEVENT")
    assert event["LOCATION"] == "Library"
    assert event["X-SOMEBODY-ELSE"] == "kept"
    assert event["SEQUENCE"] == 1
    assert [str(alarm["TRIGGER"].to_ical()) for alarm in event.walk("VALARM")] == [
        "b'-PT10M'"
    ]
    assert b"BEGIN:X-NOTES\r\nX-LINE:1\r\nEND:X-NOTES" in after
    assert b"X-WR-CALNAME:Mine" in after
    assert after.count(b"BEGIN:VTIMEZONE") == 1


names = st.from_regex(r"X-[A-Z0-9-]{1,20}", fullmatch=True).filter(
    lambda name: "TIGHTROPE" not in name and "MICROSOFT" not in name
)
parameters = st.sampled_from(["", ";X=1", ';B="a:b;c,d";A=2', ";LANGUAGE=de", ";Z="])
values = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=100)
theirs = st.lists(st.builds("{}{}:{}".format, names, parameters, values), max_size=4)


@given(theirs, st.sampled_from(["\r\n", "\n"]), st.sampled_from(ZONES))
def test_what_others_wrote_stays_byte_for_byte(
    lines: list[str], eol: str, zone: ZoneInfo
) -> None:
    added = "".join(f"{line}\r\n" for line in lines) + THEIRS
    before = with_lines(written(OURS), added).data.replace(b"\r\n", eol.encode())
    moved = block(at("13:00", 180, days=1), purpose="x" * 90)

    after = FORMAT.composed(placed(moved), resource(before), now=LATER, zone=zone)

    assert FORMAT.block(resource(after)) == moved
    left = set(before.split(eol.encode())) - set(after.split(eol.encode()))
    assert {re.split(b"[;:]", line)[0] for line in left if line[:1] != b" "} <= {
        *(b"DTSTART", b"DTEND", b"SUMMARY", b"DESCRIPTION"),
        *(b"DTSTAMP", b"LAST-MODIFIED", b"SEQUENCE"),
    }
    for line in added.replace("\r\n", eol).split(eol):
        assert line.encode() in after


@pytest.mark.parametrize(
    ("found", "put"),
    [
        (b"END:VCALENDAR\r\n", b""),
        (b"END:VEVENT\r\n", b""),
        (b"UID:", b"BEGIN:VALARM\r\nUID:"),
        (b"END:VCALENDAR\r\n", b"END:VCALENDAR\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR"),
        (b"DTSTART", b"X-DTSTART"),
        (b"DTSTART;TZID=Europe/Berlin:", b"DTSTART:x"),
    ],
)
def test_what_is_broken_is_replaced_as_a_whole(found: bytes, put: bytes) -> None:
    before = written(OURS)
    assert found in before
    moved = block(at("13:00", 180))

    after = FORMAT.composed(
        placed(moved),
        resource(before.replace(found, put)),
        now=LATER,
        zone=BERLIN,
    )

    assert after == FORMAT.composed(placed(moved), None, now=LATER, zone=BERLIN)


def test_no_control_of_others_is_written_back() -> None:
    before = written(OURS).replace(
        b"END:VEVENT", b"X-A:1\rATTENDEE:mailto:a@b.example\r\nX-B:\x0b\r\nEND:VEVENT"
    )

    after = FORMAT.composed(
        placed(block(at("13:00", 180))), resource(before), now=LATER, zone=BERLIN
    )

    assert b"X-A:1 ATTENDEE:mailto:a@b.example\r\nX-B: \r\n" in after
    assert not re.search(b"\r(?!\n)|[\x00-\x08\x0b]", after)


def test_a_title_in_words_of_the_persons_own_stays() -> None:
    before = written(OURS).replace(b"SUMMARY:Focus: hiring", b"SUMMARY:hiring")

    after = FORMAT.composed(
        placed(block(at("13:00", 180))), resource(before), now=LATER, zone=BERLIN
    )

    assert b"\r\nSUMMARY:hiring plan\r\n" in after


def test_a_zone_that_is_not_drawn_yet_is_drawn() -> None:
    london = ZoneInfo("Europe/London")

    after = FORMAT.composed(
        placed(block(at("13:00", 180))),
        resource(written(OURS)),
        now=LATER,
        zone=london,
    )

    assert re.findall(rb"TZID:(\S+)", after) == [b"Europe/London", b"Europe/Berlin"]
    assert b"DTSTART;TZID=Europe/London:20240513T120000" in after


@pytest.mark.parametrize(
    "name", ["W. Europe Standard Time", "Europe/Vienna", '"../../etc/passwd"', "Ours"]
)
def test_a_zone_of_others_that_nobody_drew_does_no_harm(name: str) -> None:
    before = written(OURS).replace(b"TZID=Europe/Berlin", f"TZID={name}".encode())
    before = re.sub(
        rb"BEGIN:VTIMEZONE.*END:VTIMEZONE\r\n", b"", before, flags=re.DOTALL
    )
    firm = block(at("09:00", 180), state=State.FIRM)

    after = FORMAT.composed(placed(firm), resource(before), now=LATER, zone=BERLIN)

    assert FORMAT.block(resource(after)) == firm


def test_what_others_chose_for_how_it_looks_stays() -> None:
    before = written(block(at("09:00", 180)))
    theirs = before.replace(b"CATEGORIES:Focus,Vision", b"CATEGORIES:Deep,Vision")
    theirs = theirs.replace(b"COLOR:royalblue", b"COLOR:crimson")

    after = FORMAT.composed(
        placed(block(at("13:00", 180))), resource(theirs), now=LATER, zone=BERLIN
    )

    assert b"CATEGORIES:Focus,Vision,Deep\r\n" in after
    assert b"COLOR:crimson\r\n" in after


@pytest.mark.parametrize(
    ("found", "put"),
    [
        (b"CREATED:", b"X-CREATED:"),
        (b"COLOR:royalblue\r\n", b""),
        (b"X-TIGHTROPE-STATE:pencilled\r\n", b""),
        (b"X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE\r\n", b""),
        (b"CATEGORIES:Focus,Vision\r\n", b""),
        (b"DTSTART;TZID=Europe/Berlin:20240513T090000", b"DTSTART:20240513T070000Z"),
        (b"TRANSP:OPAQUE\r\n", b""),
        (b"\r\n", b"\n"),
        (b"SUMMARY:", b"SUMMARY;LANGUAGE=en:"),
        (b"SUMMARY:Focus: hiring plan", b"SUMMARY:hiring plan"),
    ],
)
def test_what_a_server_rewrote_and_says_the_same_is_left_alone(
    found: bytes, put: bytes
) -> None:
    ours = block(at("09:00", 180))
    data = written(ours)
    assert found in data
    kept = data.replace(found, put)

    after = FORMAT.composed(placed(ours), resource(kept), now=LATER, zone=BERLIN)

    assert after is kept


@pytest.mark.parametrize(
    ("found", "put"),
    [
        (b"SUMMARY:Focus: hiring plan", b"SUMMARY:Focus: firing plan"),
        (b"STATUS:TENTATIVE", b"STATUS:CONFIRMED"),
        (b"TRANSP:OPAQUE", b"TRANSP:TRANSPARENT"),
        (b"DTEND;TZID=Europe/Berlin:20240513T120000", b"DURATION:PT2H"),
        (b"DTSTART;TZID=Europe/Berlin:", b"DTSTART:"),
        (b"TRANSP:OPAQUE", b"TRANSP:OPAQUE\r\nRRULE:FREQ=DAILY"),
        (b"TRANSP:OPAQUE", b"TRANSP:OPAQUE\r\nATTENDEE:mailto:a@example.com"),
        (b"VERSION:2.0", b"VERSION:2.0\r\nMETHOD:REQUEST"),
        (b"DESCRIPTION:For", b"DESCRIPTION:Not for"),
    ],
)
def test_what_says_something_else_is_written_anew(found: bytes, put: bytes) -> None:
    ours = block(at("09:00", 180))
    data = written(ours)
    assert found in data

    after = FORMAT.composed(
        placed(ours), resource(data.replace(found, put)), now=LATER, zone=BERLIN
    )

    assert FORMAT.block(resource(after)) == ours
    for word in (b"RRULE", b"ATTENDEE", b"METHOD", b"DURATION", b"firing", b"Not for"):
        assert word not in after.replace(b"RRULE:FREQ=YEARLY", b"")
    assert FORMAT.composed(placed(ours), resource(after), now=LATER, zone=BERLIN) is (
        after
    )


@pytest.mark.parametrize("data", [b"", b"<html>", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT"])
def test_what_cannot_be_read_is_replaced_as_a_whole(data: bytes) -> None:
    ours = block(at("09:00", 180))

    after = FORMAT.composed(placed(ours), resource(data), now=NOW, zone=BERLIN)

    assert after == written(ours)


def test_an_event_of_others_is_never_written_over() -> None:
    theirs = written(block(at("09:00", 180))).replace(b"@focus.tightrope", b"@work")

    with pytest.raises(NotOurs):
        FORMAT.composed(
            placed(block(at("09:00", 180))), resource(theirs), now=NOW, zone=BERLIN
        )


@pytest.mark.parametrize(
    "change",
    [
        (b"STATUS:TENTATIVE", b"STATUS:CANCELLED"),
        (b"SUMMARY:", b"SUMMARY:Cancelled: "),
        (b"VERSION:2.0", b"VERSION:2.0\r\nMETHOD:CANCEL"),
        (b"@focus.tightrope", b"@example.com"),
        (b"DTSTART;TZID=Europe/Berlin:20240513T090000", b"DTSTART:20240513"),
        (b"DTSTART;TZID=Europe/Berlin:20240513T090000", b"DTSTART:soon"),
        (b"UID:", b"RECURRENCE-ID:20240513T070000Z\r\nUID:"),
    ],
)
def test_what_was_withdrawn_or_is_not_ours_is_no_block(
    change: tuple[bytes, bytes],
) -> None:
    data = written(block(at("09:00", 180)))
    assert change[0] in data

    assert FORMAT.block(resource(data.replace(*change))) is None


def test_a_block_follows_what_was_done_to_it_elsewhere() -> None:
    data = written(block(at("09:00", 180)))
    data = data.replace(b"20240513T090000", b"20240514T100000")
    data = data.replace(b"20240513T120000", b"20240514T120000")
    data = data.replace(b"STATUS:TENTATIVE", b"STATUS:CONFIRMED")
    data = data.replace(b"Focus: hiring plan", b"hire\\, then rest")

    assert FORMAT.block(resource(data)) == block(
        at("10:00", 120, days=1), state=State.FIRM, purpose="hire, then rest"
    )


@given(st.binary() | st.binary().map(lambda part: written(OURS)[:300] + part))
def test_no_bytes_stop_the_reading(data: bytes) -> None:
    FORMAT.block(resource(data))
    FORMAT.entries(resource(data))
    FORMAT.occurrences([resource(data)], at("00:00", 1440))
