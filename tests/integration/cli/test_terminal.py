"""What a person sees: as wide as the terminal, coloured where colour is wanted."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from tests.integration.cli.calendars import meeting, with_events
from tests.integration.cli.calling import Run

NOW = "2026-11-17T09:00+01:00"
STYLE = re.compile(r"\x1b\[([0-9;]*)m")
COLOURS = re.compile(r"\x1b\[(?:[0-9;]*;)?(?:3[0-7]|9[0-7]|38;[0-9;]+)m")
BARE = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-TIMEZONE:UTC\r\nEND:VCALENDAR\r\n"
DRAWN = pytest.mark.parametrize("command", ["balance", "cycle", "demo", "plan"])


def call(command: str, year: Path) -> tuple[object, ...]:
    source = () if command == "demo" else (year,)
    return (command, *source, "--now", NOW)


@pytest.mark.parametrize("columns", [80, 50])
def test_a_plan_looks_like_this(
    columns: int,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    snapshot: SnapshotAssertion,
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))

    ended = run("demo")

    assert ended.out == snapshot
    assert ended.err == (
        "\nThis was the sample year, on 17 November 2026. For your own: tightrope plan "
        "your-calendar.ics\n"
    )


@DRAWN
@pytest.mark.parametrize("columns", [30, 50, 132])
def test_no_line_is_wider_than_the_terminal_or_ends_in_blanks(
    command: str,
    columns: int,
    year: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("FORCE_COLOR", "1")

    ended = run(*call(command, year))

    lines = STYLE.sub("", ended.out).splitlines()
    assert len(lines) > 10
    assert [line for line in lines if cell_len(line) > columns] == []
    assert [line for line in lines if line != line.rstrip()] == []


@DRAWN
def test_no_colour_goes_into_a_pipe(command: str, year: Path, run: Run) -> None:
    assert "\x1b" not in run(*call(command, year)).out


@DRAWN
def test_colour_can_be_asked_for(
    command: str, year: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = run(*call(command, year)).out
    monkeypatch.setenv("FORCE_COLOR", "1")

    coloured = run(*call(command, year)).out

    assert COLOURS.search(coloured)
    assert STYLE.sub("", coloured) == plain


@DRAWN
def test_who_wants_no_colour_gets_none(
    command: str, year: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")

    assert COLOURS.search(run(*call(command, year)).out) is None


def in_a_terminal(words: tuple[str, ...], **environment: str) -> str:
    """What a call shows in a terminal of 72 columns."""
    import pty  # noqa: PLC0415 - there is none on Windows
    import termios  # noqa: PLC0415 - the same

    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (40, 72))
    kept = {key: os.environ[key] for key in ("PATH", "TZ") if key in os.environ}
    with subprocess.Popen(
        [sys.executable, "-m", "tightrope", *words],
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.PIPE,
        env=kept
        | {"PYTHONPATH": os.pathsep.join(sys.path), "TERM": "xterm-256color"}
        | environment,
    ) as process:
        os.close(theirs)
        shown = bytearray()
        try:
            while part := os.read(ours, 1 << 16):
                shown += part
        except OSError:  # Linux says so where the other end is closed
            pass
        finally:
            os.close(ours)
    assert process.returncode == 0
    return shown.decode().replace("\r\n", "\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pty")
def test_a_terminal_gets_colour_and_its_own_width() -> None:
    shown = in_a_terminal(("demo", "--weeks", "2"))

    lines = STYLE.sub("", shown).splitlines()
    assert "\x1b[38;5;" in shown
    assert max(map(cell_len, lines)) in range(60, 73)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pty")
@pytest.mark.parametrize("asked", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
def test_a_terminal_without_colour_gets_none(asked: dict[str, str]) -> None:
    assert COLOURS.search(in_a_terminal(("demo", "--weeks", "2"), **asked)) is None


CODER = "\U0001f469\u200d\U0001f4bb"
TITLE = f"Hi \x1b]0;owned\x07\x1b[31mred\u202eback\u2028\x85\x9b1m {CODER}"


def test_no_title_can_steer_the_terminal(run: Run) -> None:
    odd = meeting("a@x.com", "2026-11-18T10:00Z", "2026-11-18T11:00Z", TITLE)

    ended = run("events", "-", "--now", NOW, stdin=with_events(BARE, odd))

    assert ended.out == (
        f"Wed 18 Nov 2026\n  10:00–11:00  Hi ]0;owned [31mred back 1m {CODER}\n"
    )


def test_no_title_in_a_table_can_steer_the_terminal(run: Run) -> None:
    ended = run("classify", "-", stdin=f'text\n"{TITLE}"\n'.encode())

    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u2028]", ended.out)


def test_no_meeting_that_is_in_the_way_can_steer_the_terminal(run: Run) -> None:
    full = [
        meeting(
            f"{number}@x.com",
            f"2026-11-{number}T0{hour}:00Z",
            f"2026-11-{number}T1{hour - 2}:00Z",
            TITLE,
        )
        for number in range(16, 23)
        for hour in (9,)
    ]
    call = ("plan", "-", "--weeks", "1", "--now", "2026-11-16T08:00+00:00")
    source = with_events(BARE, *full)

    ended = run(*call, "--hours", "Mon-Fri 09:00-17:00", stdin=source)

    assert "Without “Hi ]0;owned [31mred back" in " ".join(ended.out.split())
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u2028]", ended.out)


def test_the_answer_holds_every_title_as_it_is(run: Run) -> None:
    odd = meeting("a@x.com", "2026-11-18T10:00Z", "2026-11-18T11:00Z", "Hi \u202eback")

    ended = run("events", "-", "--now", NOW, "--json", stdin=with_events(BARE, odd))

    assert json.loads(ended.out)["events"][0]["title"] == "Hi \u202eback"
