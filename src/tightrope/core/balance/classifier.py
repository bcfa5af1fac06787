"""Grind or vision, and which facet, of one title."""

from dataclasses import replace

from tightrope.core.balance.item import Item, Verdict
from tightrope.core.balance.rules import Rules
from tightrope.core.balance.ruleset import default_rules
from tightrope.core.balance.sides import Facet, Side

FOCUS = "focus"
OURS = 0.98


def classify(item: Item, rules: Rules | None = None) -> Verdict:
    """Say on which side an item counts, under which facet, how sure, and why.

    The first rule that holds decides. `side` is always the likelier one; `facet` is
    `unsorted` where nothing speaks for one, and a confidence below 0.6 says that it
    is a guess.

    Args:
        item: a title and the facts around it.
        rules: in place of those that Tightrope comes with.

    Source:
        How sure a rule is, is set by hand in `rules.toml`, and never above
        `(right + 4 * 0.77) / (titles + 4)` of the labelled titles it decided: its own
        accuracy drawn towards 0.77, which such rules reached on titles of
        organisations never seen, for whoever wrote the rules had read the labelled
        ones. `bench/titles.py` prints both, and the error with each source left out.
        Rules about leave and structure decided no labelled title; theirs are guesses.
    """
    rules = rules or default_rules()
    return _own_block(item, rules) if item.ours else rules.verdict(item)


def _own_block(item: Item, rules: Rules) -> Verdict:
    """A block of ours is vision; its purpose may say which facet of it."""
    name, colon, purpose = item.text.partition(":")
    text = purpose if colon and name.strip().casefold() == FOCUS else item.text
    meant = rules.verdict(replace(item, text=text, ours=False))
    known = meant.side is Side.VISION and meant.sure
    facet = meant.facet if known else Facet.STRATEGY
    return Verdict(Side.VISION, facet, OURS, "rule own-block: a focus block of ours")
