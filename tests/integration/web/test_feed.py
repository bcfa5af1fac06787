"""The blocks at an address: what programs that subscribe get, and others do not."""

import gzip
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import icalendar
import pytest
import vobject
from ical.calendar_stream import IcsCalendarStream

from tests.integration.web.serving_feed import Answered, Served, served
from tests.serving import LOOPBACK
from tests.unit.calendars.focus.blocks import at, block, monday, placed
from tightrope.calendars.published import SubscriptionServer
from tightrope.core.planner.block import State
from tightrope.fetching.addresses import networks
from tightrope.fetching.http import HttpFetch
from tightrope.flows.feed import make_feed, revoke_feed
from tightrope.flows.ports import Feed, Kept, Person, Store
from tightrope.store.memory import MemoryStore
from tightrope.web.feed import FeedApplication
from tightrope.web.serving import NotServed, Serving, feed_application

pytestmark = LOOPBACK

NOW = monday("08:00")
NOT_FOUND = Answered(
    status=404,
    headers={
        "content-length": "10",
        "content-type": "text/plain; charset=utf-8",
        "cache-control": "private, no-cache",
        "x-robots-tag": "noindex, nofollow",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "vary": "Accept-Encoding",
    },
    body=b"Not Found\n",
)


def accepted(days: int, id_: str) -> Kept:
    ours = block(at("09:00", 180, days=days), id=id_, state=State.FIRM)
    return Kept(placed=placed(ours), proposed=NOW, accepted=NOW)


@pytest.fixture
def store() -> Store:
    store = MemoryStore()
    store.people.change(Person(zone="Europe/Berlin"))
    store.blocks.keep([accepted(1, "b-1"), accepted(2, "b-2")])
    return store


@pytest.fixture
def feed(store: Store) -> Feed:
    return make_feed(store, "google", now=NOW, titles=True)


@pytest.fixture
def web(store: Store) -> Iterator[Served]:
    with served(store, lambda: NOW) as running:
        yield running


def path_of(feed: Feed) -> str:
    return f"/feed/{feed.key}.ics"


def test_a_feed_is_a_calendar(web: Served, feed: Feed) -> None:
    answer = web.ask(path_of(feed))

    etag = answer.headers.pop("etag")
    assert answer.status == 200
    assert etag.startswith('"')
    assert answer.headers == {
        **NOT_FOUND.headers,
        "content-length": str(len(answer.body)),
        "content-type": "text/calendar; charset=utf-8",
        "content-disposition": 'inline; filename="focus.ics"',
    }
    calendar: Any = icalendar.Calendar.from_ical(answer.body)
    others = (
        [
            event.uid.value
            for event in vobject.readOne(answer.body.decode()).vevent_list
        ],
        [
            event.uid
            for event in IcsCalendarStream.calendar_from_ics(
                answer.body.decode()
            ).events
        ],
    )
    names = [str(event["UID"]) for event in calendar.walk("VEVENT")]
    assert names == ["b-1@focus.tightrope", "b-2@focus.tightrope"]
    assert others == (names, names)


def test_we_can_subscribe_to_it_ourselves(web: Served, feed: Feed) -> None:
    address = f"http://127.0.0.1:{web.port}{path_of(feed)}"
    server = SubscriptionServer(address, HttpFetch(networks("127.0.0.1")), "Focus")
    remote = server.open(".", "Focus")

    first = remote.changes(None)
    again = remote.changes(first.token)

    assert [one.title for one in server.found()] == ["Tightrope focus blocks"]
    assert len(first.listed) == 2
    assert (again.full, again.listed) == (False, {})
    assert remote.rest == timedelta(hours=1)


def test_what_is_known_is_not_sent_again(web: Served, feed: Feed, store: Store) -> None:
    path = path_of(feed)
    plain, packed = web.ask(path), web.ask(path, Accept_Encoding="gzip")
    etags = [plain.headers["etag"], packed.headers["etag"]]

    known = [
        web.ask(path, If_None_Match=name).status
        for name in (*etags, f"W/{etags[0]}", f'"x", {etags[1]}', "*", '"x"', "x")
    ]
    empty = web.ask(path, If_None_Match=etags[0])
    store.blocks.keep([accepted(3, "b-3")])
    changed = web.ask(path, If_None_Match=", ".join(etags))

    assert known == [304, 304, 304, 304, 304, 200, 200]
    assert (empty.body, empty.headers["etag"]) == (b"", etags[0])
    assert len(set(etags)) == 2
    assert changed.status == 200
    assert changed.headers["etag"] not in etags


