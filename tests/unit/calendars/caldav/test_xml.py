"""XML of servers, good and hostile; each attack with its time and its memory."""

import json
import subprocess
import sys
from collections.abc import Callable

import pytest

from tightrope.calendars.caldav.xml import (
    CALDAV,
    DAV,
    MOST_ELEMENTS,
    Multistatus,
    NotMultistatus,
    Said,
    conditions,
    multiget,
    query_uid,
    status_of,
    sync_collection,
)

HEAD = b'<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">'
TAIL = b"</d:multistatus>"


def response(href: str, props: str, status: str = "HTTP/1.1 200 OK") -> bytes:
    return (
        f"<d:response><d:href>{href}</d:href><d:propstat><d:prop>{props}</d:prop>"
        f"<d:status>{status}</d:status></d:propstat></d:response>"
    ).encode()


def said(*parts: bytes) -> list[Said]:
    return list(Multistatus(HEAD + b"".join(parts) + TAIL))


# --- what goes well


def test_each_resource_is_read_with_what_was_given() -> None:
    text = "BEGIN:VCALENDAR&#13;\nSUMMARY:a &amp; b&#13;\n<![CDATA[<c>]]>"
    props = f'<d:getetag>"1"</d:getetag><c:calendar-data>{text}</c:calendar-data>'

    [one] = said(response("/a.ics", props))

    assert (one.href, one.status) == ("/a.ics", None)
    assert one.words(DAV + "getetag") == '"1"'
    assert one.props[CALDAV + "calendar-data"].text == (
        "BEGIN:VCALENDAR\r\nSUMMARY:a & b\r\n<c>"
    )


def test_what_a_resource_does_not_have_is_not_there() -> None:
    [one] = said(response("/a.ics", "<d:getetag/>", "HTTP/1.1 404 Not Found"))

    assert one.props == {}
    assert one.words(DAV + "getetag") == ""
    assert one.hrefs(DAV + "getetag") == []


def test_a_whole_resource_may_be_gone() -> None:
    [one, other] = said(
        b"<d:response><d:href>/a.ics</d:href><d:href>/b.ics</d:href>"
        b"<d:status>HTTP/1.1 404 Not Found</d:status></d:response>"
    )

    assert [(one.href, one.status), (other.href, other.status)] == [
        ("/a.ics", 404),
        ("/b.ics", 404),
    ]


def test_the_token_is_known_when_all_is_read() -> None:
    token = b"<d:sync-token> urn:1 </d:sync-token>"
    answer = Multistatus(HEAD + response("/a", "") + token + TAIL)

    assert len(list(answer)) == 1
    assert answer.token == "urn:1"  # noqa: S105 - no password


def test_a_response_without_href_is_left_out_and_the_others_stay() -> None:
    [one] = said(b"<d:response><d:propstat/></d:response>", response("/b.ics", ""))

    assert one.href == "/b.ics"


def test_a_status_may_be_missing_in_a_propstat() -> None:
    props = "<d:getetag>1</d:getetag>"
    body = response("/a", props).replace(b"<d:status>HTTP/1.1 200 OK</d:status>", b"")

    assert said(body)[0].words(DAV + "getetag") == "1"


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("HTTP/1.1 200 OK", 200),
        ("HTTP/2 404", 404),
        ("HTTP/1.1 507 Insufficient Storage", 507),
        ("200 OK", None),
        ("", None),
    ],
)
def test_a_status_line_is_read(line: str, status: int | None) -> None:
    assert status_of(line) == status


def test_why_a_server_refuses_is_read() -> None:
    body = (
        b'<?xml version="1.0"?><error xmlns="DAV:" '
        b'xmlns:c="urn:ietf:params:xml:ns:caldav"><c:no-uid-conflict>'
        b"<href>/a.ics</href></c:no-uid-conflict></error>"
    )

    found = conditions(body)

    assert list(found) == [CALDAV + "no-uid-conflict"]
    assert found[CALDAV + "no-uid-conflict"].words(DAV + "href") == "/a.ics"


@pytest.mark.parametrize("body", [b"", b"no", b"<html/>", b"<error><a></error>"])
def test_a_refusal_without_reasons_has_none(body: bytes) -> None:
    assert conditions(body) == {}


# --- what we ask


def test_what_we_ask_for_cannot_break_out_of_its_element() -> None:
    hostile = '</d:href><d:href>/x" & <y>'

    for body in (multiget([hostile]), query_uid(hostile), sync_collection(hostile)):
        assert b"</d:href><d:href>" not in body
        assert b"&lt;/d:href&gt;&lt;d:href&gt;/x" in body


