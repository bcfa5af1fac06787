"""The rules that servers have taught us, each against one that breaks it.

Where to find the other rules: 1 and 2 in `test_discovery.py`, 13 in `test_asking.py`
of `fetching`; those of the sync engine and of what we write are with them.
"""

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from uuid import UUID

import pytest

from tests.integration.calendars.caldav.scripted import (
    body_of,
    by_body,
    by_method,
    gone,
    multistatus,
    one_after_another,
    refusal,
    remote,
    response,
)
from tests.serving import LOOPBACK, Page, Web, page
from tightrope.calendars.base import (
    CalendarGone,
    CalendarUnreachable,
    Changes,
    Missing,
    NotLetIn,
    ReadOnly,
    Resource,
    ResourceChanged,
    ResourceRefused,
    ResourceTooLarge,
    TokenRefused,
    UidTaken,
)
from tightrope.calendars.caldav import CaldavRemote

pytestmark = LOOPBACK

TAGGED = '<d:getetag>"{}"</d:getetag>'
SYNC = (
    "<d:supported-report-set><d:supported-report><d:report><d:sync-collection/>"
    "</d:report></d:supported-report></d:supported-report-set>"
    "<d:sync-token>urn:first</d:sync-token>"
)
EVENT = (
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:{}\r\nSUMMARY:{}\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)


def tagged(name: str, etag: str = "1") -> str:
    return response(f"/team/{name}", TAGGED.format(etag))


def whole(name: str, title: str = "Focus", etag: str = "1") -> str:
    data = f"<c:calendar-data>{EVENT.format(name, title)}</c:calendar-data>"
    return response(f"/team/{name}", TAGGED.format(etag) + data)


MANY = [whole(str(number)) for number in range(250)]


def event(name: str, title: str = "Focus") -> bytes:
    return EVENT.format(name, title).encode()


class Recorded:
    """Remembers what was asked, and lets another page answer."""

    def __init__(self, inner: Page) -> None:
        self.methods: list[str] = []
        self.bodies: list[bytes] = []
        self._inner = inner

    def __call__(self, request: BaseHTTPRequestHandler) -> None:
        self.methods.append(request.command)
        self.bodies.append(body_of(request))
        self._inner(request)


# --- 3: a sync without a limit, and more to come


def test_rule_3_a_server_that_has_more_is_asked_again_without_a_limit(
    web: Web,
) -> None:
    web.pages["/team/"] = asked = Recorded(
        one_after_another(
            multistatus(tagged("a"), gone("/team/", 507), at="urn:2"),
            multistatus(tagged("b"), gone("/team/", 507), at="urn:3"),
            multistatus(gone("/team/c"), at="urn:4"),
        )
    )

    changes = remote(web).changes("urn:1")

    assert changes == Changes(
        listed={"/team/a": '"1"', "/team/b": '"1"'},
        gone=frozenset({"/team/c"}),
        token="urn:4",  # noqa: S106 - no password
    )
    tokens = [f"urn:{number}</d:sync-token>".encode() for number in (1, 2, 3)]
    assert [
        token in body for token, body in zip(tokens, asked.bodies, strict=True)
    ] == [True] * 3
    assert not any(b"limit" in body for body in asked.bodies)


def test_rule_3_a_server_that_never_comes_to_an_end_is_listed(web: Web) -> None:
    web.pages["/team/"] = by_method(
        REPORT=multistatus(tagged("a"), gone("/team/", 507), at="urn:1"),
        PROPFIND=multistatus(response("/team/", SYNC), tagged("a"), tagged("b")),
    )

    changes = remote(web).changes("urn:1")

    assert changes.full
    assert set(changes.listed) == {"/team/a", "/team/b"}


# --- 4: a token that is no longer known


@pytest.mark.parametrize("status", [403, 412, 409, 410, 400])
@pytest.mark.parametrize("condition", ["<d:valid-sync-token/>", ""])
def test_rule_4_a_refused_token_is_told(web: Web, status: int, condition: str) -> None:
    web.pages["/team/"] = refusal(status, condition)

    with pytest.raises(TokenRefused):
        remote(web).changes("urn:1")