@pytest.mark.parametrize(
    ("asked", "packed"),
    [
        ("gzip", True),
        ("deflate, gzip;q=0.5", True),
        ("*", True),
        ("", False),
        ("br", False),
        ("gzip;q=0", False),
        ("*;q=0, gzip", True),
        ("gzip; q=0.000, *", False),
    ],
)
def test_it_is_compressed_for_those_who_ask(
    web: Served, feed: Feed, asked: str, packed: bool
) -> None:
    plain = web.ask(path_of(feed))

    answer = web.ask(path_of(feed), Accept_Encoding=asked)

    assert answer.headers.get("content-encoding") == ("gzip" if packed else None)
    assert (gzip.decompress(answer.body) if packed else answer.body) == plain.body


def test_head_says_all_but_the_calendar(web: Served, feed: Feed) -> None:
    whole = web.ask(path_of(feed))

    head = web.ask(path_of(feed), method="HEAD")

    assert (head.status, head.headers, head.body) == (200, whole.headers, b"")


def test_whatever_is_no_feed_is_not_found_and_all_the_same(
    web: Served, store: Store, feed: Feed
) -> None:
    revoked = make_feed(store, "old", now=NOW)
    revoke_feed(store, "old", now=NOW)

    for path in (
        path_of(revoked),
        f"/feed/{'A' * 43}.ics",
        f"/feed/{feed.key}",
        f"/feed/{feed.key}.ics/",
        f"/feed/{feed.key}.ICS",
        f"/feed/{feed.key}%0a.ics",
        f"/feed//{feed.key}.ics",
        "/feed/.ics",
        "/feed/",
        "/",
        "/feed/../etc/passwd",
        "/feed/%2e%2e%2fetc%2fpasswd",
    ):
        assert web.ask(path) == NOT_FOUND, path


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"])
def test_nothing_but_reading_is_possible(web: Served, feed: Feed, method: str) -> None:
    real, other = (web.ask(path, method=method) for path in (path_of(feed), "/x"))

    assert real == other
    assert (real.status, real.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("127.0.0.1:8017", 200),
        ("LOCALHOST:1", 200),
        ("[::1]:8017", 200),
        ("cal.example.org", 200),
        ("evil.example.com", 421),
        ("127.0.0.1.evil.example.com", 421),
        ("localhost@evil.example.com", 421),
        ("127.0.0.1:8017:9", 421),
        ("", 421),
    ],
)
def test_it_is_asked_under_its_own_names_alone(
    store: Store, feed: Feed, host: str, status: int
) -> None:
    with served(store, lambda: NOW, frozenset({"cal.example.org"})) as web:
        assert web.ask(path_of(feed), Host=host).status == status


def test_no_log_and_no_error_holds_a_key(
    store: Store, feed: Feed, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    moments = iter([NOW])
    with served(store, lambda: next(moments)) as web:
        web.ask(path_of(feed))

        answer = web.ask(path_of(feed))

    assert (answer.status, answer.body) == (500, b"Internal Server Error\n")
    facts = [
        (record.getMessage(), getattr(record, "status", None))
        for record in caplog.records
    ]
    assert facts == [
        ("feed asked", 200),
        ("feed failed", None),
        ("feed asked", 500),
    ]
    assert feed.key not in "".join(str(record.__dict__) for record in caplog.records)


def test_one_who_hangs_up_is_not_written_down(
    web: Served, feed: Feed, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for _ in range(3):
        with socket.create_connection(("127.0.0.1", web.port), timeout=5) as caller:
            request = f"GET {path_of(feed)} HTTP/1.1\r\nHost: localhost\r\n\r\n"
            caller.sendall(request.encode())
    web.ask("/")

    assert feed.key not in caplog.text


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 20_000, b" 431 "),
        (b"no http at all\r\n\r\n", b" 400 "),
        (
            b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999\r\n\r\n"
            + b"a" * 9_000,
            b" 413 ",
        ),
    ],
    ids=["long", "odd", "large"],
)
def test_too_much_is_refused(web: Served, request_: bytes, status: bytes) -> None:
    with socket.create_connection(("127.0.0.1", web.port), timeout=10) as caller:
        with suppress(OSError):  # it may hang up before it has heard all
            caller.sendall(request_)
            caller.sendall(b"\r\n\r\n")
        said = caller.recv(4096)

    assert status in said.split(b"\r\n")[0]


