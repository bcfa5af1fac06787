"""The blocks as a calendar file: updated, never doubled, never half-written."""

import json
import os
import re
import subprocess
import sys
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.integration.cli.calendars import events_in, meeting, spans, with_events
from tests.integration.cli.calling import Run

NOW = "2026-11-17T09:00+01:00"
NEXT_WEEK = "2026-11-24T09:00+01:00"
TOO_LITTLE = 4096
"""Bytes that a file may have on the full disk."""
ON_A_FULL_DISK = f"""
import resource, sys
from tightrope.cli.main import main
resource.setrlimit(resource.RLIMIT_FSIZE, ({TOO_LITTLE}, {TOO_LITTLE}))
sys.exit(main(sys.argv[1:]))
"""
OUTPUTS = pytest.mark.parametrize(
    ("option", "name"),
    [("--out", "focus.ics"), ("--plot", "plan.svg")],
)


def uids(path: Path) -> list[bytes]:
    return re.findall(rb"^UID:(.*?)\r?$", path.read_bytes(), re.MULTILINE)


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_the_file_holds_the_blocks_and_running_again_changes_no_byte(
    year: Path, tmp_path: Path, run: Run
) -> None:
    out = tmp_path / "focus.ics"
    call = ("plan", year, "--now", NOW, "--out", out, "--json")

    first = run(*call)
    data = out.read_bytes()
    again = run(*call)

    blocks = [f"{block['id']}@focus.tightrope" for block in first.json["blocks"]]
    assert [uid.decode() for uid in uids(out)] == blocks
    assert first.err == f"written: {out}, {len(blocks)} added\n"
    assert out.read_bytes() == data
    assert again.err == f"written: {out}, {len(blocks)} as before\n"
    assert spans(again.json["blocks"]) == spans(first.json["blocks"])
    assert names(tmp_path) == ["focus.ics"]


def test_the_blocks_of_the_file_stand_until_a_meeting_lies_on_one(
    year: Path, tmp_path: Path, run: Run
) -> None:
    out, work = tmp_path / "focus.ics", tmp_path / "work.ics"
    first = run("plan", year, "--now", NOW, "--out", out, "--json").json["blocks"]
    hit = first[1]
    board = meeting("board@example.com", hit["start"], hit["end"])
    work.write_bytes(with_events(year.read_bytes(), board))

    after = run("plan", work, "--now", NOW, "--out", out, "--json").json

    stood, stands = spans(first), spans(after["blocks"])
    assert [moved["id"] for moved in after["moved"]] == [hit["id"]]
    assert after["moved"][0]["from"] == {"start": hit["start"], "end": hit["end"]}
    assert stands.get(hit["id"]) != stood.pop(hit["id"])
    assert {key: stands[key] for key in stood} == stood


def test_a_week_later_each_block_is_there_once(
    year: Path, tmp_path: Path, run: Run
) -> None:
    out = tmp_path / "focus.ics"
    run("plan", year, "--now", NOW, "--out", out)
    before = uids(out)

    answer = run("plan", year, "--now", NEXT_WEEK, "--out", out, "--json").json

    after = uids(out)
    planned = {f"{block['id']}@focus.tightrope".encode() for block in answer["blocks"]}
    assert len(after) == len(set(after))
    assert set(after) == set(before) | planned
    assert set(before) & planned


def test_events_of_others_keep_the_file_as_it_is(
    year: Path, tmp_path: Path, run: Run
) -> None:
    out = tmp_path / "focus.ics"
    run("plan", year, "--now", NOW, "--out", out)
    theirs = meeting("a@example.com", "2026-11-18T10:00Z", "2026-11-18T11:00Z")
    data = with_events(out.read_bytes(), theirs)
    out.write_bytes(data)

    ended = run("plan", year, "--now", NOW, "--out", out)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        f"tightrope: {out} holds events that Tightrope did not write; it was left as "
        "it is, give another path for the focus blocks\n"
    )
    assert out.read_bytes() == data


def test_the_calendar_that_is_read_is_never_written_over(
    year: Path, tmp_path: Path, run: Run
) -> None:
    work = tmp_path / "work.ics"
    work.write_bytes(year.read_bytes())

    ended = run("plan", work, "--now", NOW, "--out", work)

    assert (ended.code, ended.out) == (2, "")
    assert work.read_bytes() == year.read_bytes()


