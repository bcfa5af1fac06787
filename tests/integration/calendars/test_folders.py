"""A folder of events is kept in step with, whoever else writes to it, and how."""

import os
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.syncing import Device, Wall, Wires
from tests.unit.calendars.focus.blocks import BERLIN, at, block, monday, placed
from tests.unit.calendars.ical_format.resources import event
from tests.unit.calendars.ical_format.resources import resource as made
from tightrope.calendars.base import (
    CalendarGone,
    CalendarUnreachable,
    Missing,
    NoCalendarServer,
    ReadOnly,
    Resource,
    ResourceChanged,
    ResourceRefused,
    ResourceTooLarge,
    UidTaken,
    Unread,
)
from tightrope.calendars.folders import FolderRemote, FolderServer
from tightrope.calendars.ical_format import IcalFormat
from tightrope.calendars.watching import Watch

LONG_AGO = 1_700_000_000_000_000_000
AT_NINE = "DTSTART:20240513T090000Z"
AT_TEN = "DTSTART:20240513T100000Z"


def data(uid: str = "a", *lines: str) -> bytes:
    return made(event(uid, *lines or (AT_NINE,))).data


def settled(path: Path) -> None:
    """Let a file look as if it had been written long ago."""
    os.utime(path, ns=(LONG_AGO, LONG_AGO))


@pytest.fixture
def remote(tmp_path: Path) -> FolderRemote:
    return FolderRemote(tmp_path, "Work")


def test_each_folder_of_a_folder_is_a_calendar(tmp_path: Path) -> None:
    for name in ("work", "home", ".hidden"):
        (tmp_path / name).mkdir()
    (tmp_path / "work" / "displayname").write_text(" Work \n", "utf-8")
    (tmp_path / "work" / "color").write_text("#7A1FA2\n", "utf-8")
    (tmp_path / "home" / "color").write_text("purple; evil", "utf-8")

    found = FolderServer(tmp_path, "mine").found()

    assert [(one.href, one.title, one.colour, one.writable) for one in found] == [
        ("home", "home", None, True),
        ("work", "Work", "#7a1fa2", True),
    ]


def test_a_folder_with_events_is_a_calendar_itself(tmp_path: Path) -> None:
    empty = [one.href for one in FolderServer(tmp_path, "mine").found()]
    (tmp_path / "a.ics").write_bytes(data())
    (tmp_path / "archive").mkdir()
    server = FolderServer(tmp_path, "mine")

    both = [one.href for one in server.found()]

    assert (empty, both) == (["."], [".", "archive"])
    assert list(server.open(".", "x").changes(None).listed) == ["a.ics"]


@pytest.mark.parametrize("name", ["nothing", "a-file", "nul\0l"])
def test_where_no_folder_is_there_are_no_calendars(tmp_path: Path, name: str) -> None:
    (tmp_path / "a-file").touch()

    with pytest.raises(NoCalendarServer) as refused:
        FolderServer(tmp_path / name, "mine").found()

    assert str(refused.value) == (
        "no calendars were found at mine: there is no such folder; give the path of a "
        "folder that is there"
    )


@pytest.mark.parametrize("href", ["", "..", "../x", "a/b", "a\\b", "/etc"])
def test_no_folder_outside_is_opened(tmp_path: Path, href: str) -> None:
    with pytest.raises(NoCalendarServer):
        FolderServer(tmp_path, "mine").open(href, "x")


def test_what_programs_keep_beside_the_events_is_not_listed(
    remote: FolderRemote, tmp_path: Path
) -> None:
    for name in (".hidden.ics", "a.ics.tmp", "color", "a.ics~", "b.ics"):
        (tmp_path / name).write_bytes(data())
    (tmp_path / "folder.ics").mkdir()
    (tmp_path / "nowhere.ics").symlink_to(tmp_path / "gone")

    assert list(remote.changes(None).listed) == ["b.ics"]


@pytest.mark.parametrize(
    "href", ["../secret.ics", "/etc/passwd", "sub/a.ics", ".a.ics", "color", "", "x\0"]
)
def test_nothing_outside_is_read_or_written(
    remote: FolderRemote, tmp_path: Path, href: str
) -> None:
    (tmp_path.parent / "secret.ics").write_bytes(data())
    resource = Resource(href=href, data=data("b"))

    assert list(remote.fetch([href])) == [Missing(href=href)]
    with pytest.raises(ResourceRefused):
        remote.put(resource)
    remote.delete(replace(resource, data=data()))
    assert (tmp_path.parent / "secret.ics").read_bytes() == data()


def test_a_change_in_the_same_moment_and_of_the_same_size_is_seen(
    remote: FolderRemote, tmp_path: Path
) -> None:
    path = tmp_path / "a.ics"
    path.write_bytes(data("a", AT_NINE))
    when = path.stat().st_mtime_ns
    first = remote.changes(None).listed["a.ics"]
    with path.open("r+b") as file:
        file.write(data("a", AT_TEN))
    os.utime(path, ns=(when, when))

    assert remote.changes(None).listed["a.ics"] != first


