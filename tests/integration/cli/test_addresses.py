"""A calendar on the web as a SOURCE."""

from pathlib import Path

import pytest

from tests.integration.cli.calling import Run
from tests.serving import LOOPBACK, Web, page, raw
from tightrope.cli.main import COMMANDS

pytestmark = LOOPBACK
SECRET = "/private-s3cret/basic.ics"  # noqa: S105 - made up
NOW = ("--now", "2026-11-17T08:30+01:00")


@pytest.fixture(autouse=True)
def _this_machine_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIGHTROPE_ALLOW_NETWORKS", "127.0.0.1")


@pytest.fixture
def address(web: Web, year: Path) -> str:
    """Where the sample year is published."""
    web.pages[SECRET] = page(year.read_bytes(), {"Content-Type": "text/calendar"})
    return web.at(SECRET)


def test_a_published_calendar_gives_the_plan_of_its_file(
    run: Run, address: str, year: Path
) -> None:
    from_web, from_file = (
        run("plan", source, *NOW, "--json").json for source in (address, year)
    )

    assert without_timing(from_web) == without_timing(from_file)


def without_timing(answer: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in answer.items() if key != "timing"}


def test_it_is_fetched_once_in_a_call(run: Run, address: str, web: Web) -> None:
    ended = run("events", address, *NOW, "--json")

    assert ended.code == 0
    assert [path for path, _ in web.asked] == [SECRET]


def test_an_event_in_the_file_and_on_the_web_counts_once(
    run: Run, address: str, year: Path
) -> None:
    both = run("events", address, year, *NOW, "--json").json
    alone = run("events", year, *NOW, "--json").json

    assert both["events"] == alone["events"]


@pytest.mark.parametrize("command", ["plan", "events", "balance", "cycle"])
def test_a_private_address_is_refused_with_a_way_to_allow_it(
    run: Run, address: str, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.delenv("TIGHTROPE_ALLOW_NETWORKS")

    ended = run(command, address)

    assert command in COMMANDS
    assert (ended.code, ended.out, ended.err) == (
        2,
        "",
        (
            "tightrope: 127.0.0.1 is not on the public internet; if you trust it, "
            'set TIGHTROPE_ALLOW_NETWORKS="127.0.0.1"\n'
        ),
    )


def test_a_network_that_is_none_is_refused(
    run: Run, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIGHTROPE_ALLOW_NETWORKS", "home")

    ended = run("events", address)

    assert (ended.code, ended.err) == (
        2,
        (
            "tightrope: TIGHTROPE_ALLOW_NETWORKS has 'home', which is no network; "
            "write 192.168.0.0/16\n"
        ),
    )


@pytest.mark.parametrize(
    ("answer", "code", "said"),
    [
        (page(status=404), 1, "has nothing at this address (404)"),
        (page(status=429, headers={"Retry-After": "60"}), 1, "try again in 60 s"),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nBEGIN"), 1, "broke off"),
        (page(b"<!DOCTYPE html><p>Log in"), 2, "a web page instead of a calendar"),
        (page(b""), 2, "copy the address anew"),
    ],
    ids=["404", "429", "truncated", "page", "empty"],
)
def test_what_goes_wrong_is_told_in_one_line_without_the_address(
    run: Run, web: Web, address: str, answer: object, code: int, said: str
) -> None:
    web.pages[SECRET] = answer  # type: ignore[assignment] # parametrize has no types

    ended = run("plan", address)

    assert (ended.code, ended.out) == (code, "")
    assert ended.err.startswith("tightrope: 127.0.0.1 ")
    assert said in ended.err
    assert ended.err.count("\n") == 1
    assert "s3cret" not in ended.err


def test_an_address_that_cannot_be_read_is_not_shown(run: Run) -> None:
    ended = run("plan", "https://calendar.example:port/private-s3cret/basic.ics")

    assert (ended.code, ended.err) == (
        2,
        (
            "tightrope: an address on the web cannot be read; write it as "
            "https://HOST/PATH, or with http:// or webcal://\n"
        ),
    )


def test_a_problem_names_the_host_alone(run: Run, web: Web, address: str) -> None:
    web.pages[SECRET] = page(
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:never\r\nEND:VEVENT\r\n"
        b"END:VCALENDAR\r\n"
    )

    answer = run("events", address, *NOW, "--json").json

    assert [problem["source"] for problem in answer["problems"]] == ["127.0.0.1"]
