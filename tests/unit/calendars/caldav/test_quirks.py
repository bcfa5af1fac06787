"""What single servers do otherwise, a section for each module of `quirks`."""

import time

import pytest

from tightrope.calendars.caldav.discovery import colour_of, mail_addresses
from tightrope.calendars.caldav.quirks import etags, lines, tokens
from tightrope.calendars.caldav.quirks.deleted import is_deleted
from tightrope.calendars.caldav.quirks.providers import by_host, by_mail, hint_for
from tightrope.calendars.caldav.writing import alike, uid_of

EVENT = (
    b"BEGIN:VCALENDAR\r\nPRODID:-//a//EN\r\nBEGIN:VEVENT\r\nUID:1\r\n"
    b"DTSTAMP:20261101T080000Z\r\nSUMMARY:Focus\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.mark.parametrize(
    ("etag", "ours"),
    [
        ('"1"', '"1"'),
        ('W/"1"', '"1"'),
        (' "1"\n', '"1"'),
        ("1", '"1"'),
        ('""', None),
        ("", None),
        (None, None),
        ('"ä"', None),
        ('"1"\r\nX-Evil: 1', None),
    ],
)
def test_an_etag_is_kept_in_one_way(etag: str | None, ours: str | None) -> None:
    assert etags.one_way(etag) == ours


@pytest.mark.parametrize(
    "data",
    [
        EVENT,
        EVENT.replace(b"\r\n", b"\n"),
        EVENT.replace(b"\r\n", b"\r"),
        b"\xef\xbb\xbf" + EVENT,
        b"\n      " + EVENT.replace(b"\r\n", b"\n").rstrip() + b"\n    ",
    ],
)
def test_line_ends_are_kept_in_one_way(data: bytes) -> None:
    assert lines.one_way(data) == EVENT


def test_nothing_stays_nothing() -> None:
    assert lines.one_way(b" \r\n ") == b""


@pytest.mark.parametrize(
    ("token", "clock"),
    [
        ("{now}", True),
        ("http://example/ns/sync/{now}", True),
        ("http://example/ns/sync/1600000000", False),
        ("http://example/ns/sync/12", False),
        ("68550843516060bdecad44243962da2c4493636f", False),
        ("x{now}-7", False),
    ],
)
def test_a_token_that_is_a_clock_is_known(token: str, clock: bool) -> None:
    now = int(time.time())

    assert tokens.is_a_clock(token.format(now=now)) is clock


def test_a_calendar_in_the_wastebasket_is_known() -> None:
    gone = frozenset({"{DAV:}collection", "{http://nextcloud.com/ns}deleted-calendar"})

    assert is_deleted(gone)
    assert not is_deleted(frozenset({"{DAV:}collection"}))


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("caldav.icloud.com", "iCloud"),
        ("p42-caldav.icloud.com", "iCloud"),
        ("caldav.fastmail.com", "Fastmail"),
        ("apidata.googleusercontent.com", "Google"),
        ("icloud.com.evil.example", None),
        ("noticloud.com", None),
    ],
)
def test_a_provider_is_known_by_its_hosts(host: str, name: str | None) -> None:
    provider = by_host(host)

    assert (provider.name if provider else None) == name
    assert bool(hint_for(host)) == (name is not None)


def test_a_provider_is_known_by_its_mail() -> None:
    assert [one.name for one in map(by_mail, ("ME.com", "gmail.com")) if one] == [
        "iCloud",
        "Google",
    ]
    assert by_mail("example.com") is None


def test_nextcloud_says_who_it_is() -> None:
    assert "app password" in hint_for("cloud.example", 'Basic realm="Nextcloud"')
    assert hint_for("cloud.example", 'Basic realm="x"') == ""


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("#7A1FA2", "#7a1fa2"),
        ("#7A1FA2FF", "#7a1fa2"),
        (" #7a1fa2 ", "#7a1fa2"),
        ("red", None),
        ("#12", None),
        ("#gggggg", None),
        ("#7a1fa2;background:url(x)", None),
        ("", None),
    ],
)
def test_a_colour_is_one_or_none(text: str, colour: str | None) -> None:
    assert colour_of(text) == colour


def test_mail_addresses_of_a_person_are_found() -> None:
    hrefs = ["mailto:CTO@example.com", "/principals/cto/", "urn:uuid:1", "mailto:", " "]

    assert mail_addresses(hrefs) == {"cto@example.com"}


def test_what_a_server_writes_anew_by_itself_is_no_change() -> None:
    later = EVENT.replace(b"20261101T080000Z", b"20261124T090000Z")
    other = EVENT.replace(b"PRODID:-//a//EN", b"PRODID:-//b\r\n //EN")

    assert alike(EVENT, later)
    assert alike(EVENT, other)
    assert not alike(EVENT, EVENT.replace(b"Focus", b"Board"))


@pytest.mark.parametrize(
    ("data", "uid"),
    [
        (EVENT, "1"),
        (b"UID:long\r\n er\r\n", "longer"),
        (b"UID:a\n", "a"),
        (b"X-UID:a\r\n", ""),
    ],
)
def test_the_uid_of_a_resource_is_found(data: bytes, uid: str) -> None:
    assert uid_of(data) == uid
