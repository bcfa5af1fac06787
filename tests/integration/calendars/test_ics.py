"""Calendars on a disk and in streams: what is there, what is not, what is too much."""

import io
import os
import subprocess
import sys
import tracemalloc
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.unit.calendars.focus.blocks import BERLIN, block, monday, plan
from tests.unit.calendars.focus.blocks import at as blocks_at
from tightrope.calendars.base import Calendar
from tightrope.calendars.files import (
    IsFolder,
    NotReadable,
    NotThere,
    TooLarge,
    contents,
)
from tightrope.calendars.focus import FocusFile, blocks_of
from tightrope.calendars.ics import (
    LARGEST,
    EmptyFolder,
    IcsFile,
    IcsFolder,
    IcsStream,
    NoCalendar,
    calendar_at,
)
from tightrope.core.errors import Problem
from tightrope.core.planner.block import State
from tightrope.core.timeline import Span

NINE = datetime(2024, 5, 13, 9, tzinfo=UTC)
DAY = Span.lasting(NINE, timedelta(hours=8))
WEEKS = Span.lasting(NINE, timedelta(weeks=3))


def vevent(uid: str, hour: int = 9, *lines: str) -> str:
    return "".join(
        f"{line}\r\n"
        for line in (
            "BEGIN:VEVENT",
            f"UID:{uid}",
            f"DTSTART:20240513T{hour:02d}0000Z",
            "DURATION:PT1H",
            *lines,
            "END:VEVENT",
        )
    )


def vcalendar(*parts: str) -> bytes:
    return ("BEGIN:VCALENDAR\r\n" + "".join(parts) + "END:VCALENDAR\r\n").encode()


def put(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def uids(calendar: Calendar, window: Span = DAY) -> list[str]:
    return [event.uid for event in calendar.read(window).events]


# --- one file ---------------------------------------------------------------------


def test_a_path_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    path = tmp_path / "absent.ics"

    with pytest.raises(NotThere) as caught:
        calendar_at(path).read(DAY)
    assert str(caught.value) == f"{path} is not there; check the path"


def test_a_path_below_a_file_is_not_there(tmp_path: Path) -> None:
    put(tmp_path / "work.ics", vcalendar())

    with pytest.raises(NotThere):
        calendar_at(tmp_path / "work.ics" / "more.ics").read(DAY)


def test_a_path_that_no_disk_knows_is_not_there() -> None:
    with pytest.raises(NotThere):
        IcsFile(Path("nu\0ll.ics")).read(DAY)


def test_a_file_that_is_a_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(IsFolder, match="is a folder; give the path of a file"):
        IcsFile(tmp_path).read(DAY)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\r\n",
        b"<!DOCTYPE html><html><body>Log in</body></html>",
        bytes(range(256)) * 40,
        b"remember the milk\n" * 10,
        vcalendar(vevent("a")).decode().encode("utf-16"),
    ],
    ids=["empty", "blank", "html", "binary", "text", "utf-16"],
)
def test_a_file_that_is_no_calendar_is_refused_in_one_line(
    tmp_path: Path, data: bytes
) -> None:
    path = put(tmp_path / "work.ics", data)

    with pytest.raises(NoCalendar) as caught:
        calendar_at(path).read(DAY)
    said = str(caught.value)
    assert said.startswith(f"{path} is ")
    assert said.endswith("; give an .ics file exported from a calendar")
    assert "\n" not in said


def test_a_file_of_a_gigabyte_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.ics"
    with path.open("wb") as file:
        file.truncate(1 << 30)

    tracemalloc.start()
    with pytest.raises(TooLarge) as caught:
        calendar_at(path).read(DAY)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 1 << 20
    assert str(caught.value) == (
        f"{path} is larger than 200 MiB, more than is read at once; "
        "export fewer years, or leave attachments out"
    )


def test_an_endless_device_is_read_no_further_than_the_limit() -> None:
    with pytest.raises(TooLarge):
        IcsFile(Path("/dev/zero"), largest=1 << 22).read(DAY)


def test_a_file_of_just_the_limit_is_read(tmp_path: Path) -> None:
    data = vcalendar(vevent("a"))
    path = put(tmp_path / "work.ics", data)

    assert uids(IcsFile(path, largest=len(data))) == ["a"]
    with pytest.raises(TooLarge):
        IcsFile(path, largest=len(data) - 1).read(DAY)


