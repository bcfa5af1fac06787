"""Fetching from real servers, good and bad; each test may reach this machine alone."""

import gzip
import logging
import re
import socket
import time
import tracemalloc
import zlib
from collections.abc import Sequence
from hashlib import sha256
from http.server import BaseHTTPRequestHandler

import pytest
from pytest_socket import SocketConnectBlockedError

from tests.serving import LOOPBACK, Page, Web, page, raw
from tightrope.core.errors import OutsideError
from tightrope.fetching.addresses import networks
from tightrope.fetching.base import (
    MIB,
    AddressRefused,
    BadAnswer,
    BrokenOff,
    Fetched,
    NotReached,
    RedirectRefused,
    Seen,
    TooLarge,
    TooSlow,
)
from tightrope.fetching.http import HttpFetch

pytestmark = LOOPBACK

HERE = networks("127.0.0.1")
CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
DIGEST = sha256(CALENDAR).hexdigest()
PLAIN = {"Content-Type": "text/calendar; charset=utf-8"}
SECRET = "/s3cret.ics"  # noqa: S105 - made up


def fetched(web: Web, answer: Page, *, fetch: HttpFetch | None = None) -> Fetched:
    """What is fetched from a server that answers so."""
    web.pages[SECRET] = answer
    return (fetch or HttpFetch(HERE))(web.at(SECRET))


# --- what goes well ---------------------------------------------------------------


def test_the_bytes_come_with_what_tells_them_from_the_next(web: Web) -> None:
    modified = "Mon, 16 Nov 2026 08:00:00 GMT"

    found = fetched(
        web, page(CALENDAR, PLAIN | {"ETag": '"1"', "Last-Modified": modified})
    )

    assert found == Fetched(
        data=CALENDAR,
        kind="text/calendar",
        seen=Seen(etag='"1"', modified=modified, digest=DIGEST),
        changed=True,
    )


def test_a_request_says_who_asks_and_nothing_about_the_person(web: Web) -> None:
    fetched(web, page(CALENDAR))

    [(path, headers)] = web.asked
    told = dict(headers)
    assert re.fullmatch(r"tightrope/[\w.+]+", told.pop("User-Agent"))
    assert (path, told) == (
        SECRET,
        {
            "Host": f"127.0.0.1:{web.port}",
            "Accept": "text/calendar, */*;q=0.1",
            "Accept-Encoding": "gzip",
            "Connection": "close",
        },
    )


def test_compressed_bytes_are_decompressed(web: Web) -> None:
    answer = page(gzip.compress(CALENDAR), {"Content-Encoding": "gzip"})

    assert fetched(web, answer).data == CALENDAR


def test_bytes_in_chunks_are_joined(web: Web) -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

    assert fetched(
        web, raw(head, b"3\r\nBEG\r\n", b"2\r\nIN\r\n", b"0\r\n\r\n")
    ).data == (b"BEGIN")


def test_what_was_seen_is_not_sent_again(web: Web) -> None:
    modified = "Mon, 16 Nov 2026 08:00:00 GMT"
    seen = Seen(etag='W/"1"', modified=modified, digest=DIGEST)
    web.pages[SECRET] = page(status=304)

    found = HttpFetch(HERE)(web.at(SECRET), seen=seen)

    assert found == Fetched(data=None, kind="", seen=seen, changed=False)
    [(_, headers)] = web.asked
    assert headers["If-None-Match"] == 'W/"1"'
    assert headers["If-Modified-Since"] == modified


def test_a_server_without_marks_is_known_by_the_digest(web: Web) -> None:
    web.pages[SECRET] = page(CALENDAR)

    same = HttpFetch(HERE)(web.at(SECRET), seen=Seen(digest=DIGEST))
    other = HttpFetch(HERE)(web.at(SECRET), seen=Seen(digest="0"))

    assert (same.changed, other.changed) == (False, True)


def test_a_server_that_says_unchanged_unasked_is_not_believed(web: Web) -> None:
    with pytest.raises(BadAnswer) as refused:
        fetched(web, page(status=304))

    assert refused.value.status == 304


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed(web: Web, status: int) -> None:
    web.pages["/new.ics"] = page(CALENDAR)

    found = fetched(web, page(status=status, headers={"Location": "/new.ics"}))

    assert found.data == CALENDAR


def test_a_cookie_is_not_sent_back(web: Web) -> None:
    web.pages["/new.ics"] = page(CALENDAR)

    fetched(
        web, page(status=302, headers={"Location": "/new.ics", "Set-Cookie": "a=b"})
    )

    assert [headers["Cookie"] for _, headers in web.asked] == [None, None]


