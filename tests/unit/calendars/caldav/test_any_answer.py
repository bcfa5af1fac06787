"""Whatever a server answers, our client says one of the errors of a calendar."""

from collections.abc import Callable, Mapping
from contextlib import suppress

from hypothesis import example, given
from hypothesis import strategies as st

from tightrope.calendars.base import (
    CalendarGone,
    CalendarUnreachable,
    Missing,
    NoCalendarServer,
    NotLetIn,
    ReadOnly,
    Resource,
    ResourceChanged,
    ResourceRefused,
    TokenRefused,
    UidTaken,
)
from tightrope.calendars.caldav import CaldavServer
from tightrope.calendars.caldav.xml import Multistatus, NotMultistatus, conditions
from tightrope.fetching.base import Answer, Key

OURS = (
    CalendarGone,
    CalendarUnreachable,
    NoCalendarServer,
    NotLetIn,
    ReadOnly,
    ResourceChanged,
    ResourceRefused,
    TokenRefused,
    UidTaken,
)
WORK = "https://cal.example/team/"
HREFS = ["/team/a", "/team/b"]
EVENT = "BEGIN:VCALENDAR\r\nUID:a\r\nEND:VCALENDAR\r\n"

hrefs = st.one_of(
    st.sampled_from(
        [*HREFS, "/team/", "/team/%2e%2e", "//[", "https://[::1", "mailto:"]
    ),
    st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="<&")),
)
statuses = st.sampled_from(["HTTP/1.1 200 OK", "HTTP/1.1 404 X", "HTTP/1.1 507 X", ""])
props = st.sampled_from(
    [
        "",
        "<d:getetag>1</d:getetag>",
        f"<c:calendar-data>{EVENT}</c:calendar-data>",
        "<d:resourcetype><c:calendar/></d:resourcetype>",
        "<d:sync-token>t</d:sync-token>",
        "<d:current-user-principal><d:href>/team/</d:href></d:current-user-principal>",
        "<c:calendar-home-set><d:href>https://[</d:href></c:calendar-home-set>",
        "<c:calendar-home-set><d:href>/team/</d:href></c:calendar-home-set>",
    ]
)


tokens = st.sampled_from(["", "t", "u"])


@st.composite
def responses(draw: st.DrawFn) -> str:
    inner = "".join(draw(st.lists(props, max_size=3)))
    status = draw(statuses)
    return (
        f"<d:response><d:href>{draw(hrefs)}</d:href><d:propstat><d:prop>{inner}"
        f"</d:prop><d:status>{status}</d:status></d:propstat>"
        f"{draw(st.sampled_from(['', f'<d:status>{status}</d:status>']))}</d:response>"
    )


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    name = draw(st.sampled_from(["multistatus", "error", "other"]))
    inner = "".join(draw(st.lists(responses(), max_size=4)))
    text = (
        f'<d:{name} xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">{inner}'
        f"<d:sync-token>{draw(tokens)}</d:sync-token></d:{name}>"
    ).encode()
    return text[: draw(st.sampled_from([len(text), len(text) // 2, len(text) - 1]))]


bodies = st.one_of(documents(), st.binary(max_size=40), st.just(EVENT.encode()))
codes = st.sampled_from(
    [
        200,
        201,
        204,
        207,
        302,
        400,
        401,
        403,
        404,
        405,
        409,
        410,
        412,
        413,
        429,
        500,
        507,
    ]
)
headers = st.dictionaries(
    st.sampled_from(["etag", "server", "www-authenticate", "location"]),
    st.text(max_size=5),
)
answers = st.lists(st.tuples(codes, headers, bodies), min_size=1, max_size=6)


class Saying:
    """A server that says these things, one after another, for ever."""

    def __init__(self, answers: list[tuple[int, dict[str, str], bytes]]) -> None:
        self.asked: list[str] = []
        self._answers = answers

    def __call__(
        self,
        method: str,
        address: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        key: Key | None = None,
    ) -> Answer:
        del headers, body, key
        status, said, data = self._answers[len(self.asked) % len(self._answers)]
        self.asked.append(f"{method} {address}")
        assert address.startswith("https://cal.example/")
        return Answer(
            status=status, headers=said, data=data, address=address, shown=True
        )


CALLS: list[Callable[[CaldavServer], object]] = [
    lambda server: server.found(),
    lambda server: server.open(WORK, "work").changes(None),
    lambda server: server.open(WORK, "work").changes("t"),
    lambda server: list(server.open(WORK, "work").fetch(HREFS)),
    lambda server: server.open(WORK, "work").put(
        Resource(href="/team/a", data=EVENT.encode())
    ),
    lambda server: server.open(WORK, "work").put(
        Resource(href="/team/a", etag='"1"', data=EVENT.encode())
    ),
    lambda server: server.open(WORK, "work").delete(
        Resource(href="/team/a", etag='"1"', data=EVENT.encode())
    ),
]


@given(answers, st.sampled_from(CALLS))
@example([(207, {}, b"")], CALLS[0])
def test_a_server_may_say_what_it_likes(
    answers: list[tuple[int, dict[str, str], bytes]],
    call: Callable[[CaldavServer], object],
) -> None:
    saying = Saying(answers)
    server = CaldavServer(
        WORK,
        user="cto",
        secret="walks",  # noqa: S106 - made up
        ask=saying,
        look_up=lambda _: (),
    )

    with suppress(*OURS):
        call(server)

    assert 0 < len(saying.asked) < 250


@given(answers)
def test_each_href_comes_once_and_only_what_was_asked_for(
    answers: list[tuple[int, dict[str, str], bytes]],
) -> None:
    work = CaldavServer(WORK, ask=Saying(answers)).open(WORK, "work")
    found: list[Resource | Missing] = []

    try:
        found.extend(work.fetch(HREFS))
    except OURS:
        assert len(found) < len(HREFS)
    else:
        assert sorted(one.href for one in found) == HREFS
    assert len({one.href for one in found}) == len(found)


@given(bodies)
def test_any_bytes_are_an_answer_or_none(body: bytes) -> None:
    with suppress(NotMultistatus):
        assert all(said.href for said in Multistatus(body))
    assert all(node.name == name for name, node in conditions(body).items())