# --- 5: whatever a server lists is given, be it more than has changed


def test_rule_5_an_answer_that_is_really_everything_is_given_as_it_is(
    web: Web,
) -> None:
    web.pages["/team/"] = multistatus(tagged("a"), tagged("b"), at="urn:2")

    changes = remote(web).changes("urn:1")

    assert changes == Changes(
        listed={"/team/a": '"1"', "/team/b": '"1"'},
        token="urn:2",  # noqa: S106 - no password
    )


# --- 6: what is said to be gone, and what is not said at all


def test_rule_6_one_left_out_of_an_answer_is_asked_for_alone(web: Web) -> None:
    web.pages["/team/"] = multistatus(whole("a"), gone("/team/c"))
    web.pages["/team/b"] = page(event("b"), {"ETag": '"7"'})

    found = {
        one.href: one for one in remote(web).fetch(["/team/a", "/team/b", "/team/c"])
    }

    assert found == {
        "/team/a": Resource(href="/team/a", etag='"1"', data=event("a")),
        "/team/b": Resource(href="/team/b", etag='"7"', data=event("b")),
        "/team/c": Missing(href="/team/c"),
    }


def test_rule_6_only_a_server_that_says_so_makes_one_missing(web: Web) -> None:
    web.pages["/team/"] = multistatus(response("/team/"))
    web.pages["/team/a"] = page(status=404)

    assert list(remote(web).fetch(["/team/a"])) == [Missing(href="/team/a")]


@pytest.mark.parametrize("status", [400, 403, 500, 502])
def test_rule_6_one_that_cannot_be_given_is_not_missing(web: Web, status: int) -> None:
    web.pages["/team/"] = multistatus(whole("b"))
    web.pages["/team/a"] = page(status=status)
    found: list[Resource | Missing] = []

    with pytest.raises((CalendarUnreachable, NotLetIn)):
        found.extend(remote(web).fetch(["/team/a", "/team/b"]))

    assert [one.href for one in found] == ["/team/b"]


def test_rule_6_what_was_never_asked_for_is_left_out(web: Web) -> None:
    web.pages["/team/"] = multistatus(
        whole("a"),
        whole("a", "twice"),
        whole("b"),
        gone("/team/c"),
        response("/other/d", "<c:calendar-data>BEGIN:VCALENDAR</c:calendar-data>"),
    )

    assert [one.href for one in remote(web).fetch(["/team/a"])] == ["/team/a"]


@pytest.mark.parametrize("props", ["", TAGGED.format(1), "<c:calendar-data/>"])
def test_rule_6_one_without_its_bytes_is_asked_for_alone(web: Web, props: str) -> None:
    web.pages["/team/"] = multistatus(response("/team/a", props, status=None))
    web.pages["/team/a"] = page(event("a"), {"ETag": '"1"'})

    assert list(remote(web).fetch(["/team/a"])) == [
        Resource(href="/team/a", etag='"1"', data=event("a"))
    ]


# --- 7: nothing is believed to be as it was


def test_rule_7_the_same_token_is_asked_about_again(web: Web) -> None:
    web.pages["/team/"] = asked = Recorded(multistatus(tagged("a"), at="urn:1"))
    work = remote(web)

    first, second = work.changes("urn:1"), work.changes("urn:1")

    assert first == second
    assert asked.methods == ["REPORT", "REPORT"]


def test_rule_7_a_known_etag_is_fetched_again(web: Web) -> None:
    web.pages["/team/"] = one_after_another(
        multistatus(whole("a", "Focus")), multistatus(whole("a", "Focus, moved"))
    )
    work = remote(web)

    [first], [second] = work.fetch(["/team/a"]), work.fetch(["/team/a"])

    assert isinstance(first, Resource)
    assert isinstance(second, Resource)
    assert first.etag == second.etag
    assert first.digest != second.digest


# --- 8: what the server keeps is what counts


