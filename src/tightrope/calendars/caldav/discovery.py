"""From what a person knows of their calendars to the calendars (RFC 6764, 6)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tightrope.calendars.base import (
    CalendarUnreachable,
    Found,
    NoCalendarServer,
    NotLetIn,
)
from tightrope.calendars.caldav.dav import GONE, MULTISTATUS, Dav
from tightrope.calendars.caldav.hrefs import as_collection, joined
from tightrope.calendars.caldav.quirks.deleted import is_deleted
from tightrope.calendars.caldav.reports import PRIVILEGES, may_write
from tightrope.calendars.caldav.xml import APPLE, CALDAV, DAV, Said
from tightrope.fetching.base import BadAddress, Key
from tightrope.fetching.http import url_of
from tightrope.fetching.keys import is_for

WELL_KNOWN = "/.well-known/caldav"
PRINCIPAL = DAV + "current-user-principal"
HOMES = CALDAV + "calendar-home-set"
TYPES = DAV + "resourcetype"
TITLE = DAV + "displayname"
COLOUR = APPLE + "calendar-color"
COMPONENTS = CALDAV + "supported-calendar-component-set"
INBOX = CALDAV + "schedule-inbox-URL"
OUTBOX = CALDAV + "schedule-outbox-URL"
DEFAULT = CALDAV + "schedule-default-calendar-URL"
PEOPLE = CALDAV + "calendar-user-address-set"
CALENDAR = CALDAV + "calendar"
ABOUT = (TYPES, TITLE, COLOUR, COMPONENTS, PRIVILEGES)
MOST_HOMES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What a server has for one person.

    Attributes:
        calendars: in the server's order.
        homes: the collections that they are in, where the server names any.
        addresses: the person's mail addresses there, in lower case.
        inbox: where invitations arrive (RFC 6638, 2.2), where there is scheduling.
        outbox: where free time of others is asked for (RFC 6638, 2.1).
    """

    calendars: tuple[Found, ...] = ()
    homes: tuple[str, ...] = ()
    addresses: frozenset[str] = frozenset()
    inbox: str | None = None
    outbox: str | None = None


@dataclass(slots=True)
class _Person:
    """What is known of the person while we look."""

    homes: list[str] = field(default_factory=list)
    addresses: frozenset[str] = frozenset()
    inbox: str | None = None
    outbox: str | None = None


