"""A focus file on a disk: what stands at its path, what may go wrong there."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from tests.unit.calendars.focus.blocks import BERLIN, at, block, monday, plan
from tightrope.calendars.base import Written
from tightrope.calendars.files import TooLarge
from tightrope.calendars.focus import FocusFile, NoCalendarFile, NotOurs
from tightrope.calendars.focus.file import LARGEST, ChangedSince
from tightrope.core.errors import InputError, OutsideError
from tightrope.core.planner.answer import Plan
from tightrope.outputs import NoFolder, NotAFile

NOW = monday("08:00")
A = block(at("09:00", 195, days=1), id="b-1")
B = block(at("09:00", 180, days=3), id="b-2")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "focus.ics"


def write(path: Path, plan: Plan) -> Written:
    return FocusFile(path).write(plan, now=NOW, zone=BERLIN)


def test_what_one_run_writes_the_next_one_finds(path: Path) -> None:
    written = write(path, plan(A, B))

    assert path.read_bytes() == written.after
    assert FocusFile(path).standing() == (A, B)
    assert written.before is None
    assert written.added == 2


def test_without_a_file_nothing_stands(path: Path) -> None:
    assert FocusFile(path).standing() == ()


def test_the_same_plan_does_not_touch_the_file(path: Path) -> None:
    write(path, plan(A, B))
    os.utime(path, (1, 1))

    write(path, plan(A, B))

    assert path.stat().st_mtime == 1


def test_a_preview_says_the_same_and_writes_nothing(path: Path) -> None:
    write(path, plan(A))
    before = path.read_bytes()

    seen = FocusFile(path).preview(plan(B), now=NOW, zone=BERLIN)

    assert path.read_bytes() == before
    assert write(path, plan(B)) == seen
    assert path.read_bytes() == seen.after


def test_a_write_can_be_undone(path: Path) -> None:
    first = write(path, plan(A))
    second = write(path, plan(B))

    FocusFile(path).undo(second)
    assert path.read_bytes() == first.after

    FocusFile(path).undo(first)
    assert not path.exists()


def test_what_was_changed_meanwhile_is_not_undone(path: Path) -> None:
    first = write(path, plan(A))
    second = write(path, plan(B))

    with pytest.raises(ChangedSince, match="was changed since the blocks were written"):
        FocusFile(path).undo(first)
    assert path.read_bytes() == second.after


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"<html>Log in</html>", NoCalendarFile),
        (
            (
                b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:standup\r\n"
                b"DTSTART:20240514T070000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
            ),
            NotOurs,
        ),
    ],
)
def test_a_file_of_somebody_else_is_left_as_it_is(
    path: Path, data: bytes, error: type[InputError]
) -> None:
    path.write_bytes(data)

    with pytest.raises(error, match=str(path)):
        write(path, plan(A))
    assert path.read_bytes() == data
    assert list(path.parent.iterdir()) == [path]


def test_a_huge_file_is_refused_before_it_is_read(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)

    with pytest.raises(TooLarge, match="is larger than 20 MiB"):
        write(path, plan(A))


def test_a_folder_at_the_path_is_refused(path: Path) -> None:
    path.mkdir()

    with pytest.raises(NotAFile, match="is a folder; give the path of a file"):
        FocusFile(path).standing()
    with pytest.raises(NotAFile):
        write(path, plan(A))


@pytest.mark.parametrize("name", ["/dev/full", "/dev/null", "/dev/zero"])
def test_a_device_at_the_path_is_refused_unread(name: str) -> None:
    with pytest.raises(NotAFile, match="is a device or a pipe"):
        write(Path(name), plan(A))


def test_a_folder_that_is_not_there_is_named(path: Path) -> None:
    with pytest.raises(NoFolder, match="make the folder first"):
        write(path.parent / "absent" / "focus.ics", plan(A))


WRITING = """
import os, resource, sys
from pathlib import Path
from tests.unit.calendars.focus.blocks import BERLIN, at, block, monday, plan
from tightrope.calendars.focus import FocusFile
from tightrope.core.errors import OutsideError
resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))
try:
    FocusFile(Path(sys.argv[1])).write(
        plan(block(at("13:00", 180))), now=monday("08:00"), zone=BERLIN)
except OutsideError as error:
    print(error)
"""


def test_a_full_disk_leaves_the_old_blocks(path: Path) -> None:
    old = write(path, plan(A))

    done = subprocess.run(
        [sys.executable, "-c", WRITING, str(path)],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONDONTWRITEBYTECODE": "1"},
    )

    assert done.stdout == (
        f"{path} could not be written: file too large; nothing was changed, "
        "put that right or give another path\n"
    )
    assert path.read_bytes() == old.after
    assert list(path.parent.iterdir()) == [path]


def test_a_file_on_a_broken_disk_is_an_outside_error(tmp_path: Path) -> None:
    # A link to itself can be neither read nor written.
    path = tmp_path / "loop.ics"
    path.symlink_to(path)

    with pytest.raises(OutsideError):
        write(path, plan(A))


SHARED = Path(__file__).resolve().parents[3].parent / "shared"


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is not here")
def test_awkward_files_are_refused_or_ours_and_never_a_crash() -> None:
    files = sorted((SHARED / "data" / "awkward-ics").rglob("*.ics"))[::4]

    unexpected = []
    for path in files:
        try:
            FocusFile(path).preview(plan(A), now=NOW + timedelta(days=1), zone=BERLIN)
        except InputError:
            continue
        unexpected.append(path)

    assert len(files) > 100
    assert [path for path in unexpected if b"BEGIN:VEVENT" in path.read_bytes()] == []
