from datetime import date, timedelta
from zoneinfo import ZoneInfo

from tests.unit.ledger.situation import HOUR, day, give_up, keep, promise
from tightrope.core.ledger import (
    Entry,
    FourWeeks,
    Rate,
    Spell,
    debts,
    in_a_row,
    kept,
    let_go,
    lost_because,
    rates,
    said,
    spells,
    undone,
    worst_four_weeks,
)
from tightrope.core.ledger.rates import hour, phase, weekday

BERLIN = ZoneInfo("Europe/Berlin")


def test_debts_age_from_the_day_they_were_incurred() -> None:
    entries: list[Entry] = []
    give_up(entries, 1)
    give_up(entries, 3, hours=2)
    keep(entries, 8, repays=2)

    found = [(debt.left / HOUR, debt.age(day(11)).days) for debt in debts(entries)]

    assert found == [(1, 9), (2, 7)]


def test_days_to_zero_are_those_in_which_something_was_owed() -> None:
    entries: list[Entry] = []
    give_up(entries, 1)
    give_up(entries, 3, hours=1)
    keep(entries, 8, repays=3)
    entries += let_go(HOUR, entries, at=day(12), because="no longer wanted")
    give_up(entries, 15)

    found = spells(entries)

    begun = [promise(number).span.end for number in (1, 15)]
    assert found == [
        Spell(since=begun[0], until=day(12), most=4 * HOUR),
        Spell(since=begun[1], until=None, most=3 * HOUR),
    ]
    assert [spell.to_zero for spell in found] == [day(12) - begun[0], None]


def test_kept_rates_go_by_whatever_one_asks() -> None:
    entries: list[Entry] = []
    keep(entries, 0)
    give_up(entries, 7, hours=1)
    keep(entries, 7, hours=2)
    give_up(entries, 8)
    keep(entries, 9, repays=3)

    by_weekday = rates(entries, weekday(BERLIN))
    by_hour = rates(entries, hour(BERLIN))

    assert by_weekday == {
        0: Rate(worked=5 * HOUR, lost=HOUR),
        1: Rate(worked=timedelta(), lost=3 * HOUR),
        2: Rate(worked=3 * HOUR, lost=timedelta()),
    }
    assert {at: rate.kept for at, rate in by_hour.items()} == {10: 8 / 12}
    assert set(rates(entries, phase)) == {"normal"}


def test_what_was_let_go_or_undone_counts_in_no_rate() -> None:
    entries: list[Entry] = []
    give_up(entries, 1)
    keep(entries, 2)
    entries += let_go(HOUR, entries, at=day(3), because="no longer wanted")
    entries.append(undone(entries[1].id, entries, at=day(4)))

    found = rates(entries, weekday(BERLIN))

    assert found == {1: Rate(worked=timedelta(), lost=3 * HOUR)}


def test_each_reason_has_what_it_took() -> None:
    entries: list[Entry] = []
    give_up(entries, 1, hours=1, because="tired")
    give_up(entries, 2, hours=3, because="incident")
    give_up(entries, 3, hours=1, because="tired")

    assert lost_because(entries) == {"incident": 3 * HOUR, "tired": 2 * HOUR}


def test_the_worst_four_weeks_count_empty_weeks_too() -> None:
    entries: list[Entry] = []
    for number in (0, 8, 15, 22, 29, 43, 50):
        keep(entries, number)

    worst = worst_four_weeks(entries, day(58), BERLIN)

    assert worst == FourWeeks(first=date(2026, 12, 14), worked=9 * HOUR)


def test_before_four_weeks_there_are_no_worst_ones() -> None:
    entries: list[Entry] = []
    keep(entries, 0)

    assert worst_four_weeks(entries, day(27), BERLIN) is None
    assert worst_four_weeks([], day(27), BERLIN) is None


def test_just_this_once_is_said_aloud_the_third_time() -> None:
    entries: list[Entry] = []
    keep(entries, 0)
    told = []

    for number in (1, 2, 3):
        give_up(entries, number, hours=1)
        told.append(said(entries))

    assert told == [
        None,
        None,
        "This is block number 3 in a row that gave way “just this once”.",
    ]


def test_a_kept_block_ends_the_row_and_an_undone_loss_too() -> None:
    entries: list[Entry] = []
    for number in (1, 2, 3):
        give_up(entries, number)

    redone = [*entries, undone(entries[-1].id, entries, at=day(4))]
    redone += kept(promise(3), 3 * HOUR, redone, at=day(4))
    keep(entries, 4)

    assert (in_a_row(entries), in_a_row(redone)) == (0, 0)