def test_the_environment_names_no_proxy_for_us(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    assert fetched(web, page(CALENDAR)).data == CALENDAR


# --- where we do not go -------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "0.0.0.0",  # noqa: S104 - an address that is refused
        "127.1",
        "2130706433",
        "0x7f000001",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "169.254.169.254",
        "10.0.0.1",
        "100.64.0.1",
        "[fd00::1]",
        "[fe80::1]",
        "224.0.0.1",
    ],
)
def test_no_spelling_of_a_private_address_is_asked(web: Web, host: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        HttpFetch()(web.at(SECRET, host))

    assert "TIGHTROPE_ALLOW_NETWORKS" in str(refused.value)
    assert "s3cret" not in str(refused.value)
    assert web.asked == []


def test_a_name_that_leads_inside_is_not_asked(web: Web) -> None:
    fetch = HttpFetch(resolve=lambda *_: ["127.0.0.1"])

    with pytest.raises(AddressRefused) as refused:
        fetch(web.at(SECRET, "calendar.example"))

    assert str(refused.value) == (
        "calendar.example leads to 127.0.0.1, which is not on the public internet; "
        'if you trust it, set TIGHTROPE_ALLOW_NETWORKS="127.0.0.1"'
    )
    assert web.asked == []


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_a_name_that_changes_its_address_is_looked_up_once(web: Web) -> None:
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    fetch = HttpFetch(resolve=lambda *_: next(answers))

    # The connection goes to the address that was checked, which no test may reach.
    with pytest.raises(SocketConnectBlockedError):
        fetch(web.at(SECRET, "rebinding.example"))

    assert list(answers) == [["127.0.0.1"]]
    assert web.asked == []


def test_of_several_addresses_only_the_good_ones_are_tried(web: Web) -> None:
    web.pages[SECRET] = page(CALENDAR)
    fetch = HttpFetch(HERE, resolve=lambda *_: ["10.0.0.1", "127.0.0.1"])

    assert fetch(web.at(SECRET, "calendar.example")).data == CALENDAR


@pytest.mark.parametrize(
    "location",
    ["http://10.0.0.1/x", "http://[::1]/x", "http://169.254.169.254/latest/meta-data"],
)
def test_a_redirect_does_not_lead_inside(web: Web, location: str) -> None:
    with pytest.raises(AddressRefused):
        fetched(web, page(status=302, headers={"Location": location}))


def test_each_hop_is_looked_up_and_checked_anew(web: Web) -> None:
    def resolve(host: str, _: int) -> Sequence[str]:
        answers = {"good.example": "127.0.0.1", "bad.example": "127.0.0.2"}
        return [answers[host]]

    there = web.at("/inside", "bad.example")
    web.pages[SECRET] = page(status=302, headers={"Location": there})

    with pytest.raises(AddressRefused) as refused:
        HttpFetch(HERE, resolve=resolve)(web.at(SECRET, "good.example"))

    assert (refused.value.host, refused.value.where) == ("bad.example", "127.0.0.2")
    assert [path for path, _ in web.asked] == [SECRET]


@pytest.mark.parametrize("location", ["file:///etc/passwd", "", "ftp://127.0.0.1/"])
def test_a_redirect_to_what_is_not_the_web_is_refused(web: Web, location: str) -> None:
    with pytest.raises(RedirectRefused):
        fetched(web, page(status=302, headers={"Location": location}))


def test_a_redirect_in_a_circle_ends(web: Web) -> None:
    with pytest.raises(RedirectRefused) as refused:
        fetched(web, page(status=302, headers={"Location": SECRET}))

    assert str(refused.value) == (
        "127.0.0.1 sends us on more than 3 times; ask for its current address"
    )
    assert len(web.asked) == 4


# --- what is too much ---------------------------------------------------------------


def bomb(size: int) -> bytes:
    """About a thousandth of `size` as gzip, which becomes zeros."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    first = packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + again * (size // MIB - 1)


def test_a_gzip_bomb_is_stopped_at_the_bound(web: Web) -> None:
    answer = page(bomb(1024 * MIB), {"Content-Encoding": "gzip"})
    began = time.perf_counter()
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge):
            fetched(web, answer)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < 60 * MIB
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize("coding", ["gzip, gzip", "br", "deflate", "zstd"])
def test_what_was_not_asked_for_is_not_decompressed(web: Web, coding: str) -> None:
    with pytest.raises(BrokenOff):
        fetched(web, page(CALENDAR, {"Content-Encoding": coding}))


@pytest.mark.parametrize("length", [21 * MIB, 10**18])
def test_a_body_announced_as_too_large_is_not_read(web: Web, length: int) -> None:
    with pytest.raises(TooLarge) as refused:
        fetched(web, page(CALENDAR, length=length))

    assert str(refused.value) == (
        "127.0.0.1 sent more than 20 MiB, more than is taken at once; "
        "download the file and give its path"
    )


def test_a_body_may_be_as_large_as_the_bound_and_no_larger(web: Web) -> None:
    fetch = HttpFetch(HERE, largest=len(CALENDAR))

    assert fetched(web, page(CALENDAR), fetch=fetch).data == CALENDAR
    for answer in (
        page(CALENDAR + b"\n"),
        page(gzip.compress(CALENDAR + b"\n"), {"Content-Encoding": "gzip"}),
    ):
        with pytest.raises(TooLarge):
            fetched(web, answer, fetch=fetch)


def test_a_body_without_end_is_stopped_at_the_bound(web: Web) -> None:
    def endless(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while not web.stopping.is_set():
            request.wfile.write(bytes(1 << 16))

    with pytest.raises(TooLarge):
        fetched(web, endless, fetch=HttpFetch(HERE, largest=MIB))


@pytest.mark.parametrize(
    "head",
    [b"", b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\n\r\n"],
    ids=["from the start", "in the headers", "in the body"],
)
def test_a_server_that_drips_is_not_waited_for(web: Web, head: bytes) -> None:
    def dripping(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(head)
        while not web.stopping.wait(0.05):
            request.wfile.write(b"x" if head else b"")

    began = time.perf_counter()

    with pytest.raises(TooSlow) as refused:
        fetched(web, dripping, fetch=HttpFetch(HERE, seconds=0.4))

    assert time.perf_counter() - began < 2
    assert str(refused.value) == (
        "127.0.0.1 took longer than 0.4 s to answer; try again later"
    )


def test_a_name_that_is_looked_up_for_ever_is_not_waited_for(web: Web) -> None:
    def resolve(*_: object) -> Sequence[str]:
        web.stopping.wait(10)
        return []

    with pytest.raises(TooSlow):
        HttpFetch(seconds=0.2, resolve=resolve)("https://slow.example/s3cret")


# --- what goes wrong ------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        page(CALENDAR, length=len(CALENDAR) + 1),
        page(gzip.compress(CALENDAR)[:-3], {"Content-Encoding": "gzip"}),
        page(b"", {"Content-Encoding": "gzip"}),
        page(CALENDAR, {"Content-Encoding": "gzip"}),
        page(gzip.compress(CALENDAR) * 2, {"Content-Encoding": "gzip"}),
        raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nBEGIN"),
        raw(b"HTTP/1.1 200 OK\r\nContent-Le"),
        raw(b"220 mail.example ESMTP\r\n"),
        raw(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000 + b"\r\n\r\n"),
        raw(),
    ],
    ids=[
        "body",
        "gzip",
        "empty gzip",
        "no gzip",
        "two gzips",
        "chunk",
        "headers",
        "not HTTP",
        "endless header",
        "nothing",
    ],
)
def test_half_an_answer_is_none(web: Web, answer: Page) -> None:
    with pytest.raises(BrokenOff):
        fetched(web, answer)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (
            page(status=404),
            (
                "127.0.0.1 has nothing at this address (404); check it, or copy it "
                "anew from your calendar's settings"
            ),
        ),
        (
            page(status=403),
            (
                "127.0.0.1 does not let us in (403); copy the secret address anew "
                "from your calendar's settings"
            ),
        ),
        (
            page(status=429, headers={"Retry-After": "120"}),
            "127.0.0.1 wants to be asked less often (429); try again in 120 s",
        ),
        (
            page(status=503, headers={"Retry-After": "30"}),
            "127.0.0.1 answered with the status 503; try again in 30 s",
        ),
        (page(status=500), "127.0.0.1 answered with the status 500; try again later"),
        (page(status=206), "127.0.0.1 answered with the status 206; try again later"),
    ],
    ids=["404", "403", "429", "503", "500", "206"],
)
def test_a_refusal_is_told_in_one_line(web: Web, answer: Page, said: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        fetched(web, answer)

    assert str(refused.value) == said


def test_where_nobody_listens_is_told(web: Web) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]

        with pytest.raises(NotReached) as refused:
            HttpFetch(HERE)(f"http://127.0.0.1:{port}{SECRET}")

    assert str(refused.value) == (
        f"127.0.0.1 could not be reached: {refused.value.reason}; "
        "check the address and your network"
    )
    assert web.asked == []


@pytest.mark.parametrize("error", [socket.gaierror(-2, "s3cret"), UnicodeError()])
def test_a_name_that_nobody_knows_is_told(error: Exception) -> None:
    def resolve(*_: object) -> Sequence[str]:
        raise error

    with pytest.raises(NotReached) as refused:
        HttpFetch(resolve=resolve)("https://gone.example/s3cret")

    assert refused.value.reason == "its name is not known"


def test_a_server_without_tls_is_told(web: Web) -> None:
    with pytest.raises(OutsideError) as refused:
        HttpFetch(HERE)(web.at(SECRET).replace("http:", "https:"))

    assert str(refused.value) == (
        "127.0.0.1 could not be reached: it speaks no TLS that we trust; "
        "check the address and your network"
    )


def test_no_log_holds_the_address(web: Web, caplog: pytest.LogCaptureFixture) -> None:
    web.pages["/s3cret-too"] = page(CALENDAR)
    with caplog.at_level(logging.DEBUG):
        fetched(web, page(status=302, headers={"Location": "/s3cret-too"}))

    assert "s3cret" not in caplog.text
