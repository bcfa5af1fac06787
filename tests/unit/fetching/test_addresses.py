"""Which addresses are reached."""

from ipaddress import IPv4Address, IPv6Address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tightrope.fetching.addresses import networks, reachable
from tightrope.fetching.base import BadNetwork

PRIVATE = [
    "0.0.0.0",  # noqa: S104 - an address that is refused
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "239.1.1.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",
    "64:ff9b:1::7f00:1",
    "100::1",
    "2001::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:db8::1",
    "2002:7f00:1::",
    "3fff::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%lo",
    "fec0::1",
    "ff02::1",
]
PUBLIC = ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450:4001:80b::200e"]


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_public_is_not_reached(address: str) -> None:
    assert not reachable(address, ())


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_public_is_reached(address: str) -> None:
    assert reachable(address, ())


@given(st.ip_addresses())
def test_whatever_is_reached_is_public_by_the_registry_of_python_too(
    there: IPv4Address | IPv6Address,
) -> None:
    assert there.is_global or not reachable(str(there), ())


@given(st.integers(0, 2**32 - 1).map(IPv4Address))
def test_no_disguise_of_an_address_gets_farther_than_itself(there: IPv4Address) -> None:
    high, low = f"{int(there) >> 16:x}", f"{int(there) & 0xFFFF:x}"

    for disguise in (
        f"::ffff:{there}",
        f"64:ff9b::{high}:{low}",
        f"2002:{high}:{low}::",
    ):
        assert not reachable(disguise, ())


def test_an_allowed_network_is_reached_and_its_neighbour_is_not() -> None:
    allowed = networks("192.168.7.0/24, fd00::/8")

    found = {
        address: reachable(address, allowed)
        for address in ("192.168.7.9", "::ffff:192.168.7.9", "192.168.8.9", "fd00::1")
    }

    assert found == {
        "192.168.7.9": True,
        "::ffff:192.168.7.9": True,
        "192.168.8.9": False,
        "fd00::1": True,
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("  ", ()),
        ("10.0.0.0/8", ("10.0.0.0/8",)),
        ("10.1.2.3", ("10.1.2.3/32",)),
        ("10.1.2.3/8,::1", ("10.0.0.0/8", "::1/128")),
        ("10.0.0.0/8 172.16.0.0/12", ("10.0.0.0/8", "172.16.0.0/12")),
    ],
)
def test_networks_are_read(text: str, expected: tuple[str, ...]) -> None:
    assert networks(text) == tuple(map(ip_network, expected))


@pytest.mark.parametrize("text", ["lan", "10.0.0.0/33", "10.0.0.0/8;1", "1.2.3"])
def test_a_network_that_is_none_is_named(text: str) -> None:
    with pytest.raises(BadNetwork) as refused:
        networks(text)

    assert str(refused.value) == (
        f"TIGHTROPE_ALLOW_NETWORKS has {text!r}, which is no network; "
        "write 192.168.0.0/16"
    )
