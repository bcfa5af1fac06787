"""Real CalDAV servers on this machine, each a process of its own, ended for sure."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
import pytest

from tightrope.fetching.addresses import networks
from tightrope.fetching.asking import HttpAsk

LOOPBACK_NETWORK = networks("127.0.0.1")
USER, PASSWORD = "cto", "walks-the-rope"  # made up
ENOUGH = 30.0
"""Seconds in which a server has to listen."""

GIVEN = "TIGHTROPE_TEST_CALDAV"
"""Names a further server: `url,user,password`."""


_GIVEN_HOST = urlsplit(os.environ.get(GIVEN, "").split(",")[0]).hostname
REACHED = pytest.mark.allow_hosts(
    ["127.0.0.1", "::1", *([_GIVEN_HOST] if _GIVEN_HOST else [])]
)
"""The mark of a test that speaks to these servers, and to no other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A CalDAV server that can be asked.

    Attributes:
        kind: what it is, such as `radicale`.
        address: where the person would say that it is.
        user: whom it knows.
        password: and by what.
        home: the address of a collection in which calendars can be made; nothing where
            none is known.
        folder: where it keeps its files; nothing where they are not on this machine.
    """

    kind: str
    address: str
    user: str = USER
    password: str = field(default=PASSWORD, repr=False)
    home: str | None = None
    folder: Path | None = None


def free_port() -> int:
    """A port on which nobody listens now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def process(call: Sequence[str], port: int, folder: Path) -> Iterator[None]:
    """Run a server until the end of the block; it writes into `folder` alone."""
    env = {
        **os.environ,
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CONFIG_HOME": str(folder / "config"),
    }
    log = folder / "log"
    with log.open("wb") as said:
        running = subprocess.Popen(
            call, stdin=subprocess.DEVNULL, stdout=said, stderr=said, env=env
        )
        try:
            _wait(running, port, log)
            yield
        finally:
            running.kill()  # its folder goes with it, so nothing has to be saved
            running.wait()


def _wait(running: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    """Wait until somebody listens."""
    until = time.monotonic() + ENOUGH
    while time.monotonic() < until and running.poll() is None:
        with socket.socket() as one:
            one.settimeout(1)
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise RuntimeError(log.read_text(errors="replace"))


@contextmanager
def radicale(*, auth: bool = True) -> Iterator[Running]:
    """Radicale, which lets in whom its file of passwords names."""
    with TemporaryDirectory() as name:
        folder, port = Path(name), free_port()
        (folder / "users").write_text(f"{USER}:{PASSWORD}\n")
        (folder / "settings").write_text(
            f"[server]\nhosts = 127.0.0.1:{port}\n"
            f"[auth]\ntype = {'htpasswd' if auth else 'none'}\n"
            f"htpasswd_filename = {folder / 'users'}\nhtpasswd_encryption = plain\n"
            "delay = 0\n"
            "[rights]\ntype = owner_only\n"
            f"[storage]\nfilesystem_folder = {folder / 'storage'}\n"
            "[logging]\nlevel = warning\n"
        )
        call = [sys.executable, "-m", "radicale", "--config", str(folder / "settings")]
        at = f"http://127.0.0.1:{port}/"
        with process(call, port, folder):
            yield Running(
                kind="radicale",
                address=at,
                home=f"{at}{USER}/",
                folder=folder / "storage",
            )


@contextmanager
def xandikos() -> Iterator[Running]:
    """Xandikos, which lets everybody in that comes from this machine."""
    with TemporaryDirectory() as name:
        folder, port = Path(name), free_port()
        call = [
            *(sys.executable, "-m", "xandikos", "serve", "--defaults"),
            *("--directory", str(folder / "storage"), "--no-detect-systemd"),
            *("--listen-address", "127.0.0.1", "--port", str(port)),
            *("--current-user-principal", f"/{USER}/"),
            *("--state-dir", str(folder / "state")),
        ]
        at = f"http://127.0.0.1:{port}/"
        with process(call, port, folder):
            yield Running(
                kind="xandikos",
                address=at,
                home=f"{at}{USER}/calendars/",
                folder=folder / "storage",
            )


def given() -> Running | None:
    """The further server that the environment names."""
    words = os.environ.get(GIVEN, "").split(",", 2)
    if len(words) != 3:
        return None
    return Running(kind="given", address=words[0], user=words[1], password=words[2])


def plainly(running: Running) -> httpx.Client:
    """A client that is not ours, to see what a server really keeps.

    It keeps no connection, for some servers drop those that are kept.
    """
    return httpx.Client(
        auth=(running.user, running.password),
        trust_env=False,
        timeout=60,
        limits=httpx.Limits(max_keepalive_connections=0),
    )


def made_calendar(running: Running, title: str = "Work") -> str:
    """Make a calendar of that title; give its address."""
    assert running.home
    address = f"{running.home}{uuid4()}/"
    body = (
        '<c:mkcalendar xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><set><prop>'
        f"<displayname>{title}</displayname>"
        "</prop></set></c:mkcalendar>"
    )
    with plainly(running) as client:
        headers = {"Content-Type": "application/xml"}
        answer = client.request("MKCALENDAR", address, content=body, headers=headers)
        assert answer.status_code == 201, answer.text
    return address


def asking(running: Running) -> HttpAsk:
    """The way out to a server, as for the address that the person gave."""
    return HttpAsk(home=running.address)
