"""Weeks with a calendar that others write to: connect, plan, accept, move, sync."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from house.places import WINDOWS
from tests import servers
from tests.faults import Asked, Fault, Forward, Proxy, proxy
from tests.living import (
    FOREIGN,
    Child,
    Other,
    Program,
    cleared,
    fill,
    finished,
    fresh,
    killed_after,
    lasted,
    on_server,
    ours,
    theirs,
)
from tests.servers import REACHED, Running, made_calendar

pytestmark = [
    REACHED,
    pytest.mark.slow,
    pytest.mark.skipif(WINDOWS, reason="processes are killed and stopped by signals"),
]

POLICY = "per_week = 1\n"
"""One block a week is enough to be killed between."""
KILLED = -9
DONE_AT = {"radicale": {"PUT", "GET"}, "xandikos": {"PUT"}}
"""The requests at which we die: those around each write."""
SERVERS = {"radicale": servers.radicale, "xandikos": servers.xandikos}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A server with a calendar, and a person who has connected it.

    Attributes:
        running: the server.
        address: its calendar.
        program: Tightrope on the person's machine.
        foreign: the events of others, as the server keeps them.
    """

    running: Running
    address: str
    program: Program
    foreign: dict[str, bytes]

    @property
    def held(self) -> dict[str, bytes]:
        """What the server holds now."""
        return on_server(self.running, self.address)

    def move(self, id_: str, *, hours: int) -> tuple[str, str]:
        """Move a block, as another program does; say where it stands now."""
        [href] = ours(self.held)[id_]
        data = self.held[href].decode()
        begun = data.index("BEGIN:VEVENT")
        there = []
        for name in ("DTSTART", "DTEND"):
            pattern = re.compile(rf"^({name}[;:].*?)(\d{{8}}T\d{{6}})", re.MULTILINE)
            found = pattern.search(data, begun)
            assert found
            at = datetime.fromisoformat(found[2]) + timedelta(hours=hours)
            data = data[: found.start(2)] + f"{at:%Y%m%dT%H%M%S}" + data[found.end(2) :]
            there.append(f"{at.isoformat()}+01:00")
        fill(self.running, self.address, {href.rpartition("/")[2]: data.encode()})
        return there[0], there[1]

    def is_whole(self, program: Program) -> None:
        """See that each accepted block is there once, and the events of others too."""
        held = self.held
        assert theirs(held) == self.foreign
        assert {id_: len(hrefs) for id_, hrefs in ours(held).items()} == dict.fromkeys(
            program.blocks(), 1
        )


def connected(running: Running, data: Path) -> Program:
    """A person who has connected all that a server has."""
    program = Program(data=data, environ={"TIGHTROPE_SECRET": running.password})
    data.mkdir()
    (data / "policy.toml").write_text(POLICY)
    where = ("--url", running.address, "--user", running.user)
    program.said("connect", "caldav", "work", *where, "--write-to", "Work")
    return program


@pytest.fixture(params=SERVERS)
def scene(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Scene]:
    """A scene on each server."""
    with SERVERS[request.param]() as running:
        address = made_calendar(running)
        fill(running, address, FOREIGN)
        foreign = on_server(running, address)
        program = connected(running, tmp_path / "data")
        yield Scene(running=running, address=address, program=program, foreign=foreign)


def test_a_block_goes_to_the_server_and_follows_where_another_program_puts_it(
    scene: Scene, tmp_path: Path
) -> None:
    program = scene.program

    # Planning proposes, and writes nothing.
    planned = program.run("plan", "--weeks", 2, "--json").json
    assert [one["state"] for one in planned["kept"]] == ["proposed", "proposed"]
    assert scene.held == scene.foreign

    # What is accepted is in the server, and another program sees it.
    accepted = program.run("accept", "--all", "--json").json
    assert [one["fate"] for one in accepted["sent"]] == ["done", "done"]
    scene.is_whole(program)
    other = Other.beside(scene.running, scene.address, tmp_path / "other")
    other.sync()
    shown = [line for line in other.listed() if "long-term work" in line]
    assert shown == [
        f"{start[:10]} {start[11:16]} {end[11:16]} Focus: long-term work"
        for start, end in program.blocks().values()
    ]

    # The other program moves it; Tightrope follows, and says so.
    id_ = next(iter(program.blocks()))
    other.move(id_, "20261118T100000", "20261118T130000")
    other.sync()
    synced = program.run("sync", "--json").json["connections"]
    assert [one["said"] for one in synced[0]["adopted"]] == ["moved"]
    there = ("2026-11-18T10:00:00+01:00", "2026-11-18T13:00:00+01:00")
    shown_now = program.run("week", "--weeks", 3, "--json").json["blocks"]
    assert program.blocks()[id_] == there
    assert [(one["start"], one["end"]) for one in shown_now if one["id"] == id_] == [
        there
    ]
    program.said("plan", "--weeks", 2)
    assert program.blocks()[id_] == there
    scene.is_whole(program)

    # Tightrope moves it back, and undoes that.
    program.said("move", id_, "2026-11-19T14:00")
    other.sync()
    assert "2026-11-19 14:00 17:00 Focus: long-term work" in other.listed()
    program.said("undo")
    other.sync()
    assert "2026-11-18 10:00 13:00 Focus: long-term work" in other.listed()
    assert program.blocks()[id_] == there
    scene.is_whole(program)

    # Deleted there, it is gone here, and is not proposed in the same place again.
    other.delete(id_)
    other.sync()
    program.said("sync")
    assert id_ not in program.blocks()
    again = program.run("plan", "--weeks", 2, "--json").json["kept"]
    assert not any(one["start"] < there[1] and there[0] < one["end"] for one in again)
    scene.is_whole(program)
    assert "CARE" not in program.said("doctor", "--ask")


