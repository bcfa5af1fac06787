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
    seen: dict[int, tuple[Event, Verdict]] = {}

    def verdict(event: Event) -> Verdict:
        # By identity, for the hash of an event costs more than most of what is asked;
        # kept beside it, the event holds on to its identity.
        if id(event) in seen:
            return seen[id(event)][1]
        item = Item.of(event)
        if item not in known:
            known[item] = classify(item, rules)
        seen[id(event)] = event, known[item]
        return known[item]

    return verdict