def test_rule_8_what_is_kept_is_read_back(web: Web) -> None:
    web.pages["/team/a"] = asked = Recorded(
        one_after_another(
            page(status=404),
            page(status=201),  # and no etag
            page(event("a", "As the server likes it"), {"ETag": 'W/"9"'}),
        )
    )
    web.pages["/team/"] = multistatus(response("/team/"))

    kept = remote(web).put(Resource(href="/team/a", data=event("a")))

    assert kept == Resource(
        href="/team/a", etag='"9"', data=event("a", "As the server likes it")
    )
    assert asked.methods == ["GET", "PUT", "GET"]


def test_rule_8_a_server_without_etags_in_its_headers_is_asked_for_them(
    web: Web,
) -> None:
    web.pages["/team/a"] = by_method(
        GET=page(event("a")), PROPFIND=multistatus(tagged("a", "5"))
    )
    web.pages["/team/"] = multistatus()

    [one] = remote(web).fetch(["/team/a"])

    assert one == Resource(href="/team/a", etag='"5"', data=event("a"))


# --- 10: nobody else's event is written over or deleted


def test_rule_10_a_new_place_is_drawn_at_random(web: Web) -> None:
    work = remote(web)

    first, second = work.new_href(), work.new_href()

    for href in (first, second):
        name = href.removeprefix("/team/").removesuffix(".ics")
        assert UUID(name).version == 4
    assert first != second


@pytest.mark.parametrize("etag", [None, '"1"'])
def test_rule_10_a_server_that_heeds_no_condition_is_not_asked_to_write(
    web: Web, etag: str | None
) -> None:
    web.pages["/team/a"] = asked = Recorded(
        by_method(GET=page(event("b"), {"ETag": '"2"'}), PUT=page(status=204))
    )

    with pytest.raises(ResourceChanged):
        remote(web).put(Resource(href="/team/a", etag=etag, data=event("a")))

    assert asked.methods == ["GET"]


def test_rule_10_what_is_gone_is_not_made_anew(web: Web) -> None:
    web.pages["/team/a"] = asked = Recorded(
        by_method(GET=page(status=404), PUT=page(status=201))
    )
    web.pages["/team/"] = multistatus(response("/team/"))

    with pytest.raises(ResourceChanged):
        remote(web).put(Resource(href="/team/a", etag='"1"', data=event("a")))

    assert asked.methods == ["GET"]


def test_rule_10_an_etag_that_is_used_again_does_not_let_us_delete(web: Web) -> None:
    web.pages["/team/a"] = asked = Recorded(
        by_method(GET=page(event("b"), {"ETag": '"1"'}), DELETE=page(status=204))
    )

    with pytest.raises(ResourceChanged):
        remote(web).delete(Resource(href="/team/a", etag='"1"', data=event("a")))

    assert asked.methods == ["GET"]


def test_rule_10_an_etag_that_changes_by_itself_does_not_keep_us_from_it(
    web: Web,
) -> None:
    seen: list[str | None] = []

    def deleted(request: BaseHTTPRequestHandler) -> None:
        seen.append(request.headers["If-Match"])
        page(status=204)(request)

    web.pages["/team/a"] = by_method(
        GET=page(event("a"), {"ETag": '"2"'}), DELETE=deleted
    )

    remote(web).delete(Resource(href="/team/a", etag='"1"', data=event("a")))

    assert seen == ['"2"']


@pytest.mark.parametrize(
    ("status", "condition", "href"),
    [
        (
            412,
            "<c:no-uid-conflict><d:href>/team/z</d:href></c:no-uid-conflict>",
            "/team/z",
        ),
        (
            403,
            "<c:no-uid-conflict><d:href>/other/z</d:href></c:no-uid-conflict>",
            None,
        ),
        (409, "<c:no-uid-conflict/>", None),
        # without a reason the server is asked who has the UID
        (409, "", "/team/y"),
        (412, "", "/team/y"),
        (403, "", "/team/y"),
        (400, "", "/team/y"),
    ],
)
def test_rule_10_a_uid_that_is_taken_is_no_lost_race(
    web: Web, status: int, condition: str, href: str | None
) -> None:
    web.pages["/team/a"] = by_method(
        GET=page(status=404), PUT=refusal(status, condition)
    )
    holder = response(
        "/team/y", f"<c:calendar-data>{EVENT.format('a', 'Focus')}</c:calendar-data>"
    )
    web.pages["/team/"] = by_body(
        (b"prop-filter", multistatus(whole("x"), holder)),
        otherwise=multistatus(response("/team/")),
    )

    with pytest.raises(UidTaken) as taken:
        remote(web).put(Resource(href="/team/a", data=event("a")))

    assert taken.value.href == href


