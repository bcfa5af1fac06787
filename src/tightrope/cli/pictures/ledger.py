"""The ledger in the terminal: balances, debts, and how well promises hold."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.text import Text

from tightrope.cli.output import plain
from tightrope.core.ledger import Account, Debt, Spell
from tightrope.core.timeline import spoken_day, spoken_hours
from tightrope.core.timeline.words import WEEKDAY_WORDS
from tightrope.flows.ledger import LedgerTold

DAY = timedelta(days=1)


def draw_ledger(
    console: Console, told: LedgerTold, now: datetime, zone: ZoneInfo
) -> None:
    """Say what stands in the accounts, what is owed, and what was kept when."""
    if not told.entries and not told.debts:
        console.print(Text("Nothing is entered: no block was settled yet."))
        return
    console.print(Text(balance_words(told.balances), style="head"))
    for words in (
        *debt_lines(told.debts, now, zone),
        *spell_words(told.spells),
        *worst_words(told),
    ):
        console.print(Text(words))
    for words in rate_lines(told):
        console.print(Text(words))
    if told.aloud:
        console.print(Text(told.aloud, style="alarm"))


def balance_words(balances: Mapping[Account, timedelta]) -> str:
    """The accounts in one sentence."""
    parts = [
        f"{spoken_hours(balances[account])} {words}"
        for account, words in (
            (Account.KEPT, "kept"),
            (Account.REPAID, "given back"),
            (Account.OWED, "owed"),
            (Account.LET_GO, "let go"),
        )
        if balances[account] or account in {Account.KEPT, Account.OWED}
    ]
    return f"{spoken_hours(-balances[Account.PROMISED])} promised: {', '.join(parts)}."


def debt_lines(debts: Sequence[Debt], now: datetime, zone: ZoneInfo) -> Iterator[str]:
    """Each debt with its age and its reason, the oldest first."""
    for debt in debts:
        entry = debt.entry
        days = max(debt.age(now), timedelta()) // DAY
        age = "1 day" if days == 1 else f"{days} days"
        day = spoken_day(entry.start.astimezone(zone).date())
        note = f", {plain(entry.note)}" if entry.note else ""
        yield (
            f"  {spoken_hours(debt.left):>8}  of {day}, owed for {age}: "
            f"{plain(entry.because)}{note}"
        )


def spell_words(spells: Sequence[Spell]) -> Iterator[str]:
    """How long it took until nothing was owed."""
    took = [spell.to_zero // DAY for spell in spells if spell.to_zero is not None]
    if took:
        yield (
            f"Back to zero after {_days(took[-1])} the last time, {_days(max(took))} "
            "at most."
        )


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


def worst_words(told: LedgerTold) -> Iterator[str]:
    """The four weeks with the least focus time."""
    if told.worst:
        yield (
            f"The worst four weeks began {spoken_day(told.worst.first)}: "
            f"{spoken_hours(told.worst.worked)}."
        )


def rate_lines(told: LedgerTold) -> Iterator[str]:
    """How much was kept, in all and by what; and what took the rest."""
    if told.kept is None:
        return
    yield f"Kept {told.kept.kept:.0%} of what was promised."
    for key, rates in told.by.items():
        parts = [f"{_named(key, name)} {rate.kept:.0%}" for name, rate in rates.items()]
        yield f"  by {key + ':':<9} {' · '.join(parts)}"
    if told.lost:
        parts = [
            f"{plain(reason)} {spoken_hours(length)}"
            for reason, length in told.lost.items()
        ]
        yield f"  lost to:     {' · '.join(parts)}"


def _named(key: str, name: int | str) -> str:
    """An hour, a weekday or a phase as a person says it."""
    match key:
        case "hour":
            return f"{name:02}:00"
        case "weekday":
            return WEEKDAY_WORDS[int(name)]
        case _:
            return str(name)
