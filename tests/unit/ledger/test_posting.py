from datetime import timedelta

import pytest

from tests.unit.ledger.situation import HOUR, MINUTE, day, give_up, keep, promise
from tightrope.core.ledger import (
    Account,
    Entry,
    Impossible,
    MoreThanIsLeft,
    MoreThanIsOwed,
    NoReason,
    NothingToUndo,
    NotWholeMinutes,
    StillUsed,
    balances,
    by_cycle,
    by_purpose,
    kept,
    let_go,
    live,
    overridden,
    undone,
    unsettled,
)
from tightrope.core.ledger.promise import RepaysTooMuch


def hours(entries: list[Entry]) -> dict[Account, float]:
    """The accounts that are not empty, in hours."""
    return {
        account: length / HOUR
        for account, length in balances(entries).items()
        if length
    }


def test_a_kept_block_keeps_its_promise() -> None:
    entries: list[Entry] = []

    keep(entries, 1)

    assert hours(entries) == {Account.PROMISED: -3, Account.KEPT: 3}


def test_overriding_a_part_owes_that_part() -> None:
    entries: list[Entry] = []

    give_up(entries, 1, hours=1)
    keep(entries, 1, hours=2)

    assert hours(entries) == {Account.PROMISED: -3, Account.KEPT: 2, Account.OWED: 1}


def test_a_later_block_repays_the_oldest_debt_first() -> None:
    entries: list[Entry] = []
    give_up(entries, 1, hours=2)
    give_up(entries, 2, hours=3)
    oldest = entries[0].id

    keep(entries, 8, repays=2)

    assert [(entry.debit, entry.link) for entry in entries[2:]] == [
        (Account.REPAID, oldest),
        (Account.KEPT, None),
    ]
    assert hours(entries) == {
        Account.PROMISED: -6,
        Account.KEPT: 1,
        Account.OWED: 3,
        Account.REPAID: 2,
    }


def test_losing_a_block_that_repays_does_not_double_the_debt() -> None:
    entries: list[Entry] = []
    give_up(entries, 1)
    repaying = promise(8, hours=4, repays=3)

    entries += overridden(repaying, 4 * HOUR, entries, at=day(9), because="customer")

    assert hours(entries) == {Account.PROMISED: -4, Account.OWED: 4}
    assert unsettled(repaying, entries) == timedelta()


def test_a_block_repays_no_more_than_is_still_owed() -> None:
    entries: list[Entry] = []
    give_up(entries, 1)
    entries += let_go(2 * HOUR, entries, at=day(3), because="the plan has changed")

    keep(entries, 8, repays=3)

    assert hours(entries) == {
        Account.PROMISED: -5,
        Account.KEPT: 2,
        Account.REPAID: 1,
        Account.LET_GO: 2,
    }


@pytest.mark.parametrize("because", ["", "  "])
def test_nothing_is_owed_or_let_go_silently(because: str) -> None:
    entries: list[Entry] = []
    give_up(entries, 1)

    with pytest.raises(NoReason):
        let_go(HOUR, entries, at=day(3), because=because)
    with pytest.raises(NoReason):
        overridden(promise(2), HOUR, entries, at=day(3), because=because)


def test_no_more_of_a_block_is_settled_than_there_is() -> None:
    entries: list[Entry] = []
    keep(entries, 1)

    with pytest.raises(MoreThanIsLeft):
        kept(promise(1), MINUTE, entries, at=day(2))
    with pytest.raises(MoreThanIsLeft):
        overridden(promise(1), MINUTE, entries, at=day(2), because="tired")


def test_no_more_is_let_go_than_is_owed() -> None:
    with pytest.raises(MoreThanIsOwed):
        let_go(HOUR, [], at=day(3), because="done with it")


def test_an_undo_is_an_entry_and_not_an_erasure() -> None:
    entries: list[Entry] = []
    give_up(entries, 1)

    entries.append(undone(entries[0].id, entries, at=day(2)))

    assert (len(entries), live(entries)) == (2, [])
    assert hours(entries) == {}
    assert unsettled(promise(1), entries) == 3 * HOUR


def test_what_is_undone_cannot_be_undone_again() -> None:
    entries: list[Entry] = []
    give_up(entries, 1)
    entries.append(undone(entries[0].id, entries, at=day(2)))

    for entry in entries:
        with pytest.raises(NothingToUndo):
            undone(entry.id, entries, at=day(3))


def test_a_debt_that_was_repaid_is_undone_only_after_its_repayment() -> None:
    entries: list[Entry] = []
    give_up(entries, 1)
    keep(entries, 8, repays=1)
    debt, repayment, _ = entries

    with pytest.raises(StillUsed) as refused:
        undone(debt.id, entries, at=day(9))
    entries.append(undone(repayment.id, entries, at=day(9)))
    entries.append(undone(debt.id, entries, at=day(9)))

    assert refused.value.users == (repayment.id,)
    assert hours(entries) == {Account.PROMISED: -2, Account.KEPT: 2}


def test_each_cycle_and_purpose_adds_up_by_itself() -> None:
    entries: list[Entry] = []
    give_up(entries, 1)
    keep(entries, 8, repays=1)

    nothing = dict.fromkeys(Account, timedelta())

    assert by_cycle(entries) == {
        "autumn": nothing
        | {
            Account.PROMISED: -3 * HOUR,
            Account.OWED: 2 * HOUR,
            Account.REPAID: HOUR,
        },
        "winter": nothing | {Account.PROMISED: -2 * HOUR, Account.KEPT: 2 * HOUR},
    }
    assert {name: set(sums) for name, sums in by_purpose(entries).items()} == {
        "roadmap": set(Account),
        None: set(Account),
    }


def test_the_same_deed_has_the_same_id_and_another_one_another() -> None:
    entries = kept(promise(1), HOUR, [], at=day(2))

    again = kept(promise(1), HOUR, [], at=day(3))
    later = kept(promise(1), HOUR, entries, at=day(3))

    assert [entry.id for entry in again] == [entry.id for entry in entries]
    assert later[0].id != entries[0].id


def test_time_that_cannot_be_entered_is_refused() -> None:
    with pytest.raises(NotWholeMinutes):
        kept(promise(1), timedelta(seconds=90), [], at=day(2))
    with pytest.raises(NotWholeMinutes):
        promise(1, hours=0)
    with pytest.raises(NotWholeMinutes):
        promise(1, repays=1 / 7)
    with pytest.raises(RepaysTooMuch):
        promise(1, repays=4)


def test_time_goes_only_where_time_goes() -> None:
    entry = kept(promise(1), HOUR, [], at=day(2))[0]

    with pytest.raises(Impossible):
        Entry(
            id="x",
            at=entry.at,
            block=entry.block,
            start=entry.start,
            cycle="autumn",
            phase="normal",
            purpose=None,
            debit=Account.REPAID,
            credit=Account.PROMISED,
            hours=HOUR,
            because="",
            by="person",
        )