def test_a_file_that_has_settled_is_not_read_to_be_listed(
    remote: FolderRemote, tmp_path: Path
) -> None:
    path = tmp_path / "a.ics"
    path.write_bytes(data())
    settled(path)
    path.chmod(0)

    first = remote.changes(None).listed

    assert remote.changes(None).listed == first


def test_a_version_is_known_again_once_it_has_settled(
    remote: FolderRemote, tmp_path: Path
) -> None:
    fresh = remote.put(Resource(href="a.ics", data=data()))
    old = remote.changes(None).listed["a.ics"]
    when = (tmp_path / "a.ics").stat().st_mtime_ns
    assert old == fresh.etag
    settled(tmp_path / "a.ics")
    listed = remote.changes(None).listed["a.ics"]
    assert listed
    assert f"{when:x}" not in listed

    with pytest.raises(ResourceChanged):
        remote.put(replace(fresh, data=data("a", AT_TEN)))
    kept = remote.put(Resource(href="a.ics", etag=listed, data=data("a", AT_TEN)))

    assert kept.data == data("a", AT_TEN)


def test_what_is_written_is_whole_and_leaves_nothing_beside(
    remote: FolderRemote, tmp_path: Path
) -> None:
    first = remote.put(Resource(href=remote.new_href(), data=data()))
    (tmp_path / first.href).chmod(0o640)

    remote.put(replace(first, data=data("a", AT_TEN)))

    assert [path.name for path in tmp_path.iterdir()] == [first.href]
    assert (tmp_path / first.href).read_bytes() == data("a", AT_TEN)
    assert stat.S_IMODE((tmp_path / first.href).stat().st_mode) == 0o640


def test_where_links_are_not_known_a_new_event_is_written_all_the_same(
    remote: FolderRemote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refused)

    remote.put(Resource(href="a.ics", data=data()))
    with pytest.raises(ResourceChanged):
        remote.put(Resource(href="a.ics", data=data("b")))

    assert [path.name for path in tmp_path.iterdir()] == ["a.ics"]
    assert (tmp_path / "a.ics").read_bytes() == data()


def test_an_event_that_another_file_holds_is_not_written_twice(
    remote: FolderRemote, tmp_path: Path
) -> None:
    (tmp_path / "there.ics").write_bytes(data("a"))
    (tmp_path / "near.ics").write_bytes(data("b", AT_NINE, "DESCRIPTION:see a"))

    with pytest.raises(UidTaken) as taken:
        remote.put(Resource(href="new.ics", data=data("a")))

    assert taken.value.href == "there.ics"


def test_a_folder_that_is_no_more_is_told(remote: FolderRemote, tmp_path: Path) -> None:
    tmp_path.rmdir()
    resource = Resource(href="a.ics", data=data())

    with pytest.raises(CalendarGone):
        remote.changes(None)
    with pytest.raises(CalendarGone):
        list(remote.fetch(["a.ics"]))
    with pytest.raises(CalendarGone):
        remote.put(resource)
    with pytest.raises(CalendarGone):
        remote.delete(resource)


def unreadable(path: Path) -> None:
    """A file that is there and that the system will not let us read."""
    path.write_bytes(data())
    path.chmod(0)
    if os.access(path, os.R_OK):
        # Root may read all files; but nobody what a process has at address 0.
        path.unlink()
        path.symlink_to("/proc/self/mem")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other files")
def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    remote: FolderRemote, tmp_path: Path
) -> None:
    (tmp_path / "a.ics").write_bytes(data("a"))
    unreadable(tmp_path / "b.ics")
    (tmp_path / "c.ics").write_bytes(data("c"))

    listed = remote.changes(None).listed
    found = {one.href: one for one in remote.fetch(sorted(listed))}

    assert sorted(listed) == ["a.ics", "b.ics", "c.ics"]
    assert [type(one) for one in found.values()] == [Resource, Unread, Resource]
    unread = found["b.ics"]
    assert isinstance(unread, Unread)
    assert (unread.problem.source, unread.problem.where) == ("Work", "b.ics")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other names")
def test_a_file_whose_name_is_no_text_is_a_problem_and_left_out(
    remote: FolderRemote, tmp_path: Path
) -> None:
    (tmp_path / "a.ics").write_bytes(data("a"))
    Path(os.fsdecode(bytes(tmp_path) + b"/\xff.ics")).write_bytes(data("b"))
    Path(os.fsdecode(bytes(tmp_path) + b"/folder\xff")).mkdir()

    changes = remote.changes(None)

    assert list(changes.listed) == ["a.ics"]
    assert [(one.source, one.where) for one in changes.problems] == [("Work", "?.ics")]
    assert FolderServer(tmp_path, "x").found()[0].href == "."
    assert len(FolderServer(tmp_path, "x").found()) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other names")
