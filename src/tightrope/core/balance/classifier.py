"""Grind or vision, and which facet, of one title."""

from dataclasses import replace
from functools import cache
from typing import Protocol

from tightrope.core.balance.blending import Blend
from tightrope.core.balance.item import Item, Verdict
from tightrope.core.balance.ruleset import default_rules
from tightrope.core.balance.sides import Facet, Side

FOCUS = "focus"
OURS = 0.98


class Judge(Protocol):
    """What can say where an item belongs: rules, or a blend of them and words."""

    def verdict(self, item: Item) -> Verdict:
        """Where an item belongs."""
        ...


def classify(item: Item, judge: Judge | None = None) -> Verdict:
    """Say on which side an item counts, under which facet, how sure, and why.

    What a person corrected is remembered; else the first rule that holds decides, and
    where it is not sure of the facet, the words of the title are weighed with it.
    `side` is always the likelier one; `facet` is `unsorted` where nothing speaks for
    one, and a confidence below 0.6 says that it is a guess.

    Args:
        item: a title and the facts around it.
        judge: in place of the rules and words that Tightrope comes with: rules alone,
            or a `Blend` that knows a person's corrections.

    Source:
        How sure a rule is, is set by hand in `rules.toml`, and never above
        `(right + 4 * 0.77) / (titles + 4)` of the labelled titles it decided: its own
        accuracy drawn towards 0.77, which such rules reached on titles of
        organisations never seen, for whoever wrote the rules had read the labelled
        ones. `bench/titles.py` prints both, and the error with each source left out.
        Rules about leave and structure decided no labelled title; theirs are guesses.
        The words are weighed as naive Bayes does, the rule being one more word.
    """
    judge = judge or default_judge()
    return _own_block(item, judge) if item.ours else judge.verdict(item)


@cache
def default_judge() -> Blend:
    """The rules and words that Tightrope comes with, before any correction."""
    return Blend(default_rules())


def _own_block(item: Item, judge: Judge) -> Verdict:
    """A block of ours is vision; its purpose may say which facet of it."""
    name, colon, purpose = item.text.partition(":")
    text = purpose if colon and name.strip().casefold() == FOCUS else item.text
    meant = judge.verdict(replace(item, text=text, ours=False))
    known = meant.side is Side.VISION and meant.sure
    facet = meant.facet if known else Facet.STRATEGY
    return Verdict(Side.VISION, facet, OURS, "rule own-block: a focus block of ours")
