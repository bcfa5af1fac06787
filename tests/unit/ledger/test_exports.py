import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.ledger.situation import HOUR, day, give_up, keep, promise
from tightrope.core.ledger import (
    Entry,
    as_beancount,
    as_csv,
    as_json,
    kept,
    let_go,
    overridden,
    undone,
)


@pytest.fixture
def entries() -> list[Entry]:
    """A life with one of each, and words that try to break out."""
    entries: list[Entry] = []
    keep(entries, 0)
    give_up(entries, 1, because='a "quick" call\\\n1900-01-01 close Assets:Owed')
    keep(entries, 8, repays=1)
    entries += let_go(HOUR, entries, at=day(9), because="=SUM(A1)")
    give_up(entries, 10, hours=1 / 3)
    entries.append(undone(entries[-1].id, entries, at=day(11)))
    entries += overridden(
        promise(12, repays=3), 3 * HOUR, entries, at=day(12), because="tired"
    )
    return entries


def test_json_has_entries_and_balances(entries: list[Entry]) -> None:
    told = json.loads(json.dumps(as_json(entries)))

    assert told["balances"] == {
        "promised": -10.0,
        "kept": 5.0,
        "owed": 3.0,
        "repaid": 1.0,
        "let-go": 1.0,
    }
    assert sum(told["balances"].values()) == 0
    assert told["entries"][1] == {
        "id": entries[1].id,
        "at": "2026-11-17T12:00:00+00:00",
        "block": "block-1",
        "start": "2026-11-17T09:00:00+00:00",
        "cycle": "autumn",
        "phase": "normal",
        "purpose": "roadmap",
        "debit": "owed",
        "credit": "promised",
        "hours": 3.0,
        "because": 'a "quick" call\\\n1900-01-01 close Assets:Owed',
        "by": "person",
        "link": None,
        "undoes": None,
        "note": None,
    }


def test_csv_has_a_line_for_each_entry_and_no_formula(entries: list[Entry]) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(entries), newline="")))

    assert [row["id"] for row in rows] == [entry.id for entry in entries]
    assert [row["because"] for row in rows if row["debit"] == "let-go"] == ["'=SUM(A1)"]
    assert [row["minutes"] for row in rows if row["hours"] == "0.33"] == ["20", "20"]


def bean_check(text: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """What beancount says of a ledger."""
    path = folder / "focus.beancount"
    path.write_text(text, "utf-8")
    program = "from beancount.scripts.check import main; main()"
    return subprocess.run(
        [sys.executable, "-P", "-c", program, "--no-cache", path],
        capture_output=True,
        text=True,
        check=False,
    )


def test_bean_check_accepts_the_ledger(entries: list[Entry], tmp_path: Path) -> None:
    done = bean_check(as_beancount(entries), tmp_path)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_bean_check_would_see_a_lost_minute(
    entries: list[Entry], tmp_path: Path
) -> None:
    text = as_beancount(entries).replace("Assets:Kept  180", "Assets:Kept  179", 1)

    done = bean_check(text, tmp_path)

    assert done.returncode == 1


def test_an_empty_ledger_is_a_ledger_too(tmp_path: Path) -> None:
    done = bean_check(as_beancount([]), tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert as_csv([]).count("\n") == 1
    assert set(as_json([])) == {"entries", "balances"}


def test_a_ledger_in_another_zone_is_the_same() -> None:
    block = promise(1)
    entries = kept(block, 3 * HOUR, [], at=day(2))

    assert as_beancount(entries).startswith('option "title" "Focus time"\n\n2026-11-18')
