"""Ordered rules: the first that holds says where an item belongs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from tightrope.core.balance.facts import Facts
from tightrope.core.balance.item import RULE, Item, Verdict
from tightrope.core.balance.phrases import Phrase, PhraseBook
from tightrope.core.balance.sides import Absence, Facet, Side
from tightrope.core.balance.title import CUT, title

WORDS, ALSO, UNLESS = "words", "also", "unless"

Hits = dict[tuple[int, str], str]

REMEMBERED = 4096
"""So many titles are looked through once only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule.

    Attributes:
        id: its name, which each verdict of it tells.
        facet: where it puts what it holds for.
        side: the side; that of the facet, but for `unsorted` a guess.
        confidence: how often the facet is right, 0 to 1.
        side_confidence: how often the side is right, 0 to 1.
        words: one of them stands in the title.
        also: one of these as well.
        unless: and none of these.
        facts: what else must be so.
        absence: why the whole day is missing, when such an item fills it.
    """

    id: str
    facet: Facet
    side: Side
    confidence: float
    side_confidence: float = 0.0
    words: tuple[Phrase, ...] = ()
    also: tuple[Phrase, ...] = ()
    unless: tuple[Phrase, ...] = ()
    facts: Facts = field(default_factory=Facts)
    absence: Absence | None = None

    def holds(self, item: Item, hits: Hits, at: int) -> bool:
        """Say whether it holds for `item`, being the rule number `at` of the hits."""
        return (
            (not self.words or (at, WORDS) in hits)
            and (not self.also or (at, ALSO) in hits)
            and (at, UNLESS) not in hits
            and self.facts.hold(item)
        )

    def verdict(self, item: Item, hits: Hits, at: int) -> Verdict:
        """What it says of an item that it holds for."""
        words = [hits[key] for key in ((at, WORDS), (at, ALSO)) if key in hits]
        reasons = [f"'{word}'" for word in words] or list(self.facts.said(item))
        return Verdict(
            self.side,
            self.facet,
            self.confidence,
            f"{RULE}{self.id}: {', '.join(reasons) or 'nothing else fits'}",
            self.side_confidence,
            self.absence,
            tuple(words),
        )


class Rules:
    """Rules in the order in which they are asked."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._wordless = [at for at, rule in enumerate(self.rules) if not rule.words]
        self._book: PhraseBook[tuple[int, str]] = PhraseBook()
        for at, rule in enumerate(self.rules):
            for part in (WORDS, ALSO, UNLESS):
                for wanted in getattr(rule, part):
                    self._book.add(wanted, (at, part))
        # a series bears one title hundreds of times
        self._hits = lru_cache(REMEMBERED)(self._found)

    def then(self, others: "Rules") -> "Rules":
        """These rules first, and where none of them holds the `others`."""
        return Rules((*self.rules, *others.rules))

    def verdict(self, item: Item) -> Verdict:
        """What the first rule says that holds; `unsorted` where none does."""
        hits = self._hits(item.text[:CUT])
        for at in self._asked(hits):
            rule = self.rules[at]
            if rule.holds(item, hits, at):
                return rule.verdict(item, hits, at)
        return Verdict(Side.UNSORTED, Facet.UNSORTED, 0.0, "no rule holds")

    def _found(self, text: str) -> Hits:
        return self._book.found_in(title(text))

    def _asked(self, hits: Hits) -> Iterator[int]:
        """The rules that may hold, in order."""
        return iter(sorted({*self._wordless, *(at for at, part in hits)}))
