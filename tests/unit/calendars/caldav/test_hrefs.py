"""Hrefs as servers write them, and those that would lead us astray."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tightrope.calendars.caldav.hrefs import (
    address_of,
    as_collection,
    joined,
    member,
    path_of,
    spelled,
)

WORK = "https://cal.example/me/work/"


@pytest.mark.parametrize(
    ("href", "key"),
    [
        ("/me/work/a.ics", "/me/work/a.ics"),
        ("a.ics", "/me/work/a.ics"),
        ("https://cal.example/me/work/a.ics", "/me/work/a.ics"),
        ("https://CAL.example:443/me/work/a.ics", "/me/work/a.ics"),
        ("http://cal.example/me/work/a.ics", "/me/work/a.ics"),
        ("/me/w%6Frk/a.ics", "/me/work/a.ics"),
        ("/me/work/a%40b.ics", "/me/work/a@b.ics"),
        ("/me/work/a@b.ics", "/me/work/a@b.ics"),
        ("/me/work/%c3%a9.ics", "/me/work/%C3%A9.ics"),
        ("/me/work/é.ics", "/me/work/%C3%A9.ics"),
        ("/me/work/a b.ics", "/me/work/a%20b.ics"),
        ("/me/work/a%25b.ics", "/me/work/a%25b.ics"),
        ("/me/work/100%.ics", "/me/work/100%25.ics"),
        ("/me/work/../work/a.ics", "/me/work/a.ics"),
        (" /me/work/a.ics\n", "/me/work/a.ics"),
    ],
)
def test_one_resource_has_one_key(href: str, key: str) -> None:
    assert member(WORK, href) == key


@pytest.mark.parametrize(
    "href",
    [
        "",
        "/me/work/",
        "/me/work",
        WORK,
        "/me/other/a.ics",
        "/me/workshop/a.ics",
        "/me/work/deeper/a.ics",
        "/me/work/deeper/",
        "/me/work/../other/a.ics",
        "/me/work/..",
        "/me/work/%2e%2e",
        "/me/work/..%2fother",
        "/me/work/%2F",
        "https://evil.example/me/work/a.ics",
        "//evil.example/me/work/a.ics",
        "https://cal.example.evil.example/me/work/a.ics",
        "file:///me/work/a.ics",
        "javascript:alert(1)",
        "https://[/me/work/a.ics",
        "https://cal.example:99999/me/work/a.ics",
        "/me/work/a.ics?delete=all",
        "/me/work/" + "a" * 2000,
    ],
)
def test_what_leads_elsewhere_has_none(href: str) -> None:
    assert member(WORK, href) is None


@given(st.text())
def test_whatever_a_server_writes_leads_nowhere_else(href: str) -> None:
    key = member(WORK, href)

    assert key is None or (key.startswith("/me/work/") and key.count("/") == 3)
    assert key is None or member(WORK, key) == key


@given(st.text(st.characters(exclude_characters="/", exclude_categories=["Cs"])))
def test_a_key_stays_as_it_is(name: str) -> None:
    once = spelled(f"/{name}")

    assert spelled(once) == once


@pytest.mark.parametrize(
    ("base", "href", "whole"),
    [
        (WORK, "/me/", "https://cal.example/me/"),
        (WORK, "https://p42.cal.example:443/1/", "https://p42.cal.example:443/1/"),
        (WORK, "//p42.cal.example/1/", "https://p42.cal.example/1/"),
        (WORK, "https://me:pw@cal.example/1/", "https://cal.example/1/"),
        ("http://[::1]:5232/", "me/", "http://[::1]:5232/me/"),
        (WORK, "mailto:me@cal.example", None),
        (WORK, "https://cal.example:x/", None),
    ],
)
def test_an_href_becomes_a_whole_address(
    base: str, href: str, whole: str | None
) -> None:
    assert joined(base, href) == whole


def test_a_path_that_looks_like_a_host_stays_a_path() -> None:
    odd = "https://cal.example//evil.example/"

    assert member(odd, "//evil.example/a") is None
    assert address_of(odd, "//evil.example/a") == (
        "https://cal.example//evil.example/a"
    )


def test_a_collection_ends_with_a_slash() -> None:
    assert as_collection("https://cal.example/me") == "https://cal.example/me/"
    assert as_collection(WORK) == WORK
    assert path_of(WORK) == "/me/work/"
    assert path_of("https://cal.example") == "/"
