"""Addresses, redirects and waits, before anything is asked."""

import httpx
import pytest

from tightrope.fetching.base import BadAddress, RedirectRefused, host_of
from tightrope.fetching.http import next_hop, url_of, wait_of


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("https://a.example/s3cret.ics", "https://a.example/s3cret.ics"),
        ("webcal://a.example/s3cret.ics", "https://a.example/s3cret.ics"),
        ("WebCal://a.example/x?key=1", "https://a.example/x?key=1"),
        ("http://a.example:8080/", "http://a.example:8080/"),
        (" https://a.example/ ", "https://a.example/"),
        ("https://me:s3cret@a.example/", "https://me:s3cret@a.example/"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
    ],
)
def test_an_address_becomes_a_url(address: str, url: str) -> None:
    assert url_of(address) == httpx.URL(url)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://a.example/s3cret",
        "gopher://a.example/s3cret",
        "https://",
        "https:///s3cret",
        "https://a.example:s3cret/",
        "https://a.example:99999/s3cret",
        "https://[s3cret/",
        "https://a.example/s3cret\r\nHost: b.example",
        "http://me:s3cret@a.example/",
        "https://0177.0.0.1/s3cret",
        "s3cret",
    ],
)
def test_what_is_no_address_is_refused_without_being_shown(address: str) -> None:
    with pytest.raises(BadAddress) as refused:
        url_of(address)

    assert "s3cret" not in str(refused.value)
    assert "etc" not in str(refused.value)


@pytest.mark.parametrize(
    ("location", "there"),
    [
        ("/other.ics", "https://a.example/other.ics"),
        ("https://b.example/x#y", "https://b.example/x"),
        ("//b.example/x", "https://b.example/x"),
        ("webcal://b.example/x", "https://b.example/x"),
    ],
)
def test_a_redirect_is_followed(location: str, there: str) -> None:
    assert next_hop(url_of("https://a.example/s3cret.ics"), location) == there


@pytest.mark.parametrize(
    ("location", "what"),
    [
        ("http://a.example/x", "to an address that is not encrypted"),
        ("", "to what is no address on the web"),
        ("file:///etc/passwd", "to what is no address on the web"),
        ("https://[", "to what is no address on the web"),
        ("http://me:s3cret@a.example/", "to what is no address on the web"),
    ],
)
def test_a_redirect_out_of_bounds_is_refused(location: str, what: str) -> None:
    with pytest.raises(RedirectRefused) as refused:
        next_hop(url_of("https://a.example/s3cret.ics"), location)

    assert (refused.value.host, refused.value.what) == ("a.example", what)


def test_a_password_stays_with_its_host() -> None:
    url = url_of("https://me:s3cret@a.example/x")

    assert next_hop(url, "/y").userinfo == b"me:s3cret"
    assert next_hop(url, "https://b.example/y").userinfo == b""


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Retry-After": "120"}, 120),
        ({"Retry-After": "999999999"}, 3600),
        ({"Retry-After": "9" * 5000}, None),
        ({"Retry-After": "-5"}, None),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "Mon, 16 Nov 2026 08:01:30 GMT"}, None),
        (
            {
                "Date": "Mon, 16 Nov 2026 08:00:00 GMT",
                "Retry-After": "Mon, 16 Nov 2026 08:01:30 GMT",
            },
            90,
        ),
        (
            {
                "Date": "Mon, 16 Nov 2026 08:00:00 GMT",
                "Retry-After": "Mon, 16 Nov 2020 08:01:30 GMT",
            },
            0,
        ),
    ],
)
def test_the_wait_that_a_server_asks_for(
    headers: dict[str, str], seconds: int | None
) -> None:
    assert wait_of(httpx.Headers(headers)) == seconds


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://me:s3cret@a.example:8443/s3cret?k=1", "a.example"),
        ("webcal://a.example", "a.example"),
        ("https://", "?"),
        ("https://[s3cret", "?"),
    ],
)
def test_only_the_host_of_an_address_is_shown(address: str, host: str) -> None:
    assert host_of(address) == host