def test_a_folder_with_bad_files_is_synced_without_them(tmp_path: Path) -> None:
    (tmp_path / "a.ics").write_bytes(data("a"))
    (tmp_path / "b.ics").write_bytes(data("b"))
    wires = Wires({"work": FolderServer(tmp_path, "Work")})
    device = Device(clock=Wall(), reach=wires)
    device.connect(target=None)
    first = device.synced()
    unreadable(tmp_path / "b.ics")
    Path(os.fsdecode(bytes(tmp_path) + b"/\xff.ics")).write_bytes(data("c"))

    second = device.synced()

    assert (first.fault, first.read, first.problems) == (None, 2, ())
    assert (second.fault, second.gone) == (None, 0)
    assert sorted(one.where for one in second.problems) == ["?.ics", "b.ics"]
    held = device.store.mirror.held(device.collection(".").id)
    assert set(held) == {"a.ics", "b.ics"}


def test_a_folder_that_may_not_be_written_to_is_read_only(
    remote: FolderRemote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.ics").write_bytes(data())
    (there,) = remote.fetch(["a.ics"])
    assert isinstance(there, Resource)
    # Whoever runs the tests as root may write everywhere.
    monkeypatch.setattr(os, "access", lambda *_: False)

    assert not remote.traits.writable
    assert not FolderServer(tmp_path, "x").found()[0].writable
    with pytest.raises(ReadOnly):
        remote.put(there)
    with pytest.raises(ReadOnly):
        remote.delete(there)


def test_what_is_too_large_is_not_written(remote: FolderRemote, tmp_path: Path) -> None:
    with pytest.raises(ResourceTooLarge):
        remote.put(Resource(href="a.ics", data=b"x" * ((1 << 20) + 1)))

    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fails_is_said_without_a_path(
    remote: FolderRemote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise OSError(5, "Input/output error")

    (tmp_path / "a.ics").write_bytes(data())
    monkeypatch.setattr(os, "scandir", broken)

    with pytest.raises(CalendarUnreachable) as refused:
        remote.changes(None)

    assert str(refused.value) == (
        "Work could not be used: input/output error; try again later"
    )


def test_a_watch_tells_what_has_changed_and_once(tmp_path: Path) -> None:
    folder, file, later = tmp_path / "cal", tmp_path / "one.ics", tmp_path / "later"
    (folder / "work").mkdir(parents=True)
    file.write_bytes(data())
    watch = Watch([folder, file, later])
    told = [watch.changed()]

    (folder / "work" / "a.ics").write_bytes(data())
    told.append(watch.changed())
    (folder / "work" / "a.ics").write_bytes(data("longer"))
    told.append(watch.changed())
    file.unlink()
    later.mkdir()
    told.append(watch.changed())
    (folder / "work" / ".a.tmp").touch()
    (folder / "notes.txt").touch()
    told.append(watch.changed())
    (folder / "work" / "a.ics").unlink()
    told.append(watch.changed())
    told.append(watch.changed())

    assert told == [(), (folder,), (folder,), (file, later), (), (folder,), ()]


# --- khal writes to the same folder -------------------------------------------------


def test_khal_and_we_keep_the_same_folder(tmp_path: Path) -> None:
    folder = tmp_path / "cal"
    folder.mkdir()
    remote = FolderServer(folder, "mine").open(".", "mine")
    khal(tmp_path, "new", "2024-05-13", "09:00", "10:00", "Stand-up")
    ours = placed(block(at("13:00", 180), purpose="hiring plan"))
    data = IcalFormat().composed(ours, None, now=monday("08:00"), zone=BERLIN)

    kept = remote.put(Resource(href=remote.new_href(), data=data))
    seen = khal(tmp_path, "list", "--format", "{start-time} {title}", "2024-05-13")

    assert seen.splitlines() == ["09:00 Stand-up", "13:00 Focus: hiring plan"]
    listed = remote.changes(None).listed
    resources = [one for one in remote.fetch(listed) if isinstance(one, Resource)]
    reading = IcalFormat().occurrences(resources, at("00:00", 1440))
    assert kept.href in listed
    assert [(one.title, one.span) for one in reading.events] == [
        ("Stand-up", at("09:00", 60)),
        ("Focus: hiring plan", at("13:00", 180)),
    ]
    assert [one for one in map(IcalFormat().block, resources) if one] == [ours.block]


def khal(home: Path, *words: str) -> str:
    """What khal says of the folder `cal`."""
    config = home / "khal.conf"
    config.write_text(
        f"""
[calendars]
[[mine]]
path = {home}/cal
[locale]
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
timeformat = %H:%M
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[default]
default_calendar = mine
[sqlite]
path = {home}/khal.db
[view]
agenda_day_format =
""",
        "utf-8",
    )
    done = subprocess.run(
        [str(Path(sys.executable).with_name("khal")), "-c", str(config), *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={"HOME": str(home), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