# --- 12: no answer is cut to a time by a server


def test_rule_12_no_question_for_events_names_a_time(web: Web) -> None:
    web.pages["/team/"] = asked = Recorded(multistatus(*MANY))
    work = remote(web)
    hrefs = list(work.changes(None).listed)

    assert len(list(work.fetch(hrefs))) == 250

    assert asked.methods == ["PROPFIND", "PROPFIND", "REPORT"]
    assert not any(b"time-range" in body or b"expand" in body for body in asked.bodies)


# --- 14: what is too large is not sent


def test_rule_14_more_than_one_mebibyte_is_not_sent(web: Web) -> None:
    data = event("a", "x" * (1 << 20))

    with pytest.raises(ResourceTooLarge):
        remote(web).put(Resource(href="/team/a", data=data))

    assert web.asked == []


# --- what else servers say


@pytest.mark.parametrize(
    ("status", "privilege", "error"),
    [
        (412, "write", ResourceChanged),
        (404, "write", ResourceChanged),
        (405, "write", ReadOnly),
        (403, "read", ReadOnly),
        (403, "write", ResourceRefused),
        (400, "write", ResourceRefused),
        (413, "write", ResourceRefused),
        (415, "write", ResourceRefused),
        (401, "write", NotLetIn),
        (423, "write", CalendarUnreachable),
        (429, "write", CalendarUnreachable),
        (500, "write", CalendarUnreachable),
        (507, "write", CalendarUnreachable),
        (308, "write", CalendarUnreachable),
    ],
)
def test_a_refusal_to_store_is_told_for_what_it_is(
    web: Web, status: int, privilege: str, error: type[Exception]
) -> None:
    web.pages["/team/a"] = by_method(GET=page(status=404), PUT=page(status=status))
    allowed = (
        f"<d:current-user-privilege-set><d:privilege><d:{privilege}/></d:privilege>"
        "</d:current-user-privilege-set>"
    )
    web.pages["/team/"] = by_body(
        (b"prop-filter", multistatus()),
        otherwise=multistatus(response("/team/", allowed)),
    )

    with pytest.raises(error):
        remote(web).put(Resource(href="/team/a", data=event("a")))


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (412, ResourceChanged),
        (403, ReadOnly),
        (405, ReadOnly),
        (500, CalendarUnreachable),
        (503, CalendarUnreachable),
    ],
)
def test_a_refusal_to_delete_is_told_for_what_it_is(
    web: Web, status: int, error: type[Exception]
) -> None:
    web.pages["/team/a"] = by_method(
        GET=page(event("a"), {"ETag": '"1"'}), DELETE=page(status=status)
    )

    with pytest.raises(error):
        remote(web).delete(Resource(href="/team/a", etag='"1"', data=event("a")))


def test_a_server_that_calls_all_its_etags_weak_can_be_written_to(web: Web) -> None:
    seen: list[str | None] = []

    def stored(request: BaseHTTPRequestHandler) -> None:
        seen.append(request.headers["If-Match"])
        weak = request.headers["If-Match"] == 'W/"1"'
        page(status=204 if weak else 412)(request)

    web.pages["/team/a"] = by_method(
        GET=page(event("a"), {"ETag": 'W/"1"'}), PUT=stored
    )

    remote(web).put(Resource(href="/team/a", etag='"1"', data=event("a")))

    assert seen == ['"1"', 'W/"1"']


A = Resource(href="/team/a", etag='"1"', data=event("a"))