def deadly(running: Child, *, after: bool) -> Fault:
    """The client is killed before its request arrives, or before the answer does."""

    def kill(asked: Asked, forward: Forward) -> None:
        if after:
            forward(asked)
        running.kill()
        running.wait()

    return kill


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """A scene whose person reaches the server through a proxy.

    Attributes:
        scene: the scene; its program is as it was before the call that is killed.
        between: the proxy.
        folder: where copies of the person's data go.
    """

    scene: Scene
    between: Proxy
    folder: Path

    def requests(self, *words: str) -> list[str]:
        """The methods of all requests that a call makes when nothing goes wrong."""
        self.between.asked.clear()
        assert finished(self.copy().start(*words)) == 0
        return [method for method, _ in self.between.asked]

    def copy(self) -> Program:
        """The person, before the call."""
        return self.scene.program.copied(fresh(self.folder))

    def killed(self, words: tuple[str, ...], request: int, *, after: bool) -> Program:
        """The person, whose call was killed at the request of that number."""
        program = self.copy()
        running = program.start(*words)
        self.between.plan(deadly(running, after=after), after=request)
        assert finished(running) == KILLED
        self.between.peace()
        return program


@pytest.fixture(params=SERVERS)
def risk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Risk]:
    """A person with proposals, on each server, behind a proxy."""
    with SERVERS[request.param]() as running, proxy(running) as between:
        address = made_calendar(running)
        fill(running, address, FOREIGN)
        foreign = on_server(running, address)
        program = connected(between.running, tmp_path / "data")
        program.said("plan", "--weeks", 2)
        yield Risk(
            scene=Scene(
                running=running, address=address, program=program, foreign=foreign
            ),
            between=between,
            folder=tmp_path,
        )


def test_killed_at_any_request_of_accept_a_block_is_neither_doubled_nor_lost(
    risk: Risk,
) -> None:
    scene, accept = risk.scene, ("accept", "--all")
    methods = risk.requests(*accept)
    assert methods.count("PUT") == 2

    for number, method in enumerate(methods):
        if method not in DONE_AT[scene.running.kind]:
            continue
        # only a write differs in whether the server did it before we died
        for after in (False, True) if method == "PUT" else (False,):
            cleared(scene.running, ours(scene.held))
            program = risk.killed(accept, number, after=after)
            program.said("sync", "--force")

            assert len(program.blocks()) == 2, (number, method, after)
            scene.is_whole(program)


@pytest.mark.parametrize("risk", ["radicale"], indirect=True)
def test_killed_at_any_moment_of_accept_a_block_is_neither_doubled_nor_lost(
    risk: Risk,
) -> None:
    scene, accept = risk.scene, ("accept", "--all")
    seconds = lasted(risk.copy(), accept)
    kills = 0

    for part in range(1, 6):
        cleared(scene.running, ours(scene.held))
        program = risk.copy()
        kills += killed_after(program.start(*accept), seconds * part / 6)
        program.said("sync", "--force")

        assert len(program.blocks()) in {0, 2}
        scene.is_whole(program)
        if not program.blocks():
            program.said(*accept)
            assert len(program.blocks()) == 2
            scene.is_whole(program)
    assert kills


def test_killed_at_any_request_of_sync_a_moved_block_is_where_it_was_put(
    risk: Risk,
) -> None:
    scene = risk.scene
    cleared(scene.running, ours(scene.held))
    scene.program.said("accept", "--all")
    id_, (start, _) = next(iter(scene.program.blocks().items()))
    later = scene.move(id_, hours=1)
    methods = risk.requests("sync")

    for number in range(len(methods)):
        program = risk.killed(("sync",), number, after=True)
        program.said("sync", "--force")

        assert program.blocks()[id_] == later
        scene.is_whole(program)
    assert later[0] > start
