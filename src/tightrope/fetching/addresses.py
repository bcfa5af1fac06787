"""Which addresses are reached: those on the public internet, and those allowed."""

import re
from collections.abc import Iterable
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from tightrope.fetching.base import BadNetwork

VARIABLE = "TIGHTROPE_ALLOW_NETWORKS"
"""The environment variable that names the networks allowed besides the public one."""

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

PUBLIC = IPv6Network("2000::/3")
"""All public IPv6; ::ffff:0:0/96 and NAT64, which stand for IPv4, lie outside."""

# A list of ours, since `is_global` says something else in each release of Python.
NOT_PUBLIC = tuple(
    map(
        ip_network,
        (
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",  # RFC 6598: shared by a provider's customers
            "127.0.0.0/8",
            "169.254.0.0/16",  # clouds keep their secrets here
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",  # RFC 7526: relays of 6to4
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "2001::/23",  # Teredo (2001::/32) and other protocols
            "2001:db8::/32",
            "2002::/16",  # 6to4: an IPv4 address in disguise
            "3fff::/20",
        ),
    )
)


def networks(text: str) -> tuple[Network, ...]:
    """The networks that `text` names, parted by commas or blanks.

    Raises:
        BadNetwork: one of them is none.
    """
    return tuple(_network(word) for word in re.split(r"[,\s]+", text) if word)


def _network(word: str) -> Network:
    try:
        return ip_network(word, strict=False)
    except ValueError:
        raise BadNetwork(VARIABLE, word) from None


def reachable(text: str, allowed: Iterable[Network]) -> bool:
    """Whether the numeric address `text` is public, or in a network that is allowed."""
    address = ip_address(text)
    faces = {address, _within(address)}
    if any(face in network for network in allowed for face in faces):
        return True
    if isinstance(address, IPv6Address) and address not in PUBLIC:
        return False
    return not any(address in network for network in NOT_PUBLIC)


def _within(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for (RFC 4291, 2.5.5.2), else itself."""
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return address.ipv4_mapped
    return address
