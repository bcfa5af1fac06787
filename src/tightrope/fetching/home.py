"""A server of the person's own: which private addresses it may have.

docs/decisions/0014 says why.
"""

from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

from tightrope.fetching.addresses import Network

PORTS = {"https": 443, "http": 80}
SCHEMES = {"caldavs": "https", "webcal": "https", "caldav": "http"}
LOCAL_NAMES = (".local", ".lan", ".home", ".home.arpa", ".internal", ".localhost")

# Link-local is not among them: clouds keep their secrets at 169.254.169.254.
AT_HOME: tuple[Network, ...] = tuple(
    map(
        ip_network,
        (
            "10.0.0.0/8",
            "100.64.0.0/10",  # private networks over the internet use it
            "127.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "::1/128",
            "fc00::/7",
        ),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Where a server of the person's own stands.

    Attributes:
        host: as they wrote it, in lower case.
        ports: the ports that it is asked at.
        networks: the private networks in which it may be.
    """

    host: str
    ports: frozenset[int]
    networks: tuple[Network, ...] = AT_HOME

    def stands_at(self, host: str, port: int) -> bool:
        """Whether it is what is asked there."""
        return self.host == host.strip("[]").lower() and port in self.ports


def home_of(address: str) -> Home | None:
    """The server that a person named by `address`, if it may be in a private network.

    It may when nobody else can make its name lead there: a numeric address, a name of
    the local network, or any name over TLS, whose certificate proves who answers. A
    public name without TLS may not, for whoever keeps that name chooses its address.

    Args:
        address: a URL; a host with or without a port, which is asked over TLS, and
            without it if it is local. A mail address names no server.
    """
    text = address.strip()
    whole = "://" in text
    try:
        parts = urlsplit(text if whole else f"https://{text}")
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return None
    scheme = SCHEMES.get(parts.scheme, parts.scheme)
    if scheme not in PORTS or not host or (not whole and "@" in text):
        return None
    if scheme != "https" and not _is_local(host):
        return None
    plain = not whole and _is_local(host)
    usual = set(PORTS.values()) if plain else {PORTS[scheme]}
    return Home(host=host, ports=frozenset({port} if port else usual))


def _is_local(host: str) -> bool:
    """Whether nobody outside can say where `host` leads."""
    try:
        ip_address(host)
    except ValueError:
        return "." not in host or host.endswith(LOCAL_NAMES)
    return True


def is_this_machine(host: str) -> bool:
    """Whether `host` can be nothing but this machine (RFC 6761, 6.3)."""
    host = host.strip("[]").lower()
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
