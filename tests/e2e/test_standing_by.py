"""Commands that go on until they are stopped: `sync --watch` and `serve`."""

import json
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.integration.cli.calendars import meeting, with_events
from tests.living import ENOUGH, Program
from tests.serving import LOOPBACK

pytestmark = pytest.mark.slow

BARE = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
STOPPED = {0, 130}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A vdir."""
    path = tmp_path / "private"
    path.mkdir()
    return path


@pytest.fixture
def program(tmp_path: Path, folder: Path) -> Program:
    """Somebody who has connected it."""
    program = Program(data=tmp_path / "data")
    program.said("connect", "folder", "private", folder)
    return program


@contextmanager
def standing(program: Program, *words: object) -> Iterator["subprocess.Popen[str]"]:
    """A command that goes on, until the end of the block."""
    running = subprocess.Popen(
        program.call(*words), env=program.env, stdout=subprocess.PIPE, text=True
    )
    try:
        yield running
        running.send_signal(signal.SIGINT)
        assert running.wait(ENOUGH) in STOPPED
    finally:
        running.kill()
        running.communicate()


def said(running: "subprocess.Popen[str]") -> Any:
    """The next object that it prints."""
    assert running.stdout
    return json.loads(running.stdout.readline())


def test_a_change_in_a_folder_is_read_without_being_asked(
    program: Program, folder: Path
) -> None:
    with standing(program, "sync", "--watch", "--json") as running:
        first = said(running)["connections"][0]
        call = meeting("call@example.com", "2026-11-18T10:00Z", "2026-11-18T11:00Z")
        (folder / "call.ics").write_bytes(with_events(BARE, call))
        second = said(running)["connections"][0]

    assert (first["changed"], second["changed"]) == (0, 1)
    assert second["matters"]


@LOOPBACK
def test_who_subscribed_reads_the_blocks_until_the_feed_is_taken_back(
    program: Program,
) -> None:
    program.said("plan", "--weeks", 2)
    program.said("accept", "--all")
    program.said("feed", "make", "partner")

    with standing(program, "serve", "--port", 0, "--json") as running:
        [feed] = said(running)["feeds"]
        with httpx.Client(trust_env=False, timeout=ENOUGH) as client:
            found = client.get(feed["address"])
            elsewhere = client.get(feed["address"].replace("/feed/", "/feed/x"))
            program.said("feed", "revoke", "partner")
            revoked = client.get(feed["address"])

    assert found.status_code == 200
    assert found.text.count("BEGIN:VEVENT") == len(program.blocks())
    assert (elsewhere.status_code, revoked.status_code) == (404, 404)
