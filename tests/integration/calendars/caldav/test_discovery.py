"""From an address, a host or a mail address to the calendars of a person."""

import pytest

from tests import servers
from tests.integration.calendars.caldav.scripted import (
    BASIC,
    CALENDAR,
    PASSWORD,
    by_method,
    gone,
    guarded,
    multistatus,
    response,
    server,
)
from tests.servers import Running
from tests.serving import LOOPBACK, Page, Web, page, serving
from tightrope.calendars.base import (
    CalendarUnreachable,
    Found,
    NoCalendarServer,
    NotLetIn,
)
from tightrope.calendars.caldav import CaldavServer
from tightrope.calendars.caldav.lookup import Service, services
from tightrope.core.errors import InputError
from tightrope.fetching.asking import HttpAsk

pytestmark = LOOPBACK

WHO = "<d:current-user-principal><d:href>/me/</d:href></d:current-user-principal>"
HOME = (
    "<c:calendar-home-set><d:href>/cal/</d:href></c:calendar-home-set>"
    "<c:calendar-user-address-set><d:href>mailto:CTO@example.com</d:href>"
    "<d:href>/me/</d:href></c:calendar-user-address-set>"
    "<c:schedule-inbox-URL><d:href>/inbox/</d:href></c:schedule-inbox-URL>"
    "<c:schedule-outbox-URL><d:href>/outbox/</d:href></c:schedule-outbox-URL>"
)
MAIN = (
    "<c:schedule-default-calendar-URL><d:href>/cal/team/</d:href>"
    "</c:schedule-default-calendar-URL>"
)
READ = (
    "<d:current-user-privilege-set><d:privilege><d:read/></d:privilege>"
    "</d:current-user-privilege-set>"
)
WRITE = READ.replace("<d:read/>", "<d:read/><d:write-content/>")
TASKS = (
    '<c:supported-calendar-component-set><c:comp name="VTODO"/>'
    "</c:supported-calendar-component-set>"
)
LISTED = (
    response("/cal/", "<d:resourcetype><d:collection/></d:resourcetype>"),
    response(
        "/cal/team/",
        f"{CALENDAR}{WRITE}<d:displayname>Work &amp; play</d:displayname>"
        "<a:calendar-color>#7A1FA2FF</a:calendar-color>",
    ),
    response("/cal/shared/", f"{CALENDAR}{READ}"),
    response("/cal/tasks/", f"{CALENDAR}{TASKS}"),
    # Rule 2: one server says that a calendar is an outbox at once.
    response(
        "/cal/both/",
        CALENDAR.replace("<c:calendar/>", "<c:calendar/><c:schedule-outbox/>"),
    ),
    response("/inbox/", "<d:resourcetype><c:schedule-inbox/></d:resourcetype>"),
    response(
        "/cal/bin/",
        CALENDAR.replace(
            "<c:calendar/>", '<c:calendar/><deleted-calendar xmlns="http://n.example"/>'
        ),
    ),
    response("https://evil.example/cal/team/", CALENDAR),
)


@pytest.fixture
def account(web: Web) -> Web:
    """A server with one account, for who shows the password at once."""
    pages: dict[str, Page] = {
        "/": multistatus(response("/", WHO)),
        "/me/": multistatus(response("/me/", HOME)),
        "/inbox/": multistatus(response("/inbox/", MAIN)),
        "/cal/": multistatus(*LISTED),
        "/cal/team/": multistatus(response("/cal/team/", f"{CALENDAR}{WHO}")),
    }
    web.pages.update({path: guarded(answer) for path, answer in pages.items()})
    return web


def calendars(web: Web) -> tuple[Found, ...]:
    return (
        Found(
            href=web.at("/cal/team/"),
            title="Work & play",
            colour="#7a1fa2",
            default=True,
        ),
        Found(href=web.at("/cal/shared/"), writable=False),
        Found(href=web.at("/cal/tasks/"), events=False),
        Found(href=web.at("/cal/both/")),
    )


def test_all_calendars_of_an_account_are_found(account: Web) -> None:
    found = server(account)

    assert found.found() == calendars(account)
    assert found.addresses == {"cto@example.com"}
    assert found.name == "127.0.0.1"
    assert {headers["Authorization"] for _, headers in account.asked} == {BASIC}


def test_scheduling_is_known(account: Web) -> None:
    told = server(account).account()

    assert (told.inbox, told.outbox) == (
        account.at("/inbox/"),
        account.at("/outbox/"),
    )
    assert told.homes == (account.at("/cal/"),)


