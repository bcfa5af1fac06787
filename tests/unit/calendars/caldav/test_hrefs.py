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

WORK = "https://cal.example/me/team/"


@pytest.mark.parametrize(
    ("href", "key"),
    [
        ("/me/team/a.ics", "/me/team/a.ics"),
        ("a.ics", "/me/team/a.ics"),
        ("https://cal.example/me/team/a.ics", "/me/team/a.ics"),
        ("https://CAL.example:443/me/team/a.ics", "/me/team/a.ics"),
        ("http://cal.example/me/team/a.ics", "/me/team/a.ics"),
        ("/me/t%65am/a.ics", "/me/team/a.ics"),
        ("/me/team/a%40b.ics", "/me/team/a@b.ics"),
        ("/me/team/a@b.ics", "/me/team/a@b.ics"),
        ("/me/team/%c3%a9.ics", "/me/team/%C3%A9.ics"),
        ("/me/team/é.ics", "/me/team/%C3%A9.ics"),
        ("/me/team/a b.ics", "/me/team/a%20b.ics"),
        ("/me/team/a%25b.ics", "/me/team/a%25b.ics"),
        ("/me/team/100%.ics", "/me/team/100%25.ics"),
        ("/me/team/../team/a.ics", "/me/team/a.ics"),
        (" /me/team/a.ics\n", "/me/team/a.ics"),
    ],
)
def test_one_resource_has_one_key(href: str, key: str) -> None:
    assert member(WORK, href) == key


@pytest.mark.parametrize(
    "href",
    [
        "",
        "/me/team/",
        "/me/work",
        WORK,
        "/me/other/a.ics",
        "/me/workshop/a.ics",
        "/me/team/deeper/a.ics",
        "/me/team/deeper/",
        "/me/team/../other/a.ics",
        "/me/team/..",
        "/me/team/%2e%2e",
        "/me/team/..%2fother",
        "/me/team/%2F",
        "https://evil.example/me/team/a.ics",
        "//evil.example/me/team/a.ics",
        "https://cal.example.evil.example/me/team/a.ics",
        "file:///me/team/a.ics",
        "javascript:alert(1)",
        "https://[/me/team/a.ics",
        "https://cal.example:99999/me/team/a.ics",
        "/me/team/a.ics?delete=all",
        "/me/team/" + "a" * 2000,
    ],
)
def test_what_leads_elsewhere_has_none(href: str) -> None:
    assert member(WORK, href) is None


@given(st.text())
def test_whatever_a_server_writes_leads_nowhere_else(href: str) -> None:
    key = member(WORK, href)

    assert key is None or (key.startswith("/me/team/") and key.count("/") == 3)
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
    assert path_of(WORK) == "/me/team/"
    assert path_of("https://cal.example") == "/"