class Discovery:
    """Looks for calendars.

    Args:
        dav: the server.
        key: what lets us in; hosts that it is not for are not asked.
        host: what the person said, as it may be shown.
    """

    def __init__(self, dav: Dav, key: Key | None, host: str) -> None:
        self._dav = dav
        self._key = key
        self._host = host

    def account(self, starts: Iterable[str]) -> Account:
        """What is found from the first of `starts` that leads to a home.

        Raises:
            NotLetIn: one of them refuses us.
            CalendarUnreachable: none of them answers.
            NoCalendarServer: none of them leads to calendars.
        """
        fault: CalendarUnreachable | None = None
        for start in starts:
            try:
                found = self._from(start)
            except CalendarUnreachable as error:
                fault = fault or error
                continue
            if found and (found.calendars or found.homes):
                return found
        if fault:
            raise fault
        raise NoCalendarServer(self._host, "no CalDAV answers there")

    def _from(self, start: str) -> Account | None:
        """What is found from there; nothing where no CalDAV is spoken."""
        begun = self._begin(start)
        if begun is None:
            return None
        address, said = begun
        if CALENDAR in _types(said):
            person = self._person(address, said)
            return self._account(person, [self._calendar(address, said, None)])
        person = self._person(address, said)
        homes = person.homes or [address]
        default = self._default(person)
        found = [one for home in homes for one in self._in(home, default)]
        return self._account(person, list(dict.fromkeys(found)))

    def _account(self, person: _Person, found: list[Found]) -> Account:
        return Account(
            calendars=tuple(found),
            homes=tuple(person.homes),
            addresses=person.addresses,
            inbox=person.inbox,
            outbox=person.outbox,
        )

    def _begin(self, start: str) -> tuple[str, Said] | None:
        """What stands at a start, and where it is in the end."""
        names = (PRINCIPAL, HOMES, PEOPLE, INBOX, OUTBOX, *ABOUT)
        answer = self._dav.find(start, names, 0)
        if answer.status != MULTISTATUS and start.endswith(WELL_KNOWN):
            # RFC 6764, 5: some send on a GET alone
            there = self._dav.ask("GET", start).address
            if there != start and self._may(there):
                answer = self._dav.find(there, names, 0)
        if answer.status >= 500 or answer.status == 429:  # noqa: PLR2004
            raise self._dav.unreachable(answer)
        if answer.status != MULTISTATUS:
            return None
        said = next(iter(self._dav.said(answer)), None)
        if said is None or said.status in GONE:
            return None
        return answer.address, said

    def _person(self, address: str, said: Said) -> _Person:
        """Who we are there, and where our calendars are."""
        principal = said.props.get(PRINCIPAL)
        if principal and principal.first(DAV + "unauthenticated") and self._key:
            # RFC 5397, 3: the server answers, and takes us for nobody
            raise NotLetIn(self._host)
        person = _Person()
        self._learn(person, address, said)
        there = self._all(address, said.hrefs(PRINCIPAL))
        if there and not person.homes:
            answer = self._dav.find(there[0], (HOMES, PEOPLE, INBOX, OUTBOX), 0)
            if answer.status == MULTISTATUS:
                for one in self._dav.said(answer)[:1]:
                    self._learn(person, answer.address, one)
        return person

    def _learn(self, person: _Person, address: str, said: Said) -> None:
        """Take in what a principal says of itself."""
        person.homes += self._all(address, said.hrefs(HOMES))[:MOST_HOMES]
        person.inbox = next(iter(self._all(address, said.hrefs(INBOX))), person.inbox)
        outbox = self._all(address, said.hrefs(OUTBOX))
        person.outbox = next(iter(outbox), person.outbox)
        person.addresses |= mail_addresses(said.hrefs(PEOPLE))

    def _default(self, person: _Person) -> str | None:
        """The person's main calendar (RFC 6638, 9.2)."""
        if person.inbox is None:
            return None
        answer = self._dav.find(person.inbox, (DEFAULT,), 0)
        if answer.status != MULTISTATUS:
            return None
        for said in self._dav.said(answer)[:1]:
            found = self._all(answer.address, said.hrefs(DEFAULT))
            return as_collection(found[0]) if found else None
        return None

    def _in(self, home: str, default: str | None) -> list[Found]:
        """The calendars of one home."""
        answer = self._dav.find(as_collection(home), ABOUT, 1)
        if answer.status != MULTISTATUS:
            return []
        found = []
        for said in self._dav.said(answer):
            types = _types(said)
            # A calendar is one, whatever else it says it is: an outbox at once, seen.
            if CALENDAR in types and not is_deleted(types):
                found += [
                    self._calendar(address, said, default)
                    for address in self._all(answer.address, [said.href])
                ]
        return found

    def _calendar(self, address: str, said: Said, default: str | None) -> Found:
        """What a calendar says of itself."""
        address = as_collection(address)
        return Found(
            href=address,
            title=said.words(TITLE),
            colour=colour_of(said.words(COLOUR)),
            writable=may_write(said),
            events=_takes_events(said),
            default=address == default,
        )

    def _all(self, base: str, hrefs: Iterable[str]) -> list[str]:
        """The whole addresses of `hrefs` that we may ask."""
        whole = (joined(base, href) for href in hrefs)
        return [address for address in whole if address and self._may(address)]

    def _may(self, address: str) -> bool:
        """Whether the key is for who is there; without one, any host is asked."""
        try:
            url = url_of(address)
        except BadAddress:
            return False
        return self._key is None or is_for(self._key, url)


def _types(said: Said) -> frozenset[str]:
    types = said.props.get(TYPES)
    return types.names() if types else frozenset()


def _takes_events(said: Said) -> bool:
    """Whether events can be stored there (RFC 4791, 5.2.3)."""
    prop = said.props.get(COMPONENTS)
    names = (
        [node.attributes.get("name", "").upper() for node in prop.children]
        if prop
        else []
    )
    return not names or "VEVENT" in names


def mail_addresses(hrefs: Iterable[str]) -> frozenset[str]:
    """The mail addresses among the hrefs of a person (RFC 6638, 2.4.1)."""
    found = (urlsplit(href.strip()) for href in hrefs)
    return frozenset(
        one.path.lower()
        for one in found
        if one.scheme.lower() == "mailto" and "@" in one.path
    )


def colour_of(text: str) -> str | None:
    """A colour as CSS writes it; Apple writes a transparency behind it."""
    text = text.strip().lower()
    digits = text.removeprefix("#")
    good = text.startswith("#") and all(sign in "0123456789abcdef" for sign in digits)
    return f"#{digits[:6]}" if good and len(digits) in {6, 8} else None
