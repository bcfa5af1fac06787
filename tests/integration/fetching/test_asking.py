"""Asking real servers, good and bad; each test may reach this machine alone."""

import gc
import gzip
import hashlib
import logging
import re
import time
import tracemalloc
import weakref
import zlib
from base64 import b64encode
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from tests import faults
from tests.faults import Proxy, proxy
from tests.servers import Running
from tests.serving import LOOPBACK, Page, Web, page, raw, serving
from tightrope.fetching.addresses import networks
from tightrope.fetching.asking import LARGEST, READING, HttpAsk
from tightrope.fetching.base import (
    MIB,
    AddressRefused,
    BadAddress,
    BrokenOff,
    Key,
    KeyInTheOpen,
    NotReached,
    RedirectRefused,
    Scheme,
    TooLarge,
    TooSlow,
)
from tightrope.fetching.digest import Challenge

pytestmark = LOOPBACK

HERE = networks("127.0.0.1")
SECRET = "walks-the-rope"  # noqa: S105 - made up
BASIC = "Basic " + b64encode(f"cto:{SECRET}".encode()).decode()
DAV = sorted(READING - {"HEAD"})


@pytest.fixture
def ask() -> Iterator[HttpAsk]:
    with HttpAsk(HERE) as ask:
        yield ask


@pytest.fixture
def other() -> Iterator[Web]:
    """Another server, at another port."""
    with serving() as web:
        yield web


def key_for(*webs: Web, scheme: Scheme = Scheme.BASIC) -> Key:
    origins = frozenset(f"http://127.0.0.1:{web.port}" for web in webs)
    return Key(user="cto", secret=SECRET, scheme=scheme, origins=origins)


def shown(web: Web) -> list[str | None]:
    """What was shown to a server with each request."""
    return [headers["Authorization"] for _, headers in web.asked]


def echo(request: BaseHTTPRequestHandler) -> None:
    """Answer with what was asked."""
    body = request.rfile.read(int(request.headers.get("Content-Length") or 0))
    said = b" ".join([request.command.encode(), request.path.encode(), body])
    page(said, {"X-Depth": request.headers.get("Depth", "")}, status=207)(request)


# --- what is asked and answered -------------------------------------------------------


@pytest.mark.parametrize("method", [*DAV, "PUT", "DELETE", "MKCALENDAR"])
def test_method_headers_and_body_arrive(web: Web, ask: HttpAsk, method: str) -> None:
    web.pages["/cal/?a=b"] = echo

    answer = ask(method, web.at("/cal/?a=b"), headers={"Depth": "1"}, body=b"<x/>")

    assert answer.status == 207
    assert answer.data == f"{method} /cal/?a=b <x/>".encode()
    assert answer.headers["x-depth"] == "1"
    assert answer.address == web.at("/cal/?a=b")
    assert (answer.again, answer.shown) == (False, False)


@pytest.mark.parametrize("status", [200, 204, 304, 403, 404, 412, 500, 507])
def test_whatever_the_status_is_it_is_given(
    web: Web, ask: HttpAsk, status: int
) -> None:
    web.pages["/"] = page(b"" if status in {204, 304} else b"why", status=status)

    answer = ask("PUT", web.at("/"))

    assert answer.status == status
    assert answer.data == (b"" if status in {204, 304} else b"why")


def test_how_long_to_wait_is_told(web: Web, ask: HttpAsk) -> None:
    web.pages["/"] = page(status=429, headers={"Retry-After": "86400"})

    assert ask("GET", web.at("/")).wait == 3600


def test_a_compressed_answer_is_unpacked_within_its_bound(web: Web) -> None:
    web.pages["/"] = page(gzip.compress(b"x" * 1000), {"Content-Encoding": "gzip"})

    with HttpAsk(HERE, largest=1000) as ask:
        assert ask("REPORT", web.at("/")).data == b"x" * 1000
    with HttpAsk(HERE, largest=999) as ask, pytest.raises(TooLarge):
        ask("REPORT", web.at("/"))


