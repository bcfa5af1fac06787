"""The verdict on each event of a calendar, each different one reached once."""

from collections.abc import Callable

from tightrope.core.balance.classifier import classify
from tightrope.core.balance.item import Item, Verdict
from tightrope.core.balance.rules import Rules
from tightrope.core.timeline import Event

VerdictOf = Callable[[Event], Verdict]


def verdicts(rules: Rules | None = None) -> VerdictOf:
    """A function from events to verdicts that remembers what it has seen.

    Args:
        rules: in place of those that Tightrope comes with.
    """
    known: dict[Item, Verdict] = {}

    def verdict(event: Event) -> Verdict:
        item = Item.of(event)
        if item not in known:
            known[item] = classify(item, rules)
        return known[item]

    return verdict