def test_a_port_that_is_taken_is_said(web: Served, store: Store) -> None:
    application = feed_application(store, lambda: NOW)

    with pytest.raises(NotServed) as refused:
        Serving(application, "127.0.0.1", web.port)
    with pytest.raises(NotServed):
        Serving(application, "127.0.0.1", 99_999)

    assert str(refused.value) == (
        f"127.0.0.1:{web.port} cannot be listened on: address already in use; choose "
        "another --port"
    )


def test_by_default_it_answers_to_this_machine_alone() -> None:
    application = FeedApplication(lambda _: None)

    assert application is not None
    answers: list[str] = []
    for host in ("localhost", "cal.example.org"):
        environ = {"REQUEST_METHOD": "GET", "HTTP_HOST": host, "PATH_INFO": "/"}
        application(environ, lambda status, *_: answers.append(status))  # type: ignore[arg-type]  # no body is written
    assert answers == ["404 Not Found", "421 Misdirected Request"]


# --- others subscribe ---------------------------------------------------------------


def test_vdirsyncer_and_khal_show_what_the_feed_says(
    web: Served, feed: Feed, store: Store, tmp_path: Path
) -> None:
    config = tmp_path / "vdirsyncer"
    config.write_text(
        f"""
[general]
status_path = "{tmp_path}/status"
[pair focus]
a = "here"
b = "there"
collections = null
conflict_resolution = "b wins"
[storage here]
type = "filesystem"
path = "{tmp_path}/focus"
fileext = ".ics"
[storage there]
type = "http"
url = "http://127.0.0.1:{web.port}{path_of(feed)}"
""",
        "utf-8",
    )
    khal = tmp_path / "khal"
    khal.write_text(
        f"""
[calendars]
[[focus]]
path = {tmp_path}/focus
[locale]
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
timeformat = %H:%M
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {tmp_path}/khal.db
""",
        "utf-8",
    )
    command(tmp_path, "vdirsyncer", "-c", config, "discover", "focus")
    command(tmp_path, "vdirsyncer", "-c", config, "sync")

    first = shown(tmp_path, khal)
    store.blocks.keep([accepted(3, "b-1"), accepted(5, "b-3")])
    command(tmp_path, "vdirsyncer", "-c", config, "sync")
    later = shown(tmp_path, khal)

    title = "Focus: hiring plan"
    assert first == [
        f"2024-05-14 09:00 {title}",
        f"2024-05-15 09:00 {title}",
    ]
    assert later == [
        f"2024-05-15 09:00 {title}",
        f"2024-05-16 09:00 {title}",
        f"2024-05-18 09:00 {title}",
    ]


def shown(home: Path, config: Path) -> list[str]:
    """The days, times and titles that khal lists."""
    said = command(
        home,
        *("khal", "-c", config, "list", "--format", "{start} {title}"),
        *("--day-format", "", "2024-05-01", "2024-06-01"),
    )
    return [line for line in said.splitlines() if line.strip()]


def command(home: Path, program: str, *words: object) -> str:
    """What another program says; it is run as the person would."""
    done = subprocess.run(
        [str(Path(sys.executable).with_name(program)), *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={"HOME": str(home), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        input="y\ny\n",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


# --- as a process of its own ----------------------------------------------------------

PROGRAM = """
from tightrope.store.memory import MemoryStore
from tightrope.flows.feed import make_feed
from datetime import datetime, UTC
from tightrope.web.serving import serve_feed

store = MemoryStore()
feed = make_feed(store, "x", now=datetime.now(UTC))
serve_feed(lambda: store, port=0, ready=lambda port: print(port, feed.key, flush=True))
print("ended", flush=True)
"""


def test_it_serves_until_ctrl_c() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:
        try:
            assert process.stdout
            assert process.stderr
            port, key = process.stdout.readline().split()
            with urlopen(f"http://127.0.0.1:{port}/feed/{key}.ics", timeout=10) as told:
                body = told.read()
            process.send_signal(signal.SIGINT)
            started = time.monotonic()
            rest, errors = process.stdout.read(), process.stderr.read()
        finally:
            process.kill()

    assert body.startswith(b"BEGIN:VCALENDAR\r\n")
    assert (rest, errors) == ("ended\n", "")
    assert time.monotonic() - started < 20


def test_the_moment_of_a_look_is_the_clocks(store: Store, feed: Feed) -> None:
    times = iter([NOW, NOW + timedelta(days=90)])

    def clock() -> datetime:
        return next(times)

    with served(store, clock) as web:
        sizes = [web.ask(path_of(feed)).body.count(b"BEGIN:VEVENT") for _ in "12"]

    assert sizes == [2, 0]
