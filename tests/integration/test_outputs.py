import os
import stat
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tightrope.core.errors import InputError
from tightrope.outputs import NoFolder, NotAFile, NotWritten, write_whole

BIG = 1 << 20
SMALL = 1 << 16

NOBODY = 65534
WRITING = """
import os, resource, sys
from pathlib import Path
from tightrope.core.errors import OutsideError
from tightrope.outputs import write_whole
{limit}
try:
    write_whole(Path(sys.argv[1]), b"new" * (1 << 18))
except OutsideError as error:
    print(error)
"""


def writing(path: Path, limit: str) -> str:
    """What a process of its own, under a limit, says when it cannot write."""
    done = subprocess.run(
        [sys.executable, "-c", WRITING.format(limit=limit), str(path)],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stderr == ""
    return done.stdout


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_a_new_file_holds_all_bytes_and_nothing_is_left_beside(tmp_path: Path) -> None:
    path = tmp_path / "plan.svg"

    write_whole(path, b"x" * BIG)

    assert path.read_bytes() == b"x" * BIG
    assert names(tmp_path) == ["plan.svg"]


def test_a_new_file_has_the_rights_that_any_new_file_has(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.touch()

    write_whole(tmp_path / "plan.svg", b"new")

    assert (tmp_path / "plan.svg").stat().st_mode == usual.stat().st_mode


def test_a_file_that_is_replaced_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "focus.ics"
    path.write_bytes(b"old")
    path.chmod(0o640)

    write_whole(path, b"new")

    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_reader_who_opened_the_old_file_still_reads_all_of_it(tmp_path: Path) -> None:
    path = tmp_path / "focus.ics"
    path.write_bytes(b"old")

    with path.open("rb") as reader:
        write_whole(path, b"new")

        assert reader.read() == b"old"


def test_a_link_keeps_pointing_where_it_does(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    real = tmp_path / "there" / "focus.ics"
    real.write_bytes(b"old")
    link = tmp_path / "focus.ics"
    link.symlink_to(real)

    write_whole(link, b"new")

    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_folder_at_the_path_is_refused(tmp_path: Path) -> None:
    (tmp_path / "focus.ics").mkdir()

    with pytest.raises(NotAFile, match="is a folder; give the path of a file"):
        write_whole(tmp_path / "focus.ics", b"new")
    assert names(tmp_path) == ["focus.ics"]


def test_a_pipe_is_not_renamed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(NotAFile, match="is a device or a pipe"):
        write_whole(tmp_path / "pipe", b"new")
    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.parametrize("device", ["/dev/full", "/dev/null"])
def test_a_device_is_not_renamed_over(device: str) -> None:
    with pytest.raises(NotAFile):
        write_whole(Path(device), b"new")
    assert Path(device).is_char_device()


@pytest.mark.parametrize("parent", ["absent", "file"])
def test_a_folder_that_is_not_there_is_named(tmp_path: Path, parent: str) -> None:
    (tmp_path / "file").write_bytes(b"old")

    with pytest.raises(NoFolder, match=f"{parent} is not a folder, so focus.ics"):
        write_whole(tmp_path / parent / "focus.ics", b"new")
    assert (tmp_path / "file").read_bytes() == b"old"


@pytest.mark.parametrize("name", ["n" * 300, "nu\0ll"])
def test_a_name_that_no_disk_takes_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises((InputError, NotWritten)):
        write_whole(tmp_path / name, b"new")
    assert names(tmp_path) == []


def test_without_room_the_old_file_stays_and_nothing_else_does(tmp_path: Path) -> None:
    path = tmp_path / "focus.ics"
    path.write_bytes(b"old")

    said = writing(path, f"resource.setrlimit(resource.RLIMIT_FSIZE, {SMALL, SMALL})")

    assert said == (
        f"{path} could not be written: file too large; nothing was changed, "
        "put that right or give another path\n"
    )
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["focus.ics"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_without_rights_the_old_file_stays() -> None:
    # pytest's own folders are closed to everybody else.
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "focus.ics"
        path.write_bytes(b"old")
        folder.chmod(0o755)

        said = writing(path, f"os.seteuid({NOBODY})")

        assert said == (
            f"{path} could not be written: permission denied; nothing was changed, "
            "put that right or give another path\n"
        )
        assert path.read_bytes() == b"old"