def test_a_file_that_changed_is_read_anew(tmp_path: Path) -> None:
    calendar = IcsFile(put(tmp_path / "work.ics", vcalendar(vevent("a"))))

    assert uids(calendar) == ["a"]
    put(tmp_path / "work.ics", vcalendar(vevent("b")))
    assert uids(calendar) == ["b"]


def test_a_pipe_can_be_read_like_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    source = put(tmp_path / "work.ics", vcalendar(vevent("a")))

    with subprocess.Popen(["/bin/sh", "-c", f"cat '{source}' > '{pipe}'"]):
        assert uids(IcsFile(pipe)) == ["a"]


def test_the_owner_of_a_calendar_is_known_by_its_name(tmp_path: Path) -> None:
    mine = vevent("a", 9, "ORGANIZER:mailto:amara@example.org")
    theirs = vevent("b", 10, "ORGANIZER:mailto:ben@example.org")
    data = vcalendar("X-WR-CALNAME:amara@example.org\r\n", mine, theirs)
    path = put(tmp_path / "work.ics", data)

    alone = IcsFile(path).read(DAY)
    besides = IcsFile(path).read(DAY, me=["ben@example.org"])

    assert [event.organizer_is_me for event in alone.events] == [True, False]
    assert [event.organizer_is_me for event in besides.events] == [True, True]


RIGHTLESS = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from tightrope.calendars.ics import calendar_at
from tightrope.core.errors import OutsideError
from tightrope.core.timeline import Span
window = Span(datetime(2024, 5, 13, tzinfo=UTC), datetime(2024, 5, 14, tzinfo=UTC))
calendar = calendar_at(Path(sys.argv[1]))
calendar.read(window)  # as root, so that all of Python that it needs is loaded
os.seteuid(65534)
try:
    print(calendar.read(window))
except OutsideError as error:
    print(error)