def endless(request: BaseHTTPRequestHandler) -> None:
    """100 MB, as text."""
    request.wfile.write(b"HTTP/1.1 207 Multi-Status\r\n\r\n")
    for _ in range(1600):
        request.wfile.write(bytes(1 << 16))


def bomb(request: BaseHTTPRequestHandler) -> None:
    """1 GiB, as one megabyte of gzip."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    request.wfile.write(b"HTTP/1.1 207 Multi-Status\r\nContent-Encoding: gzip\r\n\r\n")
    for _ in range(1024):
        request.wfile.write(packer.compress(bytes(MIB)))


@pytest.mark.parametrize("body", [endless, bomb])
def test_too_many_bytes_take_neither_time_nor_memory(
    web: Web, ask: HttpAsk, body: Page
) -> None:
    web.pages["/"] = body
    tracemalloc.start()
    began = time.process_time()
    try:
        with pytest.raises(TooLarge):
            ask("REPORT", web.at("/"))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < 2 * LARGEST + 10 * MIB
    assert time.process_time() - began < 10


def test_a_server_that_drips_is_not_waited_for(web: Web) -> None:
    def dripping(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 207 Multi-Status\r\n\r\n")
        while not web.stopping.wait(0.05):
            request.wfile.write(b"x")

    web.pages["/"] = dripping
    began = time.perf_counter()

    with HttpAsk(HERE, seconds=0.4) as ask, pytest.raises(TooSlow):
        ask("REPORT", web.at("/"))

    assert time.perf_counter() - began < 2


def test_each_question_has_its_own_time(web: Web) -> None:
    def late(request: BaseHTTPRequestHandler) -> None:
        time.sleep(0.3)
        page(b"late")(request)

    web.pages["/"] = late

    with HttpAsk(HERE, seconds=0.5) as ask:
        assert [ask("GET", web.at("/")).data for _ in range(3)] == [b"late"] * 3


@pytest.mark.parametrize(
    "answer",
    [
        page(b"half", length=8),
        raw(b"220 mail.example ESMTP\r\n"),
        raw(),
        page(b"x", {"Content-Encoding": "br"}),
    ],
    ids=["body", "not HTTP", "nothing", "br"],
)
def test_half_an_answer_is_none(web: Web, ask: HttpAsk, answer: Page) -> None:
    web.pages["/"] = answer

    with pytest.raises(BrokenOff):
        ask("PUT", web.at("/"))

    assert len(web.asked) == 1


def test_an_address_with_a_password_in_it_is_refused(ask: HttpAsk) -> None:
    with pytest.raises(BadAddress) as refused:
        ask("GET", f"https://cto:{SECRET}@cal.example/")

    assert SECRET not in str(refused.value)


# --- where we go ----------------------------------------------------------------------


def test_a_private_address_is_not_asked(web: Web) -> None:
    with HttpAsk() as ask, pytest.raises(AddressRefused):
        ask("PROPFIND", web.at("/"))

    assert web.asked == []


def test_the_server_that_the_person_named_is_asked_and_no_other(
    web: Web, other: Web
) -> None:
    web.pages["/"] = page(b"home")
    web.pages["/away"] = page(status=302, headers={"Location": other.at("/")})
    other.pages["/"] = page(b"other")

    with HttpAsk(home=web.at("/")) as ask:
        assert ask("PROPFIND", web.at("/")).data == b"home"
        for address in (other.at("/"), web.at("/away"), web.at("/", "127.0.0.2")):
            with pytest.raises(AddressRefused):
                ask("PROPFIND", address)

    assert other.asked == []


def test_a_public_name_that_leads_inside_is_not_asked_without_tls(web: Web) -> None:
    address = web.at("/", "cal.example")

    with (
        HttpAsk(home=address, resolve=lambda *_: ["127.0.0.1"]) as ask,
        pytest.raises(AddressRefused),
    ):
        ask("PROPFIND", address)

    assert web.asked == []


def test_what_is_called_this_machine_is_this_machine(web: Web) -> None:
    address = web.at("/", "localhost")

    with (
        HttpAsk(home=address, resolve=lambda *_: ["192.168.1.20"]) as ask,
        pytest.raises(AddressRefused),
    ):
        ask("PROPFIND", address)


# --- redirects ------------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 307, 308])
@pytest.mark.parametrize("method", DAV)
def test_a_question_follows_with_its_method_and_body(
    web: Web, ask: HttpAsk, status: int, method: str
) -> None:
    web.pages["/.well-known/caldav"] = page(status=status, headers={"Location": "/d/"})
    web.pages["/d/"] = echo

    answer = ask(method, web.at("/.well-known/caldav"), body=b"<x/>", key=key_for(web))

    assert answer.data == f"{method} /d/ <x/>".encode()
    assert answer.address == web.at("/d/")
    assert shown(web) == [BASIC, BASIC]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "MKCALENDAR"])
def test_what_changes_something_is_not_sent_on(
    web: Web, ask: HttpAsk, method: str
) -> None:
    web.pages["/"] = page(status=308, headers={"Location": "/d/"})

    assert ask(method, web.at("/")).status == 308
    assert [path for path, _ in web.asked] == ["/"]


def test_the_key_does_not_follow_to_another_server(
    web: Web, other: Web, ask: HttpAsk
) -> None:
    web.pages["/"] = page(status=302, headers={"Location": other.at("/d/")})
    other.pages["/d/"] = echo

    answer = ask("PROPFIND", web.at("/"), key=key_for(web))

    assert (answer.status, answer.shown) == (207, False)
    assert (shown(web), shown(other)) == ([BASIC], [None])


def test_a_circle_ends(web: Web, ask: HttpAsk) -> None:
    web.pages["/"] = page(status=302, headers={"Location": "/"})

    with pytest.raises(RedirectRefused):
        ask("PROPFIND", web.at("/"))

    assert len(web.asked) == 4


# --- keys -----------------------------------------------------------------------------


def test_a_password_is_shown_at_once(web: Web, ask: HttpAsk) -> None:
    web.pages["/"] = page(b"in")

    answer = ask("PROPFIND", web.at("/"), key=key_for(web))

    assert answer.shown
    assert shown(web) == [BASIC]


def test_a_token_is_shown_at_once(web: Web, ask: HttpAsk) -> None:
    web.pages["/"] = page(b"in")

    ask("PROPFIND", web.at("/"), key=key_for(web, scheme=Scheme.BEARER))

    assert shown(web) == [f"Bearer {SECRET}"]


def test_a_wrong_password_is_tried_once(web: Web, ask: HttpAsk) -> None:
    web.pages["/"] = page(
        status=401, headers={"WWW-Authenticate": 'Basic realm="x", Digest realm="x"'}
    )

    assert ask("PROPFIND", web.at("/"), key=key_for(web)).status == 401
    assert len(web.asked) == 1


def test_nothing_is_shown_to_a_server_that_the_key_is_not_for(
    web: Web, other: Web, ask: HttpAsk
) -> None:
    other.pages["/"] = page(
        status=401, headers={"WWW-Authenticate": 'Digest realm="x", nonce="n"'}
    )

    answer = ask("PROPFIND", other.at("/"), key=key_for(web))

    assert (answer.status, answer.shown, shown(other)) == (401, False, [None])


@pytest.mark.parametrize("host", ["cal.example", "192.168.1.20"])
def test_a_password_goes_over_no_network_in_the_open(host: str) -> None:
    key = Key(user="cto", secret=SECRET, origins=frozenset({f"http://{host}:80"}))

    def nobody(*_: object) -> list[str]:
        raise AssertionError

    with (
        HttpAsk(networks("0.0.0.0/0"), resolve=nobody) as ask,
        pytest.raises(KeyInTheOpen) as refused,
    ):
        ask("PROPFIND", f"http://{host}/", key=key)

    assert str(refused.value) == (
        f"{host} is asked without encryption, so your password was not sent; give its "
        "address with https://"
    )


def test_no_log_and_no_record_holds_the_password(
    web: Web, ask: HttpAsk, caplog: pytest.LogCaptureFixture
) -> None:
    web.pages["/"] = page(b"in")

    with caplog.at_level(logging.DEBUG):
        answer = ask("PROPFIND", web.at("/s3cret"), key=key_for(web))

    assert SECRET not in caplog.text + repr(answer) + repr(key_for(web))
    assert "s3cret" not in caplog.text


# --- digests --------------------------------------------------------------------------


class Guard:
    """Lets in who proves the password (RFC 7616), as a server does.

    Args:
        algorithm: what it hashes with.
        uses: how often a nonce may be used before it is stale.
        tells: whether it says the next nonce by itself.
    """

    def __init__(
        self, algorithm: str = "SHA-256", *, uses: int = 99, tells: bool = False
    ) -> None:
        self.refused = 0
        self._algorithm = algorithm
        self._uses = uses
        self._tells = tells
        self._nonce = "nonce0"
        self._count = 0

    def __call__(self, request: BaseHTTPRequestHandler) -> None:
        given = request.headers.get("Authorization", "")
        said = dict(re.findall(r'(\w+)="?([^",]+)"?', given))
        stale = said.get("nonce") != self._nonce or self._count >= self._uses
        if stale or said["response"] != self._right(request.command, said):
            self._refuse(request, stale=stale)
            return
        self._count += 1
        assert int(said["nc"], 16) == self._count
        headers = {}
        if self._tells:
            self._renew()
            headers["Authentication-Info"] = f'nextnonce="{self._nonce}"'
        page(b"in", headers)(request)

    def _renew(self) -> None:
        self._nonce = f"nonce{int(self._nonce[5:]) + 1}"
        self._count = 0

    def _refuse(self, request: BaseHTTPRequestHandler, *, stale: bool) -> None:
        self.refused += 1
        self._renew()
        asked = (
            f'Digest realm="r", qop="auth", algorithm={self._algorithm}, '
            f'nonce="{self._nonce}", stale={str(stale).lower()}'
        )
        page(status=401, headers={"WWW-Authenticate": asked})(request)

    def _right(self, method: str, said: dict[str, str]) -> str:
        name = "sha256" if self._algorithm == "SHA-256" else "md5"

        def hashed(*words: str) -> str:
            return hashlib.new(name, ":".join(words).encode()).hexdigest()

        return hashed(
            hashed("cto", "r", SECRET),
            *(said["nonce"], said["nc"], said["cnonce"], "auth"),
            hashed(method, said["uri"]),
        )


@pytest.mark.parametrize("algorithm", ["MD5", "SHA-256"])
@pytest.mark.parametrize("scheme", [Scheme.DIGEST, Scheme.BASIC])
def test_a_digest_is_asked_for_once_and_then_shown_at_once(
    web: Web, ask: HttpAsk, algorithm: str, scheme: Scheme
) -> None:
    web.pages["/"] = guard = Guard(algorithm)

    answers = [
        ask("PROPFIND", web.at("/"), key=key_for(web, scheme=scheme)) for _ in range(3)
    ]

    assert [answer.data for answer in answers] == [b"in"] * 3
    assert guard.refused == 1


def test_who_asked_for_digests_shows_no_password(web: Web, ask: HttpAsk) -> None:
    web.pages["/"] = page(status=401, headers={"WWW-Authenticate": 'Basic realm="x"'})

    ask("PROPFIND", web.at("/"), key=key_for(web, scheme=Scheme.DIGEST))

    assert shown(web) == [None]


def test_a_stale_nonce_is_renewed(web: Web, ask: HttpAsk) -> None:
    web.pages["/"] = guard = Guard(uses=2)
    key = key_for(web, scheme=Scheme.DIGEST)

    answers = [ask("PROPFIND", web.at("/"), key=key) for _ in range(5)]

    assert [answer.status for answer in answers] == [200] * 5
    assert guard.refused == 3


def test_the_next_nonce_that_a_server_tells_is_used(web: Web, ask: HttpAsk) -> None:
    web.pages["/"] = guard = Guard(tells=True)
    key = key_for(web, scheme=Scheme.DIGEST)

    answers = [ask("PROPFIND", web.at("/"), key=key) for _ in range(5)]

    assert [answer.status for answer in answers] == [200] * 5
    assert guard.refused == 1


def test_a_wrong_digest_ends(web: Web, ask: HttpAsk) -> None:
    web.pages["/"] = guard = Guard()
    key = Key(
        user="cto",
        secret="wrong",  # noqa: S106 - made up
        scheme=Scheme.DIGEST,
        origins=key_for(web).origins,
    )

    assert ask("PROPFIND", web.at("/"), key=key).status == 401
    assert guard.refused == 2


def test_our_digest_is_that_of_the_standard_library() -> None:
    challenge = Challenge(realm="r", nonce="n", algorithm="MD5")

    assert challenge.hashed("a", "b") == hashlib.md5(b"a:b").hexdigest()  # noqa: S324


# --- connections ----------------------------------------------------------------------


@pytest.fixture
def kept(web: Web) -> Iterator[Proxy]:
    """A server that keeps its connections, and drops them when told to."""
    web.pages["/"] = echo
    with proxy(Running(kind="web", address=web.at("/"))) as kept:
        yield kept


def counting(ask: HttpAsk) -> Callable[[], int]:
    """How many connections were made."""
    return lambda: ask._backend.made  # noqa: SLF001 - nothing else can tell


def test_a_connection_serves_several_questions(kept: Proxy, ask: HttpAsk) -> None:
    made = counting(ask)

    for _ in range(5):
        assert ask("PROPFIND", kept.running.address).status == 207

    assert made() == 1


@pytest.mark.parametrize("method", ["PROPFIND", "REPORT", "GET", "PUT", "DELETE"])
def test_rule_13_a_kept_connection_that_is_dropped_is_made_anew_once(
    kept: Proxy, ask: HttpAsk, method: str
) -> None:
    ask("PROPFIND", kept.running.address)
    kept.plan(faults.lost_request)

    answer = ask(method, kept.running.address)

    assert (answer.status, answer.again) == (207, True)
    assert [one for one, _ in kept.asked] == ["PROPFIND", method, method]


def test_a_kept_connection_that_is_dropped_twice_is_given_up(
    kept: Proxy, ask: HttpAsk
) -> None:
    ask("PROPFIND", kept.running.address)
    kept.plan(faults.lost_request, times=2)

    with pytest.raises(BrokenOff):
        ask("PROPFIND", kept.running.address)

    assert len(kept.asked) == 3


def test_what_is_not_idempotent_is_not_asked_twice(kept: Proxy, ask: HttpAsk) -> None:
    ask("PROPFIND", kept.running.address)
    kept.plan(faults.lost_request)

    with pytest.raises(BrokenOff):
        ask("MKCALENDAR", kept.running.address)

    assert len(kept.asked) == 2


def test_a_new_connection_that_is_dropped_is_not_made_anew(
    kept: Proxy, ask: HttpAsk
) -> None:
    kept.plan(faults.lost_request)

    with pytest.raises(BrokenOff):
        ask("PROPFIND", kept.running.address)

    assert len(kept.asked) == 1


def test_connections_end_when_nobody_holds_them(kept: Proxy) -> None:
    ask = HttpAsk(HERE)
    ask("PROPFIND", kept.running.address)
    gone, close = weakref.ref(ask), ask.close

    del ask
    gc.collect()

    assert gone() is None
    assert not close.alive


def test_where_nobody_listens_is_told(ask: HttpAsk) -> None:
    with serving() as web:
        address = web.at("/")

    with pytest.raises(NotReached):
        ask("PROPFIND", address)