@pytest.mark.parametrize("path", ["/", "/me/", "/cal/"])
def test_each_address_on_the_way_leads_there(account: Web, path: str) -> None:
    found = {one.href for one in server(account, path).found()}

    assert account.at("/cal/team/") in found
    assert account.at("/cal/shared/") in found


def test_the_address_of_a_calendar_is_that_calendar(account: Web) -> None:
    one = server(account, "/cal/team/")

    assert one.found() == (Found(href=account.at("/cal/team/")),)
    assert one.addresses == {"cto@example.com"}


@pytest.mark.parametrize("kind", ["any method", "GET alone"])
def test_a_well_known_address_leads_there(account: Web, kind: str) -> None:
    del account.pages["/"]
    on = page(status=301, headers={"Location": "/dav/"})
    account.pages["/.well-known/caldav"] = (
        on if kind == "any method" else by_method(GET=on)
    )
    account.pages["/dav/"] = guarded(multistatus(response("/dav/", WHO)))

    assert server(account).found() == calendars(account)


@pytest.mark.parametrize("address", ["localhost:{}", "127.0.0.1:{}", "127.0.0.1:{}/"])
def test_a_host_is_enough(account: Web, address: str) -> None:
    given = address.format(account.port)
    ask = HttpAsk(home=given)

    found = CaldavServer(given, user="cto", secret=PASSWORD, ask=ask).found()

    assert len(found) == 4


def test_the_dns_names_the_server_of_a_mail_address(account: Web) -> None:
    asked: list[str] = []

    def look_up(domain: str) -> tuple[Service, ...]:
        asked.append(domain)
        return (Service(host="cal.example.com", port=8443, path="/dav/"),)

    one = server(account, address="cto@Example.com", look_up=look_up)

    assert list(one._starts()) == [  # noqa: SLF001 - nobody serves TLS here
        "https://cal.example.com:8443/dav/",
        "https://example.com/.well-known/caldav",
    ]
    assert (one.name, asked) == ("example.com", ["example.com"])


def test_a_dns_that_names_somebody_else_is_not_believed(account: Web) -> None:
    one = server(
        account,
        address="cto@example.com",
        look_up=lambda _: (Service(host="cal.evil.example"),),
    )

    with pytest.raises(NoCalendarServer) as refused:
        one.found()

    assert refused.value.why == (
        "it names cal.evil.example; if you trust that, give it instead"
    )
    assert account.asked == []


def test_what_the_dns_says_is_read_in_its_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import dns.resolver  # noqa: PLC0415 - as slow as in what it tests
    import dns.rrset  # noqa: PLC0415 - the same

    name = "_caldavs._tcp.example.com."
    said = {
        "SRV": dns.rrset.from_text(
            name,
            60,
            "IN",
            "SRV",
            "20 1 443 Second.example.com.",
            "10 1 443 few.example.com.",
            "10 9 8443 first.example.com.",
            "0 0 0 .",
        ),
        "TXT": dns.rrset.from_text(name, 60, "IN", "TXT", '"path=/dav"'),
    }
    monkeypatch.setattr(
        dns.resolver.Resolver, "resolve", lambda _, __, kind: said[kind]
    )

    assert services("example.com") == (
        Service(host="first.example.com", port=8443, path="/dav"),
        Service(host="few.example.com", path="/dav"),
        Service(host="second.example.com", path="/dav"),
    )


def test_without_a_dns_nothing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import dns.resolver  # noqa: PLC0415 - as slow as in what it tests

    def fails(*_: object, **__: object) -> None:
        raise dns.resolver.NoNameservers

    monkeypatch.setattr(dns.resolver.Resolver, "resolve", fails)

    assert services("example.com") == ()


@pytest.mark.parametrize(
    ("address", "start"),
    [
        ("cto@icloud.com", "https://caldav.icloud.com/"),
        ("cto@fastmail.com", "https://caldav.fastmail.com/dav/"),
        ("cto@gmail.com", "https://apidata.googleusercontent.com/caldav/v2/cto/user"),
    ],
)
def test_well_known_providers_are_asked_where_they_are(
    account: Web, address: str, start: str
) -> None:
    assert list(server(account, address=address)._starts()) == [start]  # noqa: SLF001


# --- what goes wrong


def test_a_wrong_password_is_told(account: Web) -> None:
    with pytest.raises(NotLetIn) as refused:
        server(account, secret="wrong").found()  # noqa: S106 - made up

    assert str(refused.value) == (
        "127.0.0.1 does not let us in; check the user name and the password"
    )


