"""Where the calendars of one CalDAV account are."""

import re
from collections.abc import Iterator

import httpx

from tightrope.calendars.base import Found, NoCalendarServer
from tightrope.calendars.caldav.dav import Dav
from tightrope.calendars.caldav.discovery import WELL_KNOWN, Account, Discovery
from tightrope.calendars.caldav.lookup import LookUp, Service, services
from tightrope.calendars.caldav.quirks.providers import Provider, by_host, by_mail
from tightrope.calendars.caldav.remote import CaldavRemote
from tightrope.fetching.base import Ask, Key, Scheme, host_of
from tightrope.fetching.home import is_this_machine
from tightrope.fetching.http import url_of
from tightrope.fetching.keys import origin_of

_MAIL = re.compile(r"[^@/:\s]+@([^@/:\s]+)")


class CaldavServer:
    """A CalDAV account; `calendars.base.Server` says more.

    Args:
        address: a URL of the server, of a principal or of a calendar; a host; or a
            mail address.
        user: the name to sign in with.
        secret: the password, or the token.
        auth: how it is shown: `basic`, `digest` or `bearer`.
        ask: the way out.
        name: what it may be called; its host by default.
        look_up: how the DNS is asked.
    """

    def __init__(  # noqa: PLR0913 - a connection has as many
        self,
        address: str,
        *,
        user: str = "",
        secret: str = "",
        auth: str = "basic",
        ask: Ask,
        name: str = "",
        look_up: LookUp = services,
    ) -> None:
        self._address = address.strip()
        mail = _MAIL.fullmatch(self._address)
        self._domain = mail[1].lower() if mail else None
        self.name = name or self._domain or host_of(_as_url(self._address))
        self.addresses: frozenset[str] = frozenset()
        self._user = user or (self._address if mail else "")
        self._secret = secret
        self._scheme = Scheme(auth)
        self._ask = ask
        self._look_up = look_up
        self._writable: dict[str, bool] = {}

    def found(self) -> tuple[Found, ...]:
        """The calendars that are there; `calendars.base.Server` says more."""
        account = self.account()
        self.addresses = account.addresses
        if not account.calendars:
            raise NoCalendarServer(self.name, "the account has none yet")
        self._writable = {one.href: one.writable for one in account.calendars}
        return account.calendars

    def account(self) -> Account:
        """All that the server has for the person; perhaps no calendar yet."""
        starts = tuple(dict.fromkeys(self._starts()))
        key = self._key(*starts)
        return Discovery(self._dav(key), key, self.name).account(starts)

    def open(self, href: str, name: str) -> CaldavRemote:
        """The calendar at `href`, without asking anybody yet."""
        key = self._key(href)
        writable = self._writable.get(href, True)
        return CaldavRemote(self._dav(key), href, name, writable=writable)

    def _dav(self, key: Key | None) -> Dav:
        return Dav(self._ask, key, self.name)

    def _key(self, *addresses: str) -> Key | None:
        """The key, for the servers at these addresses; nothing to sign in without."""
        if not self._user and not self._secret:
            return None
        urls = [url_of(address) for address in addresses]
        providers = filter(None, (by_host(url.host) for url in urls))
        return Key(
            user=self._user,
            secret=self._secret,
            scheme=self._scheme,
            origins=frozenset(map(origin_of, urls)),
            domains=frozenset(name for one in providers for name in one.domains),
        )

    def _starts(self) -> Iterator[str]:
        """Where to begin, the most telling first (RFC 6764, 6)."""
        if self._domain:
            yield from self._of_domain(self._domain)
        elif "://" in self._address:
            address = re.sub(r"^caldav(s?)://", r"http\1://", self._address)
            yield from self._of_url(url_of(address))
        elif "/" in self._address.rstrip("/"):
            yield from self._of_url(url_of(f"https://{self._address}"))
        else:
            yield from self._of_host(url_of(_as_url(self._address)))

    def _of_url(self, url: httpx.URL) -> Iterator[str]:
        """Where to begin at an address."""
        yield str(url)
        yield f"{_root(url)}{WELL_KNOWN}"
        yield f"{_root(url)}/"

    def _of_host(self, url: httpx.URL) -> Iterator[str]:
        """Where to begin at a host."""
        if provider := by_host(url.host):
            yield self._start(provider)
        if url.port is None:
            yield from self._named_by(url.host)
        roots = [_root(url)]
        if is_this_machine(url.host):  # where hardly anybody speaks TLS
            roots.insert(0, _root(url.copy_with(scheme="http")))
        for root in roots:
            yield f"{root}{WELL_KNOWN}"
            yield f"{root}/"

    def _of_domain(self, domain: str) -> Iterator[str]:
        """Where to begin for a mail address."""
        if provider := by_mail(domain):
            yield self._start(provider)
            return
        yield from self._named_by(domain)
        yield f"https://{domain}{WELL_KNOWN}"

    def _named_by(self, domain: str) -> Iterator[str]:
        """Where to begin at the servers that the DNS names.

        Raises:
            NoCalendarServer: they are somebody else's, and nobody answers for the DNS.
        """
        for service in self._look_up(domain):
            if not _belongs(service.host, domain) and by_host(service.host) is None:
                # RFC 6764, 8: only the person can say whether that is right
                why = f"it names {service.host}; if you trust that, give it instead"
                raise NoCalendarServer(domain, why)
            yield _address(service)

    def _start(self, provider: Provider) -> str:
        return provider.start.format(user=self._user)


def _belongs(host: str, domain: str) -> bool:
    return f".{host}".endswith(f".{domain}")


def _address(service: Service) -> str:
    port = "" if service.port == 443 else f":{service.port}"  # noqa: PLR2004 - TLS
    return f"https://{service.host}{port}{service.path or WELL_KNOWN}"


def _as_url(address: str) -> str:
    return address if "://" in address else f"https://{address.rstrip('/')}/"


def _root(url: httpx.URL) -> str:
    port = f":{url.port}" if url.port else ""
    host = f"[{url.host}]" if ":" in url.host else url.host
    return f"{url.scheme}://{host}{port}"
