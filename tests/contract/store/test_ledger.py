import pytest

from tests.contract.store.things import entry
from tightrope.core.ledger import Account
from tightrope.flows.ports import LedgerGrew, Posted, Store

BARE = {"block": None, "purpose": None, "note": None}


def test_all_that_an_entry_says_is_kept(store: Store) -> None:
    full = entry(1)
    bare = entry(
        2,
        debit=Account.LET_GO,
        credit=Account.OWED,
        because="no longer needed",
        link="e1",
        **BARE,
    )
    back = entry(3, debit=Account.OWED, credit=Account.LET_GO, undoes="e2", link="e1")

    store.ledger.add([full, bare, back], group="g1", known=0)

    assert store.ledger.all() == tuple(
        Posted(group="g1", entry=one) for one in (full, bare, back)
    )


def test_entries_stay_in_the_order_they_were_entered(store: Store) -> None:
    store.ledger.add([entry(9), entry(3)], group="g1", known=0)
    store.ledger.add([entry(5)], group="g2", known=2)

    there = store.ledger.all()

    assert [(one.group, one.entry.id) for one in there] == [
        ("g1", "e9"),
        ("g1", "e3"),
        ("g2", "e5"),
    ]


def test_what_was_worked_out_from_an_older_ledger_is_refused(store: Store) -> None:
    store.ledger.add([entry(1)], group="g1", known=0)

    with pytest.raises(LedgerGrew) as caught:
        store.ledger.add([entry(2)], group="g2", known=0)

    assert (caught.value.known, caught.value.there) == (0, 1)
    assert [one.entry.id for one in store.ledger.all()] == ["e1"]


def test_what_is_entered_together_with_something_that_fails_is_not(
    store: Store,
) -> None:
    def failing() -> None:
        with store.together():
            store.ledger.add([entry(1)], group="g1", known=0)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()

    assert store.ledger.all() == ()


def test_nothing_may_be_entered(store: Store) -> None:
    store.ledger.add([], group="g1", known=0)

    assert store.ledger.all() == ()