@pytest.mark.parametrize(
    "ask",
    [
        lambda work: work.changes(None),
        lambda work: work.changes("urn:1"),
        lambda work: list(work.fetch(["/team/a"])),
        lambda work: work.put(A),
        lambda work: work.delete(A),
    ],
    ids=["changes", "since a token", "fetch", "put", "delete"],
)
@pytest.mark.parametrize("status", [404, 410])
def test_a_calendar_that_is_gone_is_told(
    web: Web, ask: Callable[[CaldavRemote], object], status: int
) -> None:
    web.pages["/team/"] = page(status=status)
    web.pages["/team/a"] = page(status=status)

    with pytest.raises((CalendarGone, TokenRefused)):
        ask(remote(web))


@pytest.mark.parametrize("status", [400, 403, 405, 415, 501])
def test_a_server_that_cannot_sync_is_listed(web: Web, status: int) -> None:
    web.pages["/team/"] = by_method(
        PROPFIND=multistatus(response("/team/", SYNC), tagged("a"), tagged("b", "2")),
        REPORT=page(status=status),
    )
    work = remote(web)

    changes = work.changes(None)

    assert changes == Changes(
        listed={"/team/a": '"1"', "/team/b": '"2"'}, token=None, full=True
    )
    assert not work.traits.tokens


def test_a_server_that_does_not_offer_to_sync_is_not_asked_to(web: Web) -> None:
    web.pages["/team/"] = asked = Recorded(
        by_method(PROPFIND=multistatus(response("/team/"), tagged("a")))
    )

    assert remote(web).changes(None).full
    assert asked.methods == ["PROPFIND", "PROPFIND"]


def test_the_token_is_taken_before_the_list(web: Web) -> None:
    web.pages["/team/"] = by_method(
        PROPFIND=multistatus(response("/team/", SYNC)),
        REPORT=multistatus(tagged("a"), at="urn:later"),
    )

    changes = remote(web).changes(None)

    assert (changes.token, changes.full) == ("urn:first", True)


@pytest.mark.parametrize("status", [400, 403, 405, 501])
def test_a_server_without_multiget_is_asked_for_each(web: Web, status: int) -> None:
    web.pages["/team/"] = by_method(
        REPORT=page(status=status), PROPFIND=multistatus(response("/team/"))
    )
    web.pages["/team/a"] = page(event("a"), {"ETag": '"1"'})

    assert [one.href for one in remote(web).fetch(["/team/a", "/team/b"])] == [
        "/team/a",
        "/team/b",
    ]


@pytest.mark.parametrize(
    "answer",
    [page(status=500), page(status=403), page(b"<html/>", status=207), page(b"")],
    ids=["500", "403", "a page", "200"],
)
def test_too_much_at_once_is_fetched_in_parts(web: Web, answer: Page) -> None:
    web.pages["/team/"] = asked = Recorded(
        by_body((b"calendar-query", answer), otherwise=multistatus(*MANY))
    )
    work = remote(web)
    hrefs = list(work.changes(None).listed)

    assert len(list(work.fetch(hrefs))) == 250
    assert asked.methods == ["PROPFIND"] * 2 + ["REPORT"] * (1 + 3)


def test_where_it_is_not_known_how_many_there_are_only_these_are_fetched(
    web: Web,
) -> None:
    web.pages["/team/"] = asked = Recorded(multistatus(*MANY))

    assert len(list(remote(web).fetch([f"/team/{n}" for n in range(250)]))) == 250
    assert [b"calendar-multiget" in body for body in asked.bodies] == [True] * 3


def test_a_page_to_sign_in_is_no_event(web: Web) -> None:
    web.pages["/team/"] = multistatus()
    web.pages["/team/a"] = page(b"<!DOCTYPE html><html/>")

    with pytest.raises(CalendarUnreachable) as refused:
        list(remote(web).fetch(["/team/a"]))

    assert refused.value.reason == "answers with a web page instead of an event"


def test_nothing_is_written_outside_of_the_calendar(web: Web) -> None:
    for href in ("/other/a", "/team/../other/a", "/team/", "https://evil.example/a"):
        with pytest.raises(ReadOnly):
            remote(web).put(Resource(href=href, data=event("a")))

    assert web.asked == []