def test_rule_1_a_server_that_answers_nobody_is_not_taken_for_an_empty_one(
    web: Web,
) -> None:
    nobody = "<d:current-user-principal><d:unauthenticated/></d:current-user-principal>"
    web.pages["/"] = multistatus(response("/", nobody))

    with pytest.raises(NotLetIn):
        server(web).found()

    assert [headers["Authorization"] for _, headers in web.asked] == [BASIC]


def test_rule_2_a_calendar_that_is_an_outbox_too_is_a_calendar(account: Web) -> None:
    found = [one.href for one in server(account).found()]

    assert account.at("/cal/both/") in found


def test_a_password_is_not_shown_where_a_server_sends_us_on(account: Web) -> None:
    with serving() as other:
        there = other.at("/dav/")
        account.pages["/"] = page(status=302, headers={"Location": there})
        other.pages["/dav/"] = page(status=401)
        ask = HttpAsk(home=account.at("/"))
        ask._backend._home = None  # noqa: SLF001 - both may be asked, for once
        ask._backend._allowed = servers.LOOPBACK_NETWORK  # noqa: SLF001 - the same

        with pytest.raises(NotLetIn) as refused:
            CaldavServer(account.at("/"), user="cto", secret=PASSWORD, ask=ask).found()

        assert [headers["Authorization"] for _, headers in other.asked] == [None]
    assert refused.value.hint == (
        "it sends us on to 127.0.0.1, which was not shown your password; if you trust "
        "it, give its address instead"
    )


def test_a_home_at_another_server_is_not_asked(account: Web) -> None:
    with serving() as other:
        home = HOME.replace("/cal/", other.at("/cal/"))
        account.pages["/me/"] = multistatus(response("/me/", home))

        with pytest.raises(NoCalendarServer):
            server(account, "/me/").found()

        assert other.asked == []


@pytest.mark.parametrize(
    "answer",
    [
        page(b"<html></html>"),
        page(status=404),
        page(status=405),
        page(status=403),
        multistatus(gone("/")),
        multistatus(response("/")),
    ],
    ids=["a page", "404", "405", "403", "gone inside", "nothing said"],
)
def test_what_keeps_no_calendars_is_told(web: Web, answer: Page) -> None:
    web.pages["/"] = answer

    with pytest.raises(NoCalendarServer) as refused:
        server(web).found()

    assert str(refused.value) == (
        "no calendars were found at 127.0.0.1: no CalDAV answers there; give the "
        "address that your provider names for CalDAV"
    )


def test_an_account_without_calendars_is_told(account: Web) -> None:
    account.pages["/cal/"] = multistatus(LISTED[0])

    with pytest.raises(NoCalendarServer) as refused:
        server(account).found()

    assert refused.value.why == "the account has none yet"


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (500, "answered with the status 500"),
        (503, "wants to be asked less often (503)"),
        (429, "wants to be asked less often (429)"),
    ],
)
def test_a_server_in_trouble_is_no_server_without_calendars(
    web: Web, status: int, reason: str
) -> None:
    web.pages["/"] = page(status=status, headers={"Retry-After": "7"})

    with pytest.raises(CalendarUnreachable) as refused:
        server(web).found()

    assert (refused.value.reason, refused.value.wait) == (reason, 7)


def test_a_password_is_not_sent_in_the_open(web: Web) -> None:
    with pytest.raises(InputError, match="without encryption"):
        server(web, address="http://192.168.1.20:5232/").found()

    assert web.asked == []


# --- real servers


@pytest.mark.parametrize("kind", ["radicale", "xandikos"])
def test_real_servers_are_found_by_host_address_and_calendar(
    request: pytest.FixtureRequest, kind: str
) -> None:
    running: Running = request.getfixturevalue(kind)
    made = servers.made_calendar(running, "Überblick")
    host = running.address.removeprefix("http://").rstrip("/")

    for address in (running.address, host, made):
        with HttpAsk(home=address) as ask:
            found = CaldavServer(
                address, user=running.user, secret=running.password, ask=ask
            ).found()
            assert {one.href: one.title for one in found}[made] == "Überblick"


def test_a_real_server_refuses_a_wrong_password(radicale: Running) -> None:
    with (
        servers.asking(radicale) as ask,
        pytest.raises(NotLetIn),
    ):
        CaldavServer(
            radicale.address,
            user=radicale.user,
            secret="wrong",  # noqa: S106 - made up
            ask=ask,
        ).found()
