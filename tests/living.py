"""Tightrope in processes of its own, and two other people's programs beside it."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

from house.places import ROOT
from tests.integration.cli.calling import Ended
from tests.servers import Running, plainly
from tightrope.core.timeline import OUR_UID
from tightrope.store import open_store

NOW = "2026-11-17T08:00+01:00"
ENOUGH = 120.0
NO_CLOCK = {"me", "backup", "restore", "serve"}
Child = subprocess.Popen[bytes]
"""A process that was started, to be killed."""
ICS = {"Content-Type": "text/calendar; charset=utf-8"}


def _event(*lines: str) -> bytes:
    whole = (
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Somebody else//EN"),
        *("BEGIN:VEVENT", "DTSTAMP:20261101T080000Z", *lines, "END:VEVENT"),
        "END:VCALENDAR",
    )
    return "\r\n".join([*whole, ""]).encode()


FOREIGN = {
    "board.ics": _event(
        "UID:board@example.com",
        "SUMMARY:Board meeting",
        "DTSTART:20261119T090000Z",
        "DTEND:20261119T110000Z",
        "ORGANIZER:mailto:chair@example.com",
        "ATTENDEE;PARTSTAT=ACCEPTED;CN=Noor:mailto:noor@example.com",
        "X-SOMETHING-ELSE;X-ODD=1:kept as it is",
        "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT10M\r\nDESCRIPTION:!\r\nEND:VALARM",
    ),
    "daily.ics": _event(
        "UID:daily@example.com",
        "SUMMARY:Daily",
        "DTSTART:20261026T080000Z",
        "DTEND:20261026T081500Z",
        "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        "EXDATE:20261120T080000Z",
    ),
    "focus-at-work.ics": _event(
        "UID:not-ours@example.com",
        "SUMMARY:Focus: not one of ours",
        "DTSTART:20261120T130000Z",
        "DTEND:20261120T140000Z",
        "CATEGORIES:Focus",
    ),
}
"""Events of other people, as their servers may hold them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """`tightrope` with a data folder of its own.

    Attributes:
        data: the folder.
        now: what `--now` says to every command.
        environ: what the environment has beside.
    """

    data: Path
    now: str = NOW
    environ: Mapping[str, str] = field(default_factory=dict)

    def call(self, *words: object) -> list[str]:
        """The words of a call."""
        clock = () if words[0] in NO_CLOCK else ("--now", self.now)
        return [sys.executable, "-P", "-m", "tightrope", *map(str, words), *clock]

    @property
    def env(self) -> dict[str, str]:
        """The environment of a call."""
        return {
            **os.environ,
            "PYTHONPATH": str(ROOT / "src"),
            "TIGHTROPE_DATA": str(self.data),
            "TZ": "Europe/Berlin",
            "COLUMNS": "80",
            "NO_COLOR": "1",
            **self.environ,
        }

    def run(self, *words: object, stdin: str = "") -> Ended:
        """Run a call to its end."""
        done = subprocess.run(
            self.call(*words),
            env=self.env,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=ENOUGH,
            check=False,
        )
        return Ended(code=done.returncode, out=done.stdout, err=done.stderr)

    def said(self, *words: object, stdin: str = "") -> str:
        """What a call prints that has to succeed."""
        done = self.run(*words, stdin=stdin)
        assert done.code == 0, done.err
        return done.out

    def start(self, *words: object) -> Child:
        """Start a call, to be killed."""
        return subprocess.Popen(
            self.call(*words),
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def copied(self, to: Path) -> "Program":
        """The same person, as they were now, on another disk."""
        shutil.copytree(self.data, to)
        return Program(data=to, now=self.now, environ=self.environ)

    def blocks(self) -> dict[str, tuple[str, str]]:
        """Where each accepted block stands, by id, read straight from the store."""
        return {
            kept.block.id: (_local(kept.block.span.start), _local(kept.block.span.end))
            for kept in open_store(self.data).blocks.all()
            if kept.accepted and not kept.gone
        }


def _local(moment: datetime) -> str:
    return moment.astimezone(ZoneInfo("Europe/Berlin")).isoformat()


def finished(running: Child) -> int:
    """Wait for a process that was started, and for no longer than is right."""
    try:
        return running.wait(ENOUGH)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()
        raise


def fill(running: Running, address: str, events: Mapping[str, bytes]) -> None:
    """Put events on a calendar, as other programs do."""
    with plainly(running) as client:
        for name, data in events.items():
            answer = client.put(f"{address}{name}", content=data, headers=ICS)
            assert answer.status_code in {200, 201, 204}, answer.text


def on_server(running: Running, address: str) -> dict[str, bytes]:
    """Everything that a calendar holds, by href, byte for byte."""
    with plainly(running) as client:
        listed = client.request("PROPFIND", address, headers={"Depth": "1"})
        assert listed.status_code == 207, listed.text
        hrefs = re.findall(r"href>([^<]+\.ics)<", listed.text)
        found = {}
        for href in sorted(set(hrefs)):
            answer = client.get(f"{_root(address)}{href}")
            assert answer.status_code == 200
            found[href] = answer.content
        return found


def _root(address: str) -> str:
    return "/".join(address.split("/")[:3])


def cleared(running: Running, blocks: Mapping[str, Sequence[str]]) -> None:
    """Take these blocks off their server."""
    with plainly(running) as client:
        for hrefs in blocks.values():
            for href in hrefs:
                client.delete(f"{_root(running.address)}{href}")


def ours(held: Mapping[str, bytes]) -> dict[str, list[str]]:
    """The hrefs of each of our blocks, by id; one each, if all is well."""
    found: dict[str, list[str]] = {}
    for href, data in held.items():
        for uid in re.findall(rb"^UID:(.*?)\r?$", data, re.MULTILINE):
            if uid.decode().endswith(OUR_UID):
                id_ = uid.decode().removesuffix(OUR_UID)
                found.setdefault(id_, []).append(href)
    return found


def theirs(held: Mapping[str, bytes]) -> dict[str, bytes]:
    """What is not ours, by href."""
    return {href: data for href, data in held.items() if OUR_UID.encode() not in data}


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Another device: vdirsyncer keeps a folder in step, khal shows what is in it.

    Attributes:
        home: where both keep what is theirs.
    """

    home: Path

    @classmethod
    def beside(cls, running: Running, address: str, home: Path) -> "Other":
        """A device that knows one calendar of a server."""
        other = cls(home=home)
        home.mkdir()
        other.vdir.mkdir()
        (home / "vdirsyncer").write_text(
            f'[general]\nstatus_path = "{home / "status"}"\n'
            '[pair work]\na = "here"\nb = "there"\ncollections = null\n'
            f'[storage here]\ntype = "filesystem"\npath = "{other.vdir}"\n'
            'fileext = ".ics"\n'
            f'[storage there]\ntype = "caldav"\nurl = "{address}"\n'
            f'username = "{running.user}"\npassword = "{running.password}"\n'
        )
        (home / "khal").write_text(
            f"[calendars]\n[[work]]\npath = {other.vdir}\n"
            "[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\n"
            "longdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
            "longdatetimeformat = %Y-%m-%d %H:%M\n"
            "local_timezone = Europe/Berlin\ndefault_timezone = Europe/Berlin\n"
            f"[sqlite]\npath = {home / 'khal.db'}\n"
        )
        other._run("vdirsyncer", "-c", "vdirsyncer", "discover", "work")
        return other

    @property
    def vdir(self) -> Path:
        """The folder that is kept in step."""
        return self.home / "vdir"

    def sync(self) -> None:
        """Bring the folder and the server into step."""
        self._run("vdirsyncer", "-c", "vdirsyncer", "sync", "work")

    def listed(self) -> list[str]:
        """What khal shows from the day of `NOW` on: `2026-11-19 14:30 18:00 title`."""
        shown = self._run(
            *("khal", "-c", "khal", "list", "--notstarted"),
            *("--day-format", ""),
            *("--format", "{start-date} {start-time} {end-time} {title}"),
            *("2026-11-17", "30d"),
        )
        return [line for line in shown.splitlines() if line.strip()]

    def move(self, id_: str, start: str, end: str) -> None:
        """Put a block at another time of a day: `20261118T100000`, in Berlin."""
        [path] = self._paths(id_)
        text = path.read_bytes().decode()
        event = text.index("BEGIN:VEVENT")
        head, body = text[:event], text[event:]
        for name, value in (("DTSTART", start), ("DTEND", end)):
            body = re.sub(
                rf"^{name}[;:].*?\r?$",
                f"{name};TZID=Europe/Berlin:{value}\r",
                body,
                flags=re.MULTILINE,
            )
        path.write_bytes((head + body).encode())

    def delete(self, id_: str) -> None:
        """Delete a block."""
        for path in self._paths(id_):
            path.unlink()

    def _paths(self, id_: str) -> list[Path]:
        uid = f"{id_}{OUR_UID}"
        return [path for path in self.vdir.iterdir() if uid in path.read_text()]

    def _run(self, name: str, *words: str) -> str:
        done = subprocess.run(
            [Path(sys.executable).parent / name, *words],
            cwd=self.home,
            env={**os.environ, "HOME": str(self.home), "TZ": "Europe/Berlin"},
            capture_output=True,
            text=True,
            timeout=ENOUGH,
            check=False,
        )
        assert done.returncode == 0, done.stderr + done.stdout
        return done.stdout


def fresh(folder: Path) -> Path:
    """A place in a folder that is not there yet."""
    return folder / uuid4().hex


def killed_after(running: Child, seconds: float) -> bool:
    """Kill a process that lives longer than that; say whether it did."""
    with suppress(subprocess.TimeoutExpired):
        running.wait(seconds)
        return False
    running.kill()
    running.wait()
    return True


def lasted(program: Program, words: Sequence[object]) -> float:
    """How long a call takes, in seconds."""
    began = time.monotonic()
    finished(program.start(*words))
    return time.monotonic() - began
