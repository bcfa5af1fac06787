"""Commands that keep something: over connected folders, files and addresses."""

import io
import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.cli.calendars import meeting, one_file_an_event, with_events
from tests.integration.cli.calling import Run
from tests.serving import LOOPBACK, Web, page
from tightrope.cli.main import COMMANDS
from tightrope.core.timeline import OUR_UID

NOW = "2026-11-17T09:00+01:00"
CLOCK = ("--now", NOW)
BARE = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
    b"X-WR-TIMEZONE:Europe/Berlin\r\nEND:VCALENDAR\r\n"
)
KEEPING = [
    name
    for name in COMMANDS
    if name
    not in {
        *("plan", "events", "balance", "cycle", "classify", "solve", "policy", "demo"),
        "bench",
    }
]


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder that is not there yet."""
    monkeypatch.setenv("TIGHTROPE_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("TIGHTROPE_SECRET", raising=False)
    return tmp_path / "data"


@pytest.fixture
def private(tmp_path: Path) -> Path:
    """A vdir with one meeting."""
    folder = tmp_path / "private"
    folder.mkdir()
    dentist = meeting(
        "dentist@example.com", "2026-11-19T15:00+01:00", "2026-11-19T16:00+01:00"
    )
    (folder / "dentist.ics").write_bytes(with_events(BARE, dentist))
    return folder


@pytest.fixture
def living(private: Path, year: Path, run: Run) -> Run:
    """Somebody whose work is a file, and whose blocks go to a folder."""
    assert run("connect", "file", "work", year, *CLOCK).code == 0
    assert run("connect", "folder", "private", private, *CLOCK).code == 0
    return run


def blocks_in(folder: Path) -> list[str]:
    """The ids of our blocks in a folder."""
    return sorted(
        line.removeprefix("UID:").removesuffix(OUR_UID)
        for path in folder.glob("*.ics")
        for line in path.read_text().splitlines()
        if line.startswith("UID:") and line.endswith(OUR_UID)
    )


def test_planned_accepted_moved_skipped_and_undone(living: Run, private: Path) -> None:
    proposed = living("plan", "--weeks", 2, *CLOCK, "--json").json["kept"]
    ids = [one["id"] for one in proposed]
    assert blocks_in(private) == []

    preview = living("accept", "--all", "--dry-run", *CLOCK, "--json").json
    assert (preview["dry_run"], preview["group"], preview["sent"]) == (True, None, [])
    assert [one["id"] for one in preview["changes"]] == ids
    assert blocks_in(private) == []

    accepted = living("accept", "--all", *CLOCK, "--json").json
    assert [one["fate"] for one in accepted["sent"]] == ["done"] * len(ids)
    assert blocks_in(private) == sorted(ids)

    moved = living("move", ids[0][:6], "2026-11-18T14:00", *CLOCK, "--json").json
    [change] = moved["changes"]
    assert change["after"]["start"] == "2026-11-18T14:00:00+01:00"
    assert any("a meeting takes" in words for words in change["warnings"])

    undone = living("undo", *CLOCK, "--json")
    assert undone.code == 0, undone.err
    week = living("week", "--weeks", 2, *CLOCK, "--json").json["blocks"]
    assert {one["id"]: one["start"] for one in week} == {
        one["id"]: one["start"] for one in proposed
    }

    skipped = living("skip", ids[0], *CLOCK)
    assert skipped.code == 0
    assert blocks_in(private) == sorted(ids[1:])
    again = living("plan", "--weeks", 2, *CLOCK, "--json").json["kept"]
    gone = proposed[0]
    assert not any(
        one["start"] < gone["end"] and gone["start"] < one["end"] for one in again
    )

    log = living("log", *CLOCK, "--json").json
    assert log["waiting"] == []
    assert [one["verb"] for one in log["writes"]] == [
        *["accept"] * len(ids),
        "move",
        "undo",
        "withdraw",
    ]


def test_what_is_planned_over_connections_is_what_is_planned_over_their_sources(
    living: Run, year: Path, private: Path
) -> None:
    of_sources = living(
        "plan", year, private, "--tz", "Europe/Berlin", *CLOCK, "--json"
    )
    of_names = living("plan", "work", "private", *CLOCK, "--json")
    of_all = living("plan", *CLOCK, "--json")

    spans = [
        [(one["start"], one["end"]) for one in plan.json["blocks"]]
        for plan in (of_sources, of_names, of_all)
    ]
    assert spans[0] == spans[1] == spans[2]
    assert "kept" not in of_names.json


@pytest.mark.parametrize(
    "words",
    [
        ("events", "--from", "2026-11-16", "--to", "2026-11-23"),
        ("events", "--from", "2019-01-01", "--to", "2019-02-01"),
        ("balance",),
        ("cycle",),
    ],
    ids=["events", "long ago", "balance", "cycle"],
)
def test_a_connection_is_a_source(
    living: Run, year: Path, words: tuple[str, ...]
) -> None:
    command, *rest = words

    named = living(command, "work", *rest, *CLOCK, "--json").json
    read = living(command, year, *rest, *CLOCK, "--json").json

    named.pop("timing", None)
    read.pop("timing", None)
    assert named == read


def test_a_path_that_is_there_comes_before_a_connection_of_that_name(
    living: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "a.ics").write_bytes(BARE)

    found = living("events", "work", "--from", "2026-11-16", *CLOCK, "--json")

    assert found.json["events"] == []


def test_what_is_neither_a_path_nor_a_connection_is_not_there(living: Run) -> None:
    ended = living("events", "nowhere", *CLOCK)

    assert ended.code == 2
    assert ended.err == "tightrope: nowhere is not there; check the path\n"


def test_with_a_policy_of_automatic_a_plan_writes_by_itself(
    living: Run, data: Path, private: Path
) -> None:
    (data / "policy.toml").write_text('write = "automatic"\n')

    planned = living("plan", "--weeks", 2, *CLOCK, "--json").json

    assert {one["state"] for one in planned["kept"]} <= {"pencilled", "firm", "locked"}
    assert blocks_in(private) == sorted(one["id"] for one in planned["kept"])
    assert planned["written"]["group"]


def test_without_a_calendar_for_them_blocks_are_kept_here(year: Path, run: Run) -> None:
    run("connect", "file", "work", year, *CLOCK)
    run("plan", "--weeks", 2, *CLOCK)

    accepted = run("accept", "--all", *CLOCK)

    assert accepted.code == 0
    assert "no calendar takes your blocks" in accepted.err
    week = run("week", "--weeks", 2, *CLOCK, "--json").json["blocks"]
    assert all(one["accepted"] and one["calendar"] is None for one in week)


@LOOPBACK
def test_a_secret_address_is_asked_for_and_never_shown(
    data: Path,
    year: Path,
    run: Run,
    web: Web,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TIGHTROPE_ALLOW_NETWORKS", "127.0.0.1")
    web.pages["/hush-1234/basic.ics"] = page(year.read_bytes())
    address = web.at("/hush-1234/basic.ics")

    ended = run("connect", "ics", "team", "-", *CLOCK, stdin=f"{address}\n".encode())
    web.pages.clear()
    failed = run("sync", *CLOCK)
    told = [run(*words, *CLOCK) for words in (("connections",), ("doctor",), ("week",))]

    assert ended.code == 0, ended.err
    assert failed.code == 1
    shown = [ended, failed, *told]
    assert not any("hush-1234" in one.out + one.err for one in shown)
    kept = b"".join(path.read_bytes() for path in data.iterdir() if path.is_file())
    assert b"hush-1234" not in kept


@LOOPBACK
def test_what_a_subscription_holds_is_planned_around_in_a_folder(
    year: Path,
    private: Path,
    run: Run,
    web: Web,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TIGHTROPE_ALLOW_NETWORKS", "127.0.0.1")
    web.pages["/basic.ics"] = page(year.read_bytes(), {"ETag": '"1"'})
    run("connect", "ics", "work", web.at("/basic.ics"), *CLOCK)
    run("connect", "folder", "private", private, *CLOCK)
    proposed = run("plan", "--weeks", 2, *CLOCK, "--json").json["kept"]
    run("accept", "--all", *CLOCK)
    hit = proposed[0]
    board = meeting("board@example.com", hit["start"], hit["end"])
    web.pages["/basic.ics"] = page(
        with_events(year.read_bytes(), board), {"ETag": '"2"'}
    )

    synced = run("sync", *CLOCK, "--json").json["connections"]
    again = run("plan", "--weeks", 2, *CLOCK, "--json").json["kept"]

    assert {one["name"]: (one["changed"], one["matters"]) for one in synced} == {
        "private": (0, False),
        "work": (1, True),
    }
    [suggested] = [one for one in again if one["suggested"]]
    assert suggested["id"] == hit["id"]
    assert blocks_in(private) == sorted(one["id"] for one in proposed)


def test_a_password_is_no_argument_and_asked_for_only_on_a_terminal(
    run: Run, tmp_path: Path
) -> None:
    where = (
        "connect",
        "caldav",
        "work",
        "--url",
        "http://127.0.0.1:9/",
        "--user",
        "me",
    )

    nobody = run(*where, *CLOCK)
    argument = run(*where, "--password", "secret", *CLOCK)
    missing = run(*where, "--password-file", tmp_path / "none", *CLOCK)

    assert (nobody.code, argument.code, missing.code) == (2, 2, 2)
    assert "a password is needed; give it by --password-file" in nobody.err
    assert "is not a file" in missing.err


def test_a_password_is_asked_for_on_a_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def getpass(prompt: str, stream: object = None) -> str:
        assert stream is sys.stderr
        asked.append(prompt)
        return "hush"

    class Terminal(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("getpass.getpass", getpass)
    monkeypatch.setattr("io.TextIOWrapper", Terminal)

    ended = run("connect", "caldav", "work", "--url", "ftp://x", "--user", "me", *CLOCK)

    assert asked == ["Password (not shown): "]
    assert ended.code == 2
    assert "hush" not in ended.err


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("plan",), "no calendar is connected; connect one with tightrope connect"),
        (("sync",), "no calendar is connected; connect one with tightrope connect"),
        (("sync", "work"), "no calendar is connected"),
        (
            ("accept",),
            "name the blocks to accept by their ids, or all of them",
        ),
        (("accept", "--all"), "nothing waits to be accepted; tightrope plan proposes"),
        (("accept", "3f2a"), "there is no block '3f2a'"),
        (("move", "3f2a", "2026-11-19T10:00"), "there is no block '3f2a'"),
        (("skip", "3f2a"), "there is no block '3f2a'"),
        (("disconnect", "work"), "there is no connection 'work'"),
        (("sync", "--every", "0"), "--every '0' must be a number of minutes"),
        (("log", "--last", "none"), "--last 'none' must be a number"),
        (("connect", "folder", "a/b", "."), "'a/b' is no name for a connection"),
        (("connect", "caldav", "work"), "say where the server is: either --url"),
        (("connect", "ics", "team", "-"), "no address was given"),
        (("connect",), "the following arguments are required: KIND"),
        (("plan", "--previous", "x"), "--previous needs a SOURCE"),
        (("restore", "/nowhere.sqlite3"), ""),
        (("backup", "/nowhere.sqlite3"), ""),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, tuple) else None,
)
def test_a_call_that_cannot_be_is_answered_in_one_line(
    run: Run, words: tuple[str, ...], line: str
) -> None:
    clock = () if words[0] in {"backup", "restore"} or len(words) == 1 else CLOCK

    ended = run(*words, *clock)

    assert ended.code == 2, ended
    assert ended.out == ""
    assert ended.err.startswith(f"tightrope: {line}")
    assert ended.err.count("\n") == 1


def test_the_data_is_for_the_persons_eyes_alone(living: Run, data: Path) -> None:
    assert living("doctor", *CLOCK).code == 0

    rights = {
        path.name: stat.S_IMODE(path.stat().st_mode) & 0o077
        for path in (data, *data.iterdir())
    }
    assert set(rights.values()) == {0}


def test_a_copy_takes_the_place_of_what_is_kept(
    living: Run, data: Path, tmp_path: Path
) -> None:
    living("plan", "--weeks", 2, *CLOCK)
    before = living("week", "--weeks", 2, *CLOCK, "--json").json
    copy = tmp_path / "copy.sqlite3"

    saved = living("backup", copy, "--json").json

    assert saved["bytes"] == copy.stat().st_size
    assert stat.S_IMODE(copy.stat().st_mode) & 0o077 == 0
    elsewhere = tmp_path / "elsewhere"
    assert living("restore", copy, "--data", elsewhere).code == 0
    (elsewhere / "key").write_bytes((data / "key").read_bytes())
    there = living("week", "--weeks", 2, *CLOCK, "--json", "--data", elsewhere).json
    assert there == before


def test_a_doctor_says_what_is_not_well(living: Run, private: Path) -> None:
    well = living("doctor", "--ask", *CLOCK)
    for path in private.iterdir():
        path.unlink()
    private.rmdir()
    living("sync", *CLOCK)

    ill = living("doctor", *CLOCK, "--ask")
    late = living("doctor", "--now", "2026-12-24T09:00+01:00")
    early = living("doctor", "--now", "2026-11-01T09:00+01:00")

    assert well.code == 0, well.out
    assert (ill.code, late.code, early.code) == (1, 1, 1)
    assert "CARE  connection private" in ill.out
    assert "days ago; run tightrope sync" in late.out
    assert "CARE  clock" in early.out


def test_what_is_known_of_a_person_is_kept_and_planned_by(living: Run) -> None:
    living("me", "--tz", "Europe/Berlin", "--hours", "Mon-Fri 06:00-12:00")
    known = living("me", "--address", "Noor@Example.com", "--json").json

    planned = living("plan", "--weeks", 2, *CLOCK, "--json").json

    assert known == {
        "schema": 1,
        "zone": "Europe/Berlin",
        "hours": "Mon-Fri 06:00-12:00",
        "addresses": ["noor@example.com"],
    }
    assert {one["end"][11:] <= "12:00:00+01:00" for one in planned["blocks"]} == {True}
    assert living("me", "--hours", "always").code == 2


def test_when_it_is_disconnected_all_of_it_is_forgotten_and_its_blocks_stay(
    living: Run, private: Path
) -> None:
    living("plan", "--weeks", 2, *CLOCK)
    living("accept", "--all", *CLOCK)
    held = blocks_in(private)

    gone = living("disconnect", "private", *CLOCK, "--json").json

    assert gone["blocks"] == len(held)
    assert blocks_in(private) == held
    left = living("connections", *CLOCK, "--json").json["connections"]
    assert [one["name"] for one in left] == ["work"]


def test_today_tells_meetings_and_blocks_in_order(living: Run) -> None:
    shown = living("today", *CLOCK).out.splitlines()

    assert shown[0] == "Tue 17 Nov"
    assert shown[1].startswith("  09:")
    assert shown[-1] == "The next block is" or "Nothing" not in shown[-1]


def test_a_week_shows_blocks_with_ids_by_which_they_can_be_named(living: Run) -> None:
    proposed = living("plan", "--weeks", 2, *CLOCK, "--json").json["kept"]

    shown = living("week", "--weeks", 2, *CLOCK).out

    assert all(one["id"][:4] in shown for one in proposed)
    assert f"{len(proposed)} blocks wait for your word" in shown


def test_a_folder_of_the_sample_year_is_a_calendar(
    year: Path, run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "vdir"
    folder.mkdir()
    one_file_an_event(year.read_bytes(), folder)

    connected = run(
        "connect", "folder", "work", folder, "--read-only", *CLOCK, "--json"
    )

    assert connected.json["target"] is None
    assert connected.json["synced"][0]["changed"] == len(list(folder.iterdir()))
    assert run("plan", *CLOCK, "--json").json["blocks"]


@pytest.mark.parametrize("name", KEEPING)
def test_each_command_takes_a_data_folder_and_answers_in_json(
    name: str, run: Run
) -> None:
    shown = run(name, *(("folder",) if name == "connect" else ()), "--help").out

    assert "--data DIR" in shown
    assert "--json" in shown


def test_nothing_is_made_where_nothing_is_kept(
    data: Path, year: Path, run: Run
) -> None:
    run("plan", year, *CLOCK)
    run("plan", *CLOCK)
    run("events", "nowhere", *CLOCK)
    run("doctor", *CLOCK)

    assert not data.exists()


def test_the_answers_are_the_same_each_time(living: Run) -> None:
    living("plan", "--weeks", 2, *CLOCK)

    for words in (("week",), ("today",), ("connections",), ("log",), ("doctor",)):
        first, second = (living(*words, *CLOCK, "--json").out for _ in range(2))
        assert first == second
        json.loads(first)


def test_an_undo_is_shown_first_and_can_be_undone(living: Run, private: Path) -> None:
    living("plan", "--weeks", 2, *CLOCK)
    accepted = living("accept", "--all", *CLOCK, "--json").json
    held = blocks_in(private)

    shown = living("undo", "--dry-run", *CLOCK, "--json").json
    assert {one["id"] for one in shown["writes"]} == set(held)
    assert {one["after"] for one in shown["writes"]} == {None}
    assert blocks_in(private) == held

    undone = living("undo", accepted["group"], *CLOCK, "--json").json
    assert {one["state"] for one in undone["blocks"]} == {"proposed"}
    assert blocks_in(private) == []

    again = living("undo", undone["by"], *CLOCK)
    assert again.code == 0, again.err
    assert blocks_in(private) == held
    assert living("undo", "nonsense", *CLOCK).code == 2


def test_a_feed_is_made_listed_and_taken_back(living: Run, tmp_path: Path) -> None:
    living("plan", "--weeks", 2, *CLOCK)
    living("accept", "--all", *CLOCK)

    [made] = living("feed", "make", "partner", *CLOCK, "--json").json["feeds"]
    [listed] = living("feed", "list", *CLOCK, "--json").json["feeds"]
    written = living("feed", "write", tmp_path / "focus.ics", *CLOCK)
    revoked = living("feed", "revoke", "partner", *CLOCK)
    none = living("feed", "list", *CLOCK, "--json").json["feeds"]

    assert made == listed
    assert made["address"].startswith("http://127.0.0.1:8017/feed/")
    assert written.code == 0
    assert (tmp_path / "focus.ics").read_bytes().count(b"BEGIN:VEVENT") >= 2
    assert revoked.out == "partner answers nobody any more\n"
    assert none == []
    assert living("feed", "make", *CLOCK).code == 2
    assert living("feed", "revoke", "partner", *CLOCK).code == 2


DAY = ("--now", "2026-11-19T16:00+01:00")
AFTER = ("--now", "2026-11-20T19:00+01:00")


@pytest.fixture
def promised(living: Run, private: Path) -> dict[str, str]:
    """The blocks of two weeks, accepted: their ids by when they begin."""
    (private / "dentist.ics").unlink()
    living("sync", *CLOCK)
    living("plan", "--weeks", 2, *CLOCK)
    assert living("accept", "--all", *CLOCK).code == 0
    week = living("week", "--weeks", 2, *CLOCK, "--json").json["blocks"]
    return {one["start"]: one["id"] for one in week}


THURSDAY = "2026-11-19T14:30:00+01:00"
FRIDAY = "2026-11-20T14:00:00+01:00"


def test_a_day_with_an_incident_is_lived_in_the_terminal(
    living: Run, promised: dict[str, str], private: Path
) -> None:
    id_ = promised[THURSDAY]

    before = living("override", id_[:4], "--because", "incident", "--dry-run", *DAY)
    assert "1 h 30 kept, 2 h owed" in before.out
    assert living("ledger", *DAY, "--json").json["entries"] == []
    done = living("override", id_[:4], "--because", "incident", "--note", "queue", *DAY)

    assert done.code == 0, done.err
    assert done.out.splitlines()[0] == (
        "Thu 19 Nov, 14:30–18:00: 1 h 30 kept, 2 h owed; it ends at 16:00 on private"
    )
    assert "gives 2 h back" in done.out
    [event] = [
        path.read_text() for path in private.glob("*.ics") if id_ in path.read_text()
    ]
    assert "DTEND;TZID=Europe/Berlin:20261119T160000" in event
    today = living("today", *DAY)
    assert "2 h are owed, the oldest of Thu 19 Nov" in today.out
    assert living("today", *DAY, "--json").json["owed_hours"] == 2.0


def test_a_block_that_is_over_is_asked_about_until_it_is_answered(
    living: Run, promised: dict[str, str]
) -> None:
    living("override", promised[THURSDAY], "--because", "tired", "--then", "owe", *DAY)
    id_ = promised[FRIDAY]

    asked = living("today", *AFTER)
    assert "It is over. Was it kept?" in asked.out
    assert f"yes: tightrope finish {id_[:4]}" in asked.out
    [question] = living("today", *AFTER, "--json").json["unsettled"]
    assert (question["id"], question["busy"]) == (id_, [])
    assert living("finish", id_[:4], *AFTER).code == 0

    assert "Was it kept?" not in living("today", *AFTER).out
    told = living("ledger", *AFTER).out
    assert "7 h 30 promised: 5 h 30 kept, 2 h owed." in told
    assert "2 h  of Thu 19 Nov, owed for 1 day: tired" in told
    assert "lost to:     tired 2 h" in told


def test_the_ledger_is_written_for_other_programs(
    living: Run, promised: dict[str, str], tmp_path: Path
) -> None:
    living("override", promised[THURSDAY], "--because", "incident", *DAY)
    table, beans = tmp_path / "ledger.csv", tmp_path / "focus.beancount"

    living("finish", promised[FRIDAY], *AFTER)
    living("undo", *AFTER)
    done = living("ledger", "--csv", table, "--beancount", beans, *AFTER, "--json")

    assert done.code == 0, done.err
    assert len(table.read_text().splitlines()) == 1 + len(done.json["entries"])
    assert sum(done.json["balances"].values()) == 0
    checked = subprocess.run(
        [
            *(sys.executable, "-P", "-c"),
            "from beancount.scripts.check import main; main()",
            *("--no-cache", str(beans)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")


def test_the_ledger_can_be_asked_for_a_part(
    living: Run, promised: dict[str, str]
) -> None:
    living("override", promised[THURSDAY], "--because", "incident", *DAY)
    living("finish", promised[FRIDAY], *AFTER)

    def ids(*asked: object) -> list[str]:
        entries = living("ledger", *asked, *AFTER, "--json").json["entries"]
        return [one["block"] for one in entries]

    assert ids("--because", "incident") == [promised[THURSDAY]]
    assert set(ids("--from", "2026-11-20")) == {promised[FRIDAY]}
    assert set(ids("--to", "2026-11-20")) == {promised[THURSDAY]}
    assert ids("--purpose", "none of mine") == []
    assert living("ledger", "--from", "2026-11-20", "--to", "2026-11-19").code == 2


def test_letting_go_needs_a_word_why(living: Run, promised: dict[str, str]) -> None:
    call = ("override", promised[FRIDAY], "--because", "stuck", "--then", "let-go")

    refused = living(*call, *DAY)
    done = living(*call, "--note", "the idea is dead", *DAY)

    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "4 h let go" in done.out
    assert living("ledger", *DAY, "--json").json["balances"]["let-go"] == 4.0


def test_an_override_is_undone_and_the_calendar_is_as_before(
    living: Run, promised: dict[str, str], private: Path
) -> None:
    stood = {path.name: path.read_bytes() for path in private.glob("*.ics")}
    done = living("override", promised[THURSDAY], "--because", "other", *DAY, "--json")
    seen = living("undo", done.json["group"], "--dry-run", *DAY)
    assert "2 h from owed to promised" in seen.out

    undone = living("undo", done.json["group"], *DAY)

    assert undone.code == 0, undone.err
    assert {path.name: path.read_bytes() for path in private.glob("*.ics")} == stood
    told = living("ledger", *DAY, "--json").json
    assert len(told["entries"]) == 4
    assert not any(told["balances"].values())
