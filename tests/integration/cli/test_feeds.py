"""Feeds from the command line: made, told, revoked, written and served."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from tests.integration.cli.calling import Run
from tests.serving import LOOPBACK
from tests.unit.calendars.focus.blocks import at, block, monday, placed
from tightrope.core.planner.block import State
from tightrope.flows.ports import Kept, Person
from tightrope.store import open_store

NOW = "2024-05-13T08:00:00+02:00"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with one accepted block."""
    folder = tmp_path / "data"
    store = open_store(folder)
    store.people.change(Person(zone="Europe/Berlin"))
    ours = placed(block(at("09:00", 180, days=1), state=State.FIRM))
    now = monday("07:00")
    store.blocks.keep([Kept(placed=ours, proposed=now, accepted=now)])
    return folder


def test_a_feed_is_made_listed_and_revoked(run: Run, data: Path) -> None:
    words = ("--data", data, "--now", NOW, "--json")
    none = run("feed", "list", *words).json
    made = run("feed", "make", "team", *words).json
    listed = run("feed", "list", "--base", "https://cal.example.org/", *words).json
    revoked = run("feed", "revoke", "team", *words).json
    gone = run("feed", "revoke", "team", *words)

    address = urlsplit(made["feeds"][0]["address"])
    assert none["feeds"] == []
    assert f"{address.scheme}://{address.netloc}" == "http://127.0.0.1:8017"
    assert [feed["address"] for feed in listed["feeds"]] == [
        f"https://cal.example.org{address.path}"
    ]
    assert revoked["revoked"] == "team"
    assert (gone.code, gone.err) == (
        2,
        "tightrope: there is no feed 'team'; there are: none\n",
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("feed", "make"), "name it: tightrope feed make NAME"),
        (("feed", "write"), "name it: tightrope feed write NAME"),
        (("feed", "revoke", "x"), "there is no feed 'x'; there are: team"),
        (("feed", "make", "team"), "there is a feed 'team' already; choose another"),
        (("serve", "--port", "99999"), "--port '99999' must be a number from 0 to"),
        (("serve", "--port", "x"), "--port 'x' must be a number from 0 to 65535"),
    ],
)
def test_what_cannot_be_done_is_said(
    run: Run, data: Path, words: tuple[str, ...], said: str
) -> None:
    run("feed", "make", "team", "--data", data)

    ended = run(*words, "--data", data)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"tightrope: {said}")
    assert ended.err.count("\n") == 1


def test_a_feed_is_written_to_a_file(run: Run, data: Path, tmp_path: Path) -> None:
    words = ("--data", data, "--now", NOW)
    plain, told = tmp_path / "plain.ics", tmp_path / "told.ics"

    run("feed", "write", plain, *words)
    ended = run("feed", "write", told, "--titles", *words)

    assert ended.out == f"written: {told}\n"
    assert b"SUMMARY:Focus\r\n" in plain.read_bytes()
    assert b"SUMMARY:Focus: hiring plan\r\n" in told.read_bytes()


@LOOPBACK
def test_a_feed_is_served_until_ctrl_c_and_revoked_at_once(
    run: Run, data: Path
) -> None:
    words = ("--data", data, "--json")
    path = urlsplit(
        run("feed", "make", "team", *words).json["feeds"][0]["address"]
    ).path

    with serving(data) as (process, base):
        body = urlopen(f"{base}{path}", timeout=20).read()  # noqa: S310 - of this test
        assert run("feed", "revoke", "team", *words).json["revoked"]
        with pytest.raises(HTTPError) as refused:
            urlopen(f"{base}{path}", timeout=20)  # noqa: S310 - of this test
        refused.value.close()
        process.send_signal(signal.SIGINT)
        assert process.stdout
        assert process.stderr
        rest = process.stdout.read(), process.stderr.read()

    assert body.startswith(b"BEGIN:VCALENDAR\r\n")
    assert refused.value.code == 404
    assert rest == ("", "")
    assert process.returncode == 0


@contextmanager
def serving(data: Path) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """`tightrope serve` as a process of its own, and where it answers."""
    words = ("serve", "--port", "0", "--json", "--data", str(data))
    with subprocess.Popen(
        [sys.executable, "-m", "tightrope", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:
        try:
            assert process.stdout
            yield process, json.loads(process.stdout.readline())["address"]
            process.wait(20)
        finally:
            process.kill()
