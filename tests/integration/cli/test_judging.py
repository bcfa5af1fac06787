"""Rules and corrections that a call brings along."""

from pathlib import Path

import pytest

from tests.integration.cli.calling import Run

NOW = "2026-11-17T09:00+01:00"
TITLES = "text\nHeartbeat\nHeartbeat south\nStandup\n"


@pytest.fixture
def titles(tmp_path: Path) -> str:
    table = tmp_path / "titles.csv"
    table.write_text(TITLES, encoding="utf-8")
    return str(table)


def facets(run: Run, *words: str) -> list[str]:
    return [row["facet"] for row in run("classify", *words, "--json").json["rows"]]


def test_corrections_hold_for_their_title_and_teach_the_words_of_others(
    run: Run, tmp_path: Path, titles: str
) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text("text,facet\nHEARTBEAT,one_on_one\n", encoding="utf-8")

    assert facets(run, titles) == ["unsorted", "unsorted", "sprint"]
    assert facets(run, titles, "--corrections", str(mine)) == [
        "one_on_one",
        "one_on_one",
        "sprint",
    ]


def test_rules_of_ones_own_go_first(run: Run, tmp_path: Path, titles: str) -> None:
    rules = tmp_path / "mine.toml"
    rules.write_text(
        '[[rule]]\nid = "south"\nfacet = "product_meeting"\nwords = ["south"]\n',
        encoding="utf-8",
    )

    rows = run("classify", titles, "--rules", str(rules), "--json").json["rows"]

    assert (rows[1]["facet"], rows[1]["because"]) == (
        "product_meeting",
        "rule south: 'south'",
    )


def test_the_hours_of_a_calendar_follow_the_corrections(
    run: Run, year: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text("text,facet\nDaily,learning\n", encoding="utf-8")

    before = run("balance", year, "--now", NOW, "--json").json["total"]
    after = run(
        "balance", year, "--now", NOW, "--corrections", str(mine), "--json"
    ).json["total"]

    assert after["facets"]["learning"] > before["facets"].get("learning", 0)
    assert after["grind"] < before["grind"]


def test_a_table_of_corrections_that_is_none_is_refused(
    run: Run, tmp_path: Path, titles: str
) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text("text,facet\nHeartbeat,coffee\n", encoding="utf-8")

    ended = run("classify", titles, "--corrections", str(mine))

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"tightrope: {mine}, line 2: 'coffee' is no facet")
