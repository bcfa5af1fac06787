"""What stands at an address is taken as a calendar, or refused in words."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.serving import LOOPBACK, Page, Web, page
from tightrope.calendars.subscription import IcsSubscription, NoCalendarThere
from tightrope.core.timeline import Span
from tightrope.fetching.addresses import networks
from tightrope.fetching.http import HttpFetch

pytestmark = LOOPBACK

DAY = Span.lasting(datetime(2024, 5, 13, tzinfo=UTC), timedelta(days=1))
PUBLISHED = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\n"
    "DTSTART:20240513T090000Z\r\nDURATION:PT1H\r\nSUMMARY:Rückblick\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)


def published(web: Web, answer: Page) -> IcsSubscription:
    web.pages["/s3cret.ics"] = answer
    return IcsSubscription(web.at("/s3cret.ics"), HttpFetch(networks("127.0.0.1")))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PUBLISHED.encode(), "text/calendar"),
        (PUBLISHED.encode(), "text/calendar; charset=iso-8859-1"),
        (PUBLISHED.encode(), "text/html"),
        (PUBLISHED.encode(), ""),
        (PUBLISHED.encode("utf-8-sig"), "text/calendar"),
        (PUBLISHED.encode("latin-1"), "text/calendar; charset=utf-8"),
    ],
    ids=["plain", "wrong charset", "called a page", "no type", "BOM", "latin-1"],
)
def test_a_calendar_is_read_whatever_the_server_calls_it(
    web: Web, data: bytes, kind: str
) -> None:
    calendar = published(web, page(data, {"Content-Type": kind, "ETag": '"1"'}))

    reading = calendar.read(DAY)

    assert [(event.title, event.source) for event in reading.events] == [
        ("Rückblick", "127.0.0.1")
    ]
    assert reading.problems == ()
    assert calendar.seen
    assert calendar.seen.etag == '"1"'


@pytest.mark.parametrize(
    ("data", "kind", "said"),
    [
        (b"<html>Log in", "text/plain", "answers with a web page"),
        (b"\xef\xbb\xbf \r\n<!DOCTYPE html>", "", "answers with a web page"),
        (b"Log in", "text/html; charset=utf-8", "answers with a web page"),
        (b"<html>BEGIN:VCALENDAR", "text/html", ""),
        (b"", "text/calendar", ""),
        (b'{"error": "no"}', "application/json", ""),
    ],
)
def test_what_is_no_calendar_is_refused(
    web: Web, data: bytes, kind: str, said: str
) -> None:
    calendar = published(web, page(data, {"Content-Type": kind}))

    with pytest.raises(NoCalendarThere) as refused:
        calendar.read(DAY)

    assert refused.value.host == "127.0.0.1"
    assert said in refused.value.what
    assert "s3cret" not in str(refused.value)


def test_it_is_asked_once_however_often_it_is_read(web: Web) -> None:
    calendar = published(web, page(PUBLISHED.encode()))

    first, second = calendar.read(DAY), calendar.read(DAY)

    assert first == second
    assert len(web.asked) == 1