"""


def as_nobody(path: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", RIGHTLESS, str(path)],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    return done.stdout


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
@pytest.mark.parametrize("closed", ["work.ics", "."])
def test_without_rights_one_line_says_so(closed: str) -> None:
    # pytest's own folders are closed to everybody else.
    with TemporaryDirectory() as name:
        folder = Path(name)
        put(folder / "work.ics", vcalendar(vevent("a")))
        folder.chmod(0o755)
        (folder / closed).chmod(0)

        said = as_nobody(folder / closed)

        assert said == (
            f"{folder / closed} could not be read: permission denied; "
            "check its rights and its disk\n"
        )


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_a_part_of_a_folder_without_rights_is_a_problem() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        put(folder / "work.ics", vcalendar(vevent("a")))
        put(folder / "closed" / "more.ics", vcalendar(vevent("b")))
        put(folder / "secret.ics", vcalendar(vevent("c"))).chmod(0)
        folder.chmod(0o755)
        (folder / "closed").chmod(0)

        said = as_nobody(folder)

        assert "uid='a'" in said
        assert f"source='{folder}/closed', where='', what='could not be read" in said
        assert f"source='{folder}/secret.ics', where='', what='could not be" in said


# --- a stream -----------------------------------------------------------------------


class Broken(io.RawIOBase):
    """A stream that fails in the middle."""

    def readable(self) -> bool:
        return True

    def readinto(self, _buffer: object) -> int:
        raise OSError(5, "Input/output error")


def test_a_stream_that_breaks_is_an_outside_error() -> None:
    stream = IcsStream("-", io.BufferedReader(Broken()))

    with pytest.raises(NotReadable, match="- could not be read: input/output error"):
        stream.read(DAY)


def test_a_stream_is_read_no_further_than_the_limit() -> None:
    source = io.BytesIO(b"x" * (1 << 23))

    with pytest.raises(TooLarge):
        IcsStream("-", source, largest=1 << 20).read(DAY)
    assert source.tell() <= 1 << 22


def test_an_empty_stream_is_no_calendar() -> None:
    with pytest.raises(NoCalendar, match=r"^- is empty; give an \.ics file"):
        IcsStream("-", io.BytesIO()).read(DAY)


# --- our own blocks on it -------------------------------------------------------------


def test_our_blocks_are_found_on_a_calendar_they_were_imported_to(
    tmp_path: Path,
) -> None:
    pencilled = block(blocks_at("09:00", 195), id="b-1", purpose=None)
    firm = block(blocks_at("09:00", 180, days=2), id="b-2", state=State.FIRM)
    focus = FocusFile(tmp_path / "focus.ics")
    focus.write(plan(pencilled, firm), now=monday("08:00"), zone=BERLIN)

    reading = IcsFolder(tmp_path).read(Span.lasting(monday("00:00"), timedelta(days=9)))

    assert reading.problems == ()
    assert blocks_of(reading.events) == (pencilled, firm)


# --- a folder -----------------------------------------------------------------------


def test_every_file_below_a_folder_is_read_but_hidden_ones(tmp_path: Path) -> None:
    put(tmp_path / "b.ics", vcalendar(vevent("b")))
    put(tmp_path / "deep" / "er" / "a.ICS", vcalendar(vevent("a")))
    put(tmp_path / ".hidden.ics", vcalendar(vevent("hidden")))
    put(tmp_path / ".git" / "c.ics", vcalendar(vevent("hidden too")))
    put(tmp_path / "notes.txt", b"not a calendar")

    assert uids(IcsFolder(tmp_path)) == ["a", "b"]


def test_links_that_go_in_circles_are_followed_once(tmp_path: Path) -> None:
    put(tmp_path / "a" / "a.ics", vcalendar(vevent("a")))
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")

    reading = IcsFolder(tmp_path).read(DAY)

    assert [event.uid for event in reading.events] == ["a"]
    assert reading.problems == ()


def test_a_bad_file_is_a_problem_and_loses_no_other(tmp_path: Path) -> None:
    put(tmp_path / "a.ics", vcalendar(vevent("a")))
    put(tmp_path / "b.ics", b"<html>Log in</html>")
    (tmp_path / "c.ics").symlink_to(tmp_path / "nowhere")
    with (tmp_path / "d.ics").open("wb") as file:
        file.truncate(LARGEST + 1)

    reading = IcsFolder(tmp_path).read(DAY)

    assert [event.uid for event in reading.events] == ["a"]
    assert reading.problems == (
        Problem(
            source=f"{tmp_path}/b.ics",
            where="",
            what="is a web page or XML, not an iCalendar file",
        ),
        Problem(
            source=f"{tmp_path}/c.ics",
            where="",
            what="is no plain file, or a link that leads nowhere",
        ),
        Problem(
            source=f"{tmp_path}/d.ics",
            where="",
            what="is larger than 200 MiB, more than is read at once; "
            "export fewer years, or leave attachments out",
        ),
    )


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    put(tmp_path / "a.ics", vcalendar(vevent("a")))
    os.mkfifo(tmp_path / "b.ics")

    assert len(IcsFolder(tmp_path).read(DAY).problems) == 1


def test_a_folder_without_calendars_is_refused(tmp_path: Path) -> None:
    put(tmp_path / "notes.txt", b"not a calendar")

    with pytest.raises(EmptyFolder, match=r"has no \.ics file in it"):
        calendar_at(tmp_path).read(DAY)


def test_a_folder_of_nothing_that_can_be_read_is_refused(tmp_path: Path) -> None:
    put(tmp_path / "a.ics", b"<html>Log in</html>")

    with pytest.raises(NoCalendar, match="holds no calendar that can be read"):
        calendar_at(tmp_path).read(DAY)


def test_a_folder_that_is_too_large_together_is_refused(tmp_path: Path) -> None:
    data = vcalendar(vevent("a"))
    for name in ("a.ics", "b.ics", "c.ics"):
        put(tmp_path / name, data)

    assert uids(calendar_at(tmp_path, largest=3 * len(data))) == ["a"]
    with pytest.raises(TooLarge, match=f"^{tmp_path} is larger"):
        calendar_at(tmp_path, largest=3 * len(data) - 1).read(DAY)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotThere):
        IcsFolder(tmp_path / "absent").read(DAY)


def test_an_event_in_two_files_of_a_folder_counts_once(tmp_path: Path) -> None:
    put(tmp_path / "a.ics", vcalendar(vevent("a", 10), vevent("b", 11)))
    put(tmp_path / "b.ics", vcalendar(vevent("a", 10), vevent("c", 12)))

    reading = IcsFolder(tmp_path).read(DAY)

    assert [event.uid for event in reading.events] == ["a", "b", "c"]
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("SEQUENCE:2", "SEQUENCE:10"),
        ("LAST-MODIFIED:20240101T000000Z", "LAST-MODIFIED:20240102T000000Z"),
        ("DTSTAMP:20240101T000000Z", "DTSTAMP:20240102T000000Z"),
        ("SEQUENCE:many", "SEQUENCE:1"),
    ],
)
@pytest.mark.parametrize("names", [("a.ics", "b.ics"), ("b.ics", "a.ics")])
def test_of_two_versions_the_later_one_counts(
    tmp_path: Path, old: str, new: str, names: tuple[str, str]
) -> None:
    put(tmp_path / names[0], vcalendar(vevent("a", 10, old)))
    put(tmp_path / names[1], vcalendar(vevent("a", 14, new)))

    [event] = IcsFolder(tmp_path).read(DAY).events

    assert event.span.start.hour == 14


def test_a_change_that_the_later_version_knows_no_more_is_gone(tmp_path: Path) -> None:
    weekly = "RRULE:FREQ=WEEKLY;COUNT=3"
    changed = "RECURRENCE-ID:20240520T090000Z"
    old = vcalendar(vevent("a", 9, weekly), vevent("a", 16, changed))
    put(tmp_path / "old.ics", old)
    put(tmp_path / "young.ics", vcalendar(vevent("a", 9, weekly, "SEQUENCE:1")))

    starts = [event.span.start for event in IcsFolder(tmp_path).read(WEEKS).events]

    assert starts == [NINE + timedelta(weeks=number) for number in range(3)]


def test_of_two_changes_of_one_occurrence_the_later_one_counts(tmp_path: Path) -> None:
    changed = "RECURRENCE-ID:20240513T090000Z"
    put(tmp_path / "a.ics", vcalendar(vevent("a", 14, changed, "SEQUENCE:2")))
    put(tmp_path / "b.ics", vcalendar(vevent("a", 11, changed, "SEQUENCE:1")))

    reading = IcsFolder(tmp_path).read(DAY)

    assert [event.span.start.hour for event in reading.events] == [14]
    assert reading.problems == ()


def zone(name: str, offset: str) -> str:
    return (
        f"BEGIN:VTIMEZONE\r\nTZID:{name}\r\nBEGIN:STANDARD\r\n"
        f"DTSTART:19700101T000000\r\nTZOFFSETFROM:{offset}\r\nTZOFFSETTO:{offset}\r\n"
        "END:STANDARD\r\nEND:VTIMEZONE\r\n"
    )


def test_a_series_spread_over_files_is_one_series(tmp_path: Path) -> None:
    # Each file has a zone of its own by the same name.
    series = (
        "BEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=Ours:20240513T100000\r\n"
        "DURATION:PT1H\r\nRRULE:FREQ=WEEKLY\r\nEND:VEVENT\r\n"
    )
    changed = (
        "BEGIN:VEVENT\r\nUID:a\r\nRECURRENCE-ID:20240520T090000Z\r\n"
        "DTSTART;TZID=Ours:20240521T170000\r\nDURATION:PT1H\r\nEND:VEVENT\r\n"
    )
    one = vcalendar(zone("Ours", "+0100"), vevent("b"), series)
    two = vcalendar(zone("Ours", "+0500"), vevent("c"), changed)
    put(tmp_path / "a.ics", one)
    put(tmp_path / "b.ics", two)

    reading = IcsFolder(tmp_path).read(Span.lasting(NINE, timedelta(weeks=2)))

    found = [
        (event.uid, event.span.start.isoformat(), event.source)
        for event in reading.events
    ]
    assert found == [
        ("a", "2024-05-13T09:00:00+00:00", str(tmp_path)),
        ("b", "2024-05-13T09:00:00+00:00", f"{tmp_path}/a.ics"),
        ("c", "2024-05-13T09:00:00+00:00", f"{tmp_path}/b.ics"),
        ("a", "2024-05-21T12:00:00+00:00", str(tmp_path)),
    ]
    assert reading.problems == ()


def test_events_without_a_uid_are_all_kept(tmp_path: Path) -> None:
    for number in (1, 2):
        nameless = vevent("", 9 + number).replace("UID:\r\n", "")
        put(tmp_path / f"{number}.ics", vcalendar(nameless))

    assert len(IcsFolder(tmp_path).read(DAY).events) == 2


# --- the bytes of a file --------------------------------------------------------------


def test_contents_are_all_bytes(tmp_path: Path) -> None:
    data = os.urandom(3 << 20)

    assert contents(put(tmp_path / "file", data), len(data)) == data


SHARED = Path(__file__).resolve().parents[3].parent / "shared"


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is not here")
def test_a_folder_of_awkward_files_is_read_as_far_as_it_goes() -> None:
    year = Span(datetime(2024, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC))

    reading = calendar_at(SHARED / "data" / "awkward-ics").read(year)

    assert len(reading.events) > 1000
    assert len(reading.problems) > 10
