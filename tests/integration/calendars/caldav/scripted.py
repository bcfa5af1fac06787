"""Servers that say what a test lets them say, over real connections."""

from base64 import b64encode
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from io import BytesIO

from tests.serving import Page, Web, page
from tightrope.calendars.caldav import CaldavRemote, CaldavServer
from tightrope.calendars.caldav.lookup import Service
from tightrope.fetching.asking import HttpAsk

USER, PASSWORD = "cto", "walks-the-rope"  # made up
BASIC = "Basic " + b64encode(f"{USER}:{PASSWORD}".encode()).decode()
SPACES = (
    'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" '
    'xmlns:a="http://apple.com/ns/ical/"'
)
CALENDAR = "<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>"


def response(href: str, props: str = "", *, status: int | None = 200) -> str:
    """What is said of one resource."""
    line = f"<d:status>HTTP/1.1 {status} X</d:status>" if status else ""
    return (
        f"<d:response><d:href>{href}</d:href><d:propstat><d:prop>{props}</d:prop>"
        f"{line}</d:propstat></d:response>"
    )


def gone(href: str, status: int = 404) -> str:
    """What is said of one that is not there."""
    return (
        f"<d:response><d:href>{href}</d:href>"
        f"<d:status>HTTP/1.1 {status} X</d:status></d:response>"
    )


def multistatus(*responses: str, at: str = "") -> Page:
    """An answer about resources, and at which sync token they are."""
    said = f"<d:sync-token>{at}</d:sync-token>" if at else ""
    body = f"<d:multistatus {SPACES}>{''.join(responses)}{said}</d:multistatus>"
    return page(body.encode(), {"Content-Type": "application/xml"}, status=207)


def refusal(status: int, condition: str = "") -> Page:
    """A refusal, and what was not met."""
    body = f"<d:error {SPACES}>{condition}</d:error>".encode() if condition else b""
    return page(body, {"Content-Type": "application/xml"}, status=status)


def body_of(request: BaseHTTPRequestHandler) -> bytes:
    """What was sent; whoever answers can read it again."""
    body = request.rfile.read(int(request.headers.get("Content-Length") or 0))
    request.rfile = BytesIO(body)
    return body


def by_method(**pages: Page) -> Page:
    """Another answer for each method; 405 for the rest."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        pages.get(request.command, page(status=405))(request)

    return answer


def by_body(*cases: tuple[bytes, Page], otherwise: Page) -> Page:
    """Another answer for each kind of question: the first whose bytes are in it."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        body = body_of(request)
        next((one for words, one in cases if words in body), otherwise)(request)

    return answer


def one_after_another(*pages: Page) -> Page:
    """The first answer, then the next; the last for ever."""
    left = list(pages)

    def answer(request: BaseHTTPRequestHandler) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(request)

    return answer


def guarded(inner: Page) -> Page:
    """Only for who shows the password."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        known = request.headers.get("Authorization") == BASIC
        (inner if known else page(status=401))(request)

    return answer


def server(
    web: Web,
    path: str = "/",
    *,
    address: str = "",
    look_up: Callable[[str], tuple[Service, ...]] = lambda _: (),
    secret: str = PASSWORD,
) -> CaldavServer:
    """Ours, asking that server."""
    address = address or web.at(path)
    return CaldavServer(
        address,
        user=USER,
        secret=secret,
        ask=HttpAsk(home=web.at("/"), seconds=5),
        look_up=look_up,
    )


def remote(web: Web, path: str = "/team/") -> CaldavRemote:
    """Our view of a calendar there."""
    return server(web).open(web.at(path), "work")
