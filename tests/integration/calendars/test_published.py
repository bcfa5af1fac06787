"""A file, or an address, is kept in step with as one resource an event."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.serving import LOOPBACK, Page, Web, page, raw
from tests.unit.calendars.ical_format.resources import event
from tightrope.calendars.base import (
    CalendarGone,
    CalendarUnreachable,
    Changes,
    Found,
    Missing,
    NoCalendarServer,
    NotLetIn,
    ReadOnly,
    Resource,
)
from tightrope.calendars.ical_format import IcalFormat
from tightrope.calendars.ics import IcsFile
from tightrope.calendars.published import (
    FileServer,
    SubscriptionRemote,
    SubscriptionServer,
)
from tightrope.calendars.published.parts import NoWholeCalendar, parts_of
from tightrope.core.timeline import Span
from tightrope.fetching.addresses import networks
from tightrope.fetching.base import AddressRefused
from tightrope.fetching.http import HttpFetch

pytestmark = LOOPBACK

YEARS = Span(datetime(2000, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC))
GOLDEN = sorted(Path(__file__).parents[2].joinpath("golden").rglob("*.ics"))
TALK = event("talk", "DTSTART:20240513T090000Z", "DTSTAMP:20240101T000000Z")
LUNCH = event("lunch", "DTSTART:20240513T120000Z", "DTSTAMP:20240101T000000Z")


def calendar(*events: str, head: str = "") -> bytes:
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}{''.join(events)}"
    return f"{text}END:VCALENDAR\r\n".encode()


def subscribed(web: Web, answer: Page) -> SubscriptionServer:
    web.pages["/s3cret.ics"] = answer
    fetch = HttpFetch(networks("127.0.0.1"))
    return SubscriptionServer(web.at("/s3cret.ics"), fetch, "Team")


# --- taken apart --------------------------------------------------------------------


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
def test_taken_apart_a_calendar_has_the_same_occurrences(path: Path) -> None:
    try:
        parts = parts_of(path.read_bytes())
    except NoWholeCalendar:
        pytest.skip("it is no whole calendar")
    whole = IcsFile(path).read(YEARS)

    apart = IcalFormat().occurrences(
        parts.resources.values(), YEARS, zone=whole.zone, source=str(path)
    )

    assert [(each.uid, each.span, each.title) for each in apart.events] == [
        (each.uid, each.span, each.title) for each in whole.events
    ]


def test_events_without_a_calendar_around_them_are_taken_as_they_are() -> None:
    assert len(parts_of((TALK + LUNCH).encode()).resources) == 2
    with pytest.raises(NoWholeCalendar, match="ends in the middle"):
        parts_of((TALK + LUNCH).encode()[:-20])


def test_each_event_comes_with_what_it_needs_and_no_more() -> None:
    def zone(name: str) -> str:
        return (
            f"BEGIN:VTIMEZONE\r\nTZID:{name}\r\nBEGIN:STANDARD\r\n"
            "DTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\n"
            "END:STANDARD\r\nEND:VTIMEZONE\r\n"
        )

    talk = event("talk", 'DTSTART;TZID="Ours, here":20240513T090000')
    moved = event(
        "talk",
        "RECURRENCE-ID:20240513T080000Z",
        "DTSTART;TZID=Theirs\r\n :20240514T090000",
    )
    head = "METHOD:PUBLISH\r\nX-WR-TIMEZONE:Europe/Paris\r\nX-PUBLISHED-TTL:PT1H\r\n"
    data = calendar(
        zone("Ours\\, here"),
        zone("Theirs"),
        zone("No one's"),
        talk,
        LUNCH,
        moved,
        head=head,
    )

    talk_, lunch = parts_of(data).resources.values()

    assert talk_.data.count(b"BEGIN:VEVENT") == 2
    assert talk_.data.count(b"BEGIN:VTIMEZONE") == 2
    assert b"X-WR-TIMEZONE:Europe/Paris\r\n" in talk_.data
    assert lunch.data == (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Tightrope//Taken apart//EN\r\n"
        b"X-WR-TIMEZONE:Europe/Paris\r\nBEGIN:VEVENT\r\nUID:lunch\r\n"
        b"DTSTART:20240513T120000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )


def test_a_new_answer_with_the_same_events_has_the_same_resources() -> None:
    again = TALK.replace("DTSTAMP:20240101", "DTSTAMP;X-P=1:2024\r\n 0601")
    unnamed = event("", "DTSTART:20240513T120000Z", "DTSTAMP:20240101T000000Z")

    first = parts_of(calendar(TALK, unnamed))
    second = parts_of(
        calendar(unnamed.replace("20240101", "20240601"), again, head="X-A:1\r\n")
    )

    assert first.etags == second.etags
    assert dict(first.resources) == dict(second.resources)


def test_many_events_and_zones_take_no_longer_each_than_few() -> None:
    def taken(count: int) -> float:
        zones = "".join(
            f"BEGIN:VTIMEZONE\r\nTZID:Z{number}\r\nEND:VTIMEZONE\r\n"
            for number in range(count)
        )
        events = (
            event(f"{number}", f"DTSTART;TZID=Z{number}:20240513T090000")
            for number in range(count)
        )
        data = calendar(zones, *events)
        started = time.process_time()
        assert len(parts_of(data).resources) == count
        return time.process_time() - started

    few = min(taken(1_000) for _ in range(3))
    many = min(taken(8_000) for _ in range(3))

    # Eight times as many: sixty-four times as long, were all compared with all.
    assert many < 24 * few


def test_names_of_resources_say_nothing_of_the_events() -> None:
    parts = parts_of(calendar(event("../../etc/x", "DTSTART:20240513T090000Z")))

    (href,) = parts.resources
    assert len(href) == len("0123456789abcdef0123456789abcdef.ics")
    assert set(href.removesuffix(".ics")) <= set("0123456789abcdef")


def test_an_event_that_is_broken_is_a_problem_and_the_others_are_there() -> None:
    data = calendar(TALK, event("odd", "DTSTART:soon", "SUMMARY:Secret"), LUNCH)

    parts = parts_of(data)
    reading = IcalFormat().occurrences(parts.resources.values(), YEARS)

    assert [each.uid for each in reading.events] == ["talk", "lunch"]
    (problem,) = reading.problems
    assert "UID odd" in problem.where
    assert "Secret" not in str(problem)


@pytest.mark.parametrize(
    ("head", "title", "colour", "rest"),
    [
        ("", "", None, None),
        ("NAME:Team\r\nX-WR-CALNAME:x\r\n", "Team", None, None),
        ("X-WR-CALNAME:Team\\, we\r\n", "Team, we", None, None),
        ("COLOR:RoyalBlue\r\n", "", "royalblue", None),
        ("X-APPLE-CALENDAR-COLOR:#7A1FA2FF\r\n", "", "#7a1fa2", None),
        ("COLOR:red;evil\r\n", "", None, None),
        ("REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n", "", None, timedelta(hours=12)),
        ("X-PUBLISHED-TTL:PT1S\r\n", "", None, timedelta(minutes=5)),
        ("X-PUBLISHED-TTL:P999999D\r\n", "", None, timedelta(days=30)),
        ("X-PUBLISHED-TTL:soon\r\n", "", None, None),
        ("X-PUBLISHED-TTL:-PT1H\r\n", "", None, None),
    ],
)
def test_what_a_calendar_says_of_itself_is_known(
    head: str, title: str, colour: str | None, rest: timedelta | None
) -> None:
    parts = parts_of(calendar(TALK, head=head))

    assert (parts.title, parts.colour, parts.rest) == (title, colour, rest)


# --- a file -------------------------------------------------------------------------


def test_a_file_is_read_again_only_when_it_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "work.ics"
    path.write_bytes(calendar(TALK, head="X-WR-CALNAME:Work\r\n"))
    server = FileServer(path, "Work")
    remote = server.open(".", "Work")

    first = remote.changes(None)
    same = remote.changes(first.token)
    path.write_bytes(calendar(TALK, LUNCH, head="X-WR-CALNAME:Work\r\n"))
    more = remote.changes(first.token)

    assert server.found() == (Found(href=".", title="Work", writable=False),)
    assert first.full
    assert same == Changes(listed={}, token=first.token)
    assert more.full
    assert more.listed.items() > first.listed.items()
    assert not remote.traits.writable
    with pytest.raises(ReadOnly):
        remote.put(Resource(href=remote.new_href(), data=b""))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html>Log in</html>",
        calendar(TALK)[:-20],
        calendar(TALK).replace(b"END:VCALENDAR\r\n", b""),
        calendar(TALK) + b"BEGIN:VCALENDAR\r\n",
        b"BEGIN:VCARD\r\nEND:VCARD\r\n",
    ],
    ids=["empty", "a page", "cut", "no end", "half of a second", "people"],
)
def test_what_is_no_whole_calendar_is_a_fault_and_no_change(
    tmp_path: Path, data: bytes
) -> None:
    path = tmp_path / "work.ics"
    path.write_bytes(calendar(TALK))
    remote = FileServer(path, "Work").open(".", "Work")
    token = remote.changes(None).token
    path.write_bytes(data)

    with pytest.raises(CalendarUnreachable):
        remote.changes(token)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    server = FileServer(tmp_path / "work.ics", "Work")

    with pytest.raises(NoCalendarServer):
        server.found()
    with pytest.raises(CalendarGone):
        server.open(".", "Work").changes(None)
    with pytest.raises(CalendarGone):
        FileServer(tmp_path, "Work").open(".", "Work").changes(None)


# --- an address ---------------------------------------------------------------------


def test_an_address_is_asked_what_changed(web: Web) -> None:
    asked = {"ETag": '"1"', "Content-Type": "text/calendar"}
    server = subscribed(web, page(calendar(TALK, head="NAME:Team\r\n"), asked))
    remote = server.open(".", "Team")

    first = remote.changes(None)
    resources = list(remote.fetch([*first.listed, "never.ics"]))
    web.pages["/s3cret.ics"] = page(status=304)
    same = remote.changes(first.token)

    assert first.full
    assert [type(one) for one in resources] == [Resource, Missing]
    assert same == Changes(listed={}, token=first.token)
    assert [headers["If-None-Match"] for _, headers in web.asked] == [None, '"1"']


def test_a_server_that_knows_no_versions_is_compared_by_its_bytes(web: Web) -> None:
    remote = subscribed(web, page(calendar(TALK))).open(".", "Team")
    token = remote.changes(None).token

    same = remote.changes(token)
    web.pages["/s3cret.ics"] = page(calendar(TALK, LUNCH))
    more = remote.changes(token)

    assert same == Changes(listed={}, token=token)
    assert (more.full, len(more.listed)) == (True, 2)


def test_what_was_read_is_known_to_a_new_process(web: Web) -> None:
    server = subscribed(web, page(calendar(TALK), {"ETag": '"1"'}))
    first = server.open(".", "Team").changes(None)
    another: SubscriptionRemote = server.open(".", "Team")

    assert another.changes(first.token).listed == {}
    assert [one.href for one in another.fetch(first.listed)] == list(first.listed)


def test_a_token_of_another_kind_asks_for_everything(web: Web) -> None:
    remote = subscribed(web, page(calendar(TALK))).open(".", "Team")

    for token in ("", "no json", '{"other": 1}', "[]", "7"):
        assert remote.changes(token).full


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (page(b"<html>Log in"), CalendarUnreachable),
        (page(b""), CalendarUnreachable),
        (page(calendar(TALK)[:60]), CalendarUnreachable),
        (page(calendar(TALK), length=9999), CalendarUnreachable),
        (raw(b"no http"), CalendarUnreachable),
        (page(status=503, headers={"Retry-After": "77"}), CalendarUnreachable),
        (page(status=404), CalendarGone),
        (page(status=410), CalendarGone),
        (page(status=401), NotLetIn),
        (page(status=403), NotLetIn),
    ],
    ids=[
        "page",
        "empty",
        "cut",
        "broken off",
        "raw",
        "503",
        "404",
        "410",
        "401",
        "403",
    ],
)
def test_what_is_no_calendar_is_a_fault_that_names_no_address(
    web: Web, answer: Page, error: type[Exception]
) -> None:
    remote = subscribed(web, page(calendar(TALK))).open(".", "Team")
    token = remote.changes(None).token
    web.pages["/s3cret.ics"] = answer

    with pytest.raises(error) as refused:
        remote.changes(token)

    assert "s3cret" not in str(refused.value)
    assert str(refused.value).startswith("Team ")
    if "Retry-After" in str(answer):
        assert refused.value.wait == 77  # type: ignore[attr-defined]  # as the port has it
    web.pages["/s3cret.ics"] = page(calendar(TALK))
    assert remote.changes(token).listed == {}


@pytest.mark.parametrize(
    ("head", "header", "rest"),
    [
        ("X-PUBLISHED-TTL:PT2H\r\n", "max-age=60", timedelta(hours=2)),
        ("", "private, max-age=3600, must-revalidate", timedelta(hours=1)),
        ("", "MAX-AGE=99999999", timedelta(days=1)),
        ("", "max-age=0", None),
        ("", "s-max-age=60", None),
        ("", "", None),
    ],
)
def test_a_wish_to_be_left_alone_is_known(
    web: Web, head: str, header: str, rest: timedelta | None
) -> None:
    answer = page(calendar(TALK, head=head), {"Cache-Control": header})
    remote = subscribed(web, answer).open(".", "Team")

    before = remote.rest
    token = remote.changes(None).token
    remote.changes(token)

    assert (before, remote.rest) == (None, rest)


@pytest.mark.parametrize(
    "answer",
    [page(b"<html>Log in"), page(b""), page(status=404)],
    ids=["page", "empty", "404"],
)
def test_where_no_calendar_is_nothing_is_connected(web: Web, answer: Page) -> None:
    with pytest.raises(NoCalendarServer) as refused:
        subscribed(web, answer).found()

    assert "copy the address anew" in str(refused.value)


def test_an_address_inside_a_network_is_refused() -> None:
    server = SubscriptionServer("http://127.0.0.1:1/x.ics", HttpFetch(), "Team")

    with pytest.raises(AddressRefused):
        server.open(".", "Team").changes(None)
