"""The verdict on each event of a calendar, each different one reached once."""

from collections.abc import Callable

from tightrope.core.balance.classifier import Judge, classify
from tightrope.core.balance.item import Item, Verdict
from tightrope.core.timeline import Event

VerdictOf = Callable[[Event], Verdict]


def verdicts(judge: Judge | None = None) -> VerdictOf:
    """A function from events to verdicts that remembers what it has seen.

    Args:
        judge: in place of the rules and words that Tightrope comes with.
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
            known[item] = classify(item, judge)
        seen[id(event)] = event, known[item]
        return known[item]

    return verdict