def test_blocks_and_picture_never_go_to_one_file(
    year: Path, tmp_path: Path, run: Run
) -> None:
    path = tmp_path / "plan.svg"
    (tmp_path / "link.svg").symlink_to(path)

    ended = run("plan", year, "--out", tmp_path / "link.svg", "--plot", path)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        f"tightrope: --out and --plot both name {path}; give two files\n"
    )
    assert names(tmp_path) == ["link.svg"]


@pytest.mark.parametrize(
    "content", [b"hello\n", b"\x00\x01\x02\xff" * 9, b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT"]
)
def test_a_file_that_is_no_calendar_stays(
    content: bytes, year: Path, tmp_path: Path, run: Run
) -> None:
    out = tmp_path / "focus.ics"
    out.write_bytes(content)

    ended = run("plan", year, "--now", NOW, "--out", out)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"tightrope: {out} is there and is no calendar")
    assert ended.err.count("\n") == 1
    assert out.read_bytes() == content


def test_blocks_that_were_imported_stand_and_are_not_in_the_way(
    year: Path, tmp_path: Path, run: Run
) -> None:
    out, work = tmp_path / "focus.ics", tmp_path / "work.ics"
    first = run("plan", year, "--now", NOW, "--out", out, "--json").json
    work.write_bytes(with_events(year.read_bytes(), *events_in(out.read_bytes())))

    after = run("plan", work, "--now", "2026-11-17T10:00+01:00", "--json").json

    events = run("events", work, "--now", NOW, "--json").json["events"]
    assert len([event for event in events if event["ours"]]) > 1
    assert spans(after["blocks"]) == spans(first["blocks"])
    assert after["moved"] == []
    assert after["balance"]["total"]["grind"] == first["balance"]["total"]["grind"]


@OUTPUTS
def test_without_room_nothing_changes(
    option: str, name: str, year: Path, tmp_path: Path
) -> None:
    path = tmp_path / name

    ended = subprocess.run(
        [
            sys.executable,
            "-c",
            ON_A_FULL_DISK,
            *("plan", str(year), "--now", NOW, option, str(path), "--json"),
        ],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )

    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == (
        f"tightrope: {path} could not be written: file too large; nothing was changed, "
        "put that right or give another path\n"
    )
    assert names(tmp_path) == []


@OUTPUTS
def test_without_rights_nothing_changes(
    option: str,
    name: str,
    year: Path,
    open_folder: Path,
    nobody: AbstractContextManager[None],
    run: Run,
) -> None:
    source, path = open_folder / "work.ics", open_folder / "closed" / name
    source.write_bytes(year.read_bytes())
    path.parent.mkdir()
    run("plan", source, "--now", NOW, option, open_folder / name)
    path.parent.chmod(0o555)

    with nobody:
        ended = run("plan", source, "--now", NOW, option, path)

    assert (ended.code, ended.out) == (1, "")
    assert ended.err == (
        f"tightrope: {path} could not be written: permission denied; nothing was "
        "changed, put that right or give another path\n"
    )
    assert names(path.parent) == []


@OUTPUTS
def test_a_folder_in_the_place_of_a_file_is_refused(
    option: str, name: str, year: Path, tmp_path: Path, run: Run
) -> None:
    path = tmp_path / name
    path.mkdir()

    ended = run("plan", year, "--now", NOW, option, path)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"tightrope: {path} is a folder; give the path of a ")
    assert ended.err.count("\n") == 1
    assert names(tmp_path) == [name]
    assert names(path) == []


@OUTPUTS
def test_a_folder_that_is_not_there_is_named(
    option: str, name: str, year: Path, tmp_path: Path, run: Run
) -> None:
    ended = run("plan", year, "--now", NOW, option, tmp_path / "absent" / name)

    assert (ended.code, ended.out) == (2, "")
    assert f"{tmp_path / 'absent'} is not a folder" in ended.err
    assert ended.err.count("\n") == 1
    assert names(tmp_path) == []


def test_the_plan_before_and_the_file_before_are_one(
    year: Path, tmp_path: Path, run: Run
) -> None:
    out, previous = tmp_path / "focus.ics", tmp_path / "plan.json"
    first = run("plan", year, "--now", NOW, "--out", out, "--json").json
    previous.write_text(json.dumps(first), "utf-8")

    both = ("--out", out, "--previous", previous)
    after = run("plan", year, "--now", NOW, *both, "--json").json

    assert spans(after["blocks"]) == spans(first["blocks"])
    assert len(uids(out)) == len(first["blocks"])
