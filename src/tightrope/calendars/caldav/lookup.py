"""Where a domain says that its calendars are, in the DNS (RFC 6764, 3 and 4)."""

from collections.abc import Callable
from dataclasses import dataclass

SECONDS = 5.0
CALDAVS = "_caldavs._tcp"
MOST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One server that a domain names.

    Attributes:
        host: its host, in lower case.
        port: its port; it speaks TLS.
        path: where to begin there; nothing where the domain does not say.
    """

    host: str
    port: int = 443
    path: str | None = None


LookUp = Callable[[str], tuple[Service, ...]]
"""From a domain to the servers that it names, best first; none where it names none."""


def services(domain: str) -> tuple[Service, ...]:
    """The servers that `domain` names; none as well where no DNS answers in time."""
    # slow to load, and needed for mail addresses and hosts alone
    import dns.exception  # noqa: PLC0415
    import dns.rdatatype  # noqa: PLC0415
    import dns.resolver  # noqa: PLC0415

    name = f"{CALDAVS}.{domain}"
    try:
        resolver = dns.resolver.Resolver()
        resolver.lifetime = SECONDS
        found = list(resolver.resolve(name, "SRV"))
    except (dns.exception.DNSException, OSError, ValueError, UnicodeError):
        return ()
    try:
        said = b"".join(
            part for text in resolver.resolve(name, "TXT") for part in text.strings
        ).decode("ascii", "replace")
    except (dns.exception.DNSException, OSError, ValueError):
        said = ""
    path = said[len("path=") :] if said.startswith("path=/") else None
    found.sort(key=lambda one: (one.priority, -one.weight))
    named = [(str(one.target).rstrip(".").lower(), int(one.port)) for one in found]
    # RFC 2782: a target of "." says that there decidedly is no such service
    return tuple(
        Service(host=host, port=port, path=path) for host, port in named if host
    )[:MOST]