def test_a_sync_is_asked_for_without_a_limit() -> None:
    """Rule 3: one server answers a limit with two items and its last token."""
    assert b"limit" not in sync_collection("urn:1")


# --- what is broken


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"<html><body>Sign in</body></html>",
        b"<!DOCTYPE html><html><body>Sign in<br></body></html>",
        HEAD,
        HEAD + response("/a", "") + b"<d:respo",
        HEAD + response("/a", "") + b"</d:wrong>",
        HEAD + b"&unknown;" + TAIL,
        HEAD + b"\x00" + TAIL,
        (HEAD + TAIL).replace(b"DAV:", b"other:"),
        HEAD + TAIL + HEAD + TAIL,
    ],
)
def test_half_an_answer_is_none(body: bytes) -> None:
    with pytest.raises(NotMultistatus):
        list(Multistatus(body))


def test_what_came_before_the_break_is_there() -> None:
    body = HEAD + response("/a", "") * 2000 + b"<d:respo"
    found: list[Said] = []

    with pytest.raises(NotMultistatus):
        found.extend(Multistatus(body))

    assert len(found) == 2000


# --- attacks, each in a process of its own, so that its memory can be told

WORK = """
import json, resource, sys, time
sys.path[:0] = json.loads(sys.argv[1])
from tightrope.calendars.caldav.xml import Multistatus, NotMultistatus
from tests.unit.calendars.caldav.test_xml import ATTACKS

def peak():
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6

body = ATTACKS[sys.argv[2]]()
before, began, read = peak(), time.process_time(), 0
try:
    for _ in Multistatus(body):
        read += 1
    said = "read"
except NotMultistatus as error:
    said = error.what
print(json.dumps({
    "said": said, "read": read, "seconds": time.process_time() - began,
    "mb": peak() - before,
}))
"""


def laughs() -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{levels}]>'
        '<d:multistatus xmlns:d="DAV:">&l11;</d:multistatus>'
    ).encode()


def external() -> bytes:
    return (
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        + HEAD
        + response("/a", "&e;")
        + TAIL
    )


def attributes() -> bytes:
    many = " ".join(f'a{n}="x"' for n in range(500_000))
    return HEAD + f"<d:response {many}/>".encode() + TAIL


ATTACKS: dict[str, Callable[[], bytes]] = {
    "billion laughs": laughs,
    "external entity": external,
    "external document type": lambda: (
        b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x">' + HEAD + TAIL
    ),
    "a million nested": lambda: HEAD + b"<d:a>" * 1_000_000,
    "a million in one": lambda: (
        HEAD + b"<d:response>" + b"<d:a/>" * 1_000_000 + b"</d:response>" + TAIL
    ),
    "half a million attributes": attributes,
    "100 MB of text": lambda: HEAD + b"x" * 100_000_000 + TAIL,
    "100 MB in one attribute": lambda: (
        HEAD + b'<d:a b="' + b"x" * 100_000_000 + b'"/>' + TAIL
    ),
    "100 MB of a name": lambda: HEAD + b"<" + b"x" * 100_000_000,
    "100 MB of comments": lambda: HEAD + b"<!--" + b"x" * 100_000_000 + b"-->" + TAIL,
    "a million responses": lambda: (
        HEAD + b"<d:response><d:href>/a</d:href></d:response>" * 1_000_000 + TAIL
    ),
}


@pytest.fixture(params=ATTACKS)
def ended(request: pytest.FixtureRequest) -> dict[str, float | str]:
    """What became of an attack."""
    call = [sys.executable, "-c", WORK, json.dumps(sys.path), request.param]
    run = subprocess.run(call, capture_output=True, text=True, check=True, timeout=60)
    told: dict[str, float | str] = json.loads(run.stdout)
    return told


def test_an_attack_ends_soon_and_takes_little(ended: dict[str, float | str]) -> None:
    assert ended["said"] != "read"
    assert float(ended["seconds"]) < 4
    assert float(ended["mb"]) < 150


@pytest.mark.parametrize("attack", ["billion laughs", "external entity"])
def test_a_document_type_is_refused_as_such(attack: str) -> None:
    made = ATTACKS[attack]

    with pytest.raises(NotMultistatus) as refused:
        list(Multistatus(made()))

    assert refused.value.what == "declares a document type"


def test_a_resource_may_hold_as_much_as_any_does_and_no_more() -> None:
    few = b"<d:a/>" * (MOST_ELEMENTS - 3)  # besides those around them

    [one] = said(b"<d:response>" + few + b"<d:href>/a</d:href></d:response>")

    assert one.href == "/a"
    with pytest.raises(NotMultistatus):
        said(b"<d:response>" + few + b"<d:a/><d:href>/a</d:href></d:response>")
