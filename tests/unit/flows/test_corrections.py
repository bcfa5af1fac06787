"""Putting titles right, and taking it back."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from tightrope.core.balance import (
    Corrected,
    Entry,
    Facet,
    Item,
    NoSuchFacet,
    classify,
    parse_rules,
)
from tightrope.flows.classify import NoTitles
from tightrope.flows.corrections import (
    NoFacet,
    NothingToUndo,
    correct,
    judge_of,
    read_corrections,
    undo,
)

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HEARTBEAT = Item("Heartbeat", series="heartbeat@work")


class Kept:
    """A log in memory."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}

    def entries(self) -> Sequence[Entry]:
        return list(self._entries.values())

    def append(self, entry: Entry) -> None:
        self._entries.setdefault(entry.id, entry)


def facet_of(item: Item, log: Kept) -> Facet:
    return classify(item, judge_of(log.entries())).facet


def test_a_correction_is_kept_and_undone_and_said_again() -> None:
    log = Kept()

    first = correct(log, HEARTBEAT, Facet.ADMIN, at=NOON, name="c1")
    assert facet_of(HEARTBEAT, log) is Facet.ADMIN
    undo(log, first.id, at=NOON, name="u1")
    assert facet_of(HEARTBEAT, log) is classify(HEARTBEAT).facet
    correct(log, HEARTBEAT, Facet.ONE_ON_ONE, at=NOON, name="c2")
    assert facet_of(HEARTBEAT, log) is Facet.ONE_ON_ONE
    assert [entry.id for entry in log.entries()] == ["c1", "u1", "c2"]


def test_what_does_not_stand_cannot_be_undone() -> None:
    log = Kept()
    said = correct(log, HEARTBEAT, Facet.ADMIN, at=NOON, name="c1")
    undo(log, said.id, at=NOON, name="u1")

    for name in (said.id, "c9"):
        with pytest.raises(NothingToUndo):
            undo(log, name, at=NOON, name="u2")
    assert len(log.entries()) == 2


def test_unsorted_is_no_correction() -> None:
    log = Kept()

    with pytest.raises(NoSuchFacet):
        correct(log, HEARTBEAT, Facet.UNSORTED, at=NOON, name="c1")
    assert log.entries() == []


def test_rules_of_ones_own_are_asked_before_ours_and_after_corrections() -> None:
    rules = parse_rules(
        '[[rule]]\nid = "mine"\nfacet = "code"\nwords = ["standup", "heartbeat"]\n',
        "mine.toml",
    )
    said = Corrected(id="c1", at=NOON, item=HEARTBEAT, facet=Facet.ADMIN)
    judge = judge_of([said], rules)

    assert classify(Item("Standup"), judge).because == "rule mine: 'standup'"
    assert classify(HEARTBEAT, judge).facet is Facet.ADMIN
    assert classify(Item("Sprint planning"), judge).facet is Facet.PLANNING


TABLE = b"""text,facet,kind,series
Heartbeat,one_on_one,calendar,heartbeat@work
IAB Technical Discussion,strategy,,
Heartbeat,admin,,heartbeat@work
"""


def test_a_table_of_corrections_is_read_row_by_row() -> None:
    said = read_corrections(TABLE, "mine.csv", NOON)

    assert [(one.item, one.facet) for one in said] == [
        (HEARTBEAT, Facet.ONE_ON_ONE),
        (Item("IAB Technical Discussion"), Facet.STRATEGY),
        (HEARTBEAT, Facet.ADMIN),
    ]
    assert len({one.id for one in said}) == 3
    assert classify(HEARTBEAT, judge_of(said)).facet is Facet.ADMIN


def test_the_same_table_read_again_makes_the_same_log() -> None:
    assert read_corrections(TABLE, "a", NOON) == read_corrections(TABLE, "b", NOON)


@pytest.mark.parametrize("facet", ["", "unsorted", "grind"])
def test_a_row_without_a_facet_is_named(facet: str) -> None:
    table = f"text,facet\nStandup,sprint\nHeartbeat,{facet}\n".encode()

    with pytest.raises(NoFacet, match=r"^mine\.csv, line 3: "):
        read_corrections(table, "mine.csv", NOON)


def test_a_table_without_facets_is_none() -> None:
    with pytest.raises(NoTitles, match="has no column 'facet'"):
        read_corrections(b"text\nHeartbeat\n", "mine.csv", NOON)
