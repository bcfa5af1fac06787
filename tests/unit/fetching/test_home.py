"""Which servers of the person's own may be in a private network."""

from ipaddress import ip_address

import pytest

from tightrope.fetching.home import AT_HOME, home_of, is_this_machine


@pytest.mark.parametrize(
    ("address", "host", "ports"),
    [
        ("http://127.0.0.1:5232/", "127.0.0.1", {5232}),
        ("http://localhost:5232/me/", "localhost", {5232}),
        ("http://192.168.1.20/dav", "192.168.1.20", {80}),
        ("http://[fd00::7]:5232/", "fd00::7", {5232}),
        ("http://nas:5232/", "nas", {5232}),
        ("http://NAS.local:5232/", "nas.local", {5232}),
        ("https://cal.example.com/", "cal.example.com", {443}),
        ("https://cal.example.com:8443/", "cal.example.com", {8443}),
        ("caldavs://cal.example.com/", "cal.example.com", {443}),
        ("localhost:5232", "localhost", {5232}),
        ("192.168.1.20", "192.168.1.20", {80, 443}),
        ("cal.example.com", "cal.example.com", {443}),
    ],
)
def test_what_a_person_names_may_be_at_home(
    address: str, host: str, ports: set[int]
) -> None:
    home = home_of(address)

    assert home
    assert (home.host, set(home.ports)) == (host, ports)
    assert all(home.stands_at(host, port) for port in ports)
    assert not home.stands_at(host, 9)
    assert not home.stands_at(f"x{host}", min(ports))


@pytest.mark.parametrize(
    "address",
    [
        "http://cal.example.com/",
        "me@cal.example.com",
        "file:///etc/passwd",
        "http://[/",
        "",
    ],
)
def test_a_name_that_others_keep_may_not(address: str) -> None:
    assert home_of(address) is None


@pytest.mark.parametrize("address", ["169.254.169.254", "0.0.0.0", "224.0.0.1"])  # noqa: S104 - refused
def test_no_home_is_where_secrets_of_clouds_are(address: str) -> None:
    assert not any(ip_address(address) in network for network in AT_HOME)


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("[::1]", True),
        ("localhost", True),
        ("cal.localhost", True),
        ("localhost.example.com", False),
        ("192.168.1.20", False),
        ("cal.example.com", False),
    ],
)
def test_this_machine_is_told_from_others(host: str, here: bool) -> None:
    assert is_this_machine(host) is here
