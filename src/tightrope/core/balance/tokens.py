"""What there is to learn from in an item: its words, and the facts around them."""

from collections.abc import Iterator
from itertools import pairwise
from math import inf

from tightrope.core.balance.item import Item
from tightrope.core.balance.title import CUT, title

NUMBER = "#"
"""Stands for any number: `Sprint 25` and `Sprint 26` are the same to learn from."""
BEGINNING = 5
"""So many letters of a longer word make a word of their own, as in `strat`."""
FACT = "="
"""How a token begins that is a fact and no word."""

_COMMON = frozenset(
    {
        *("a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "is"),
        *("it", "of", "on", "or", "our", "that", "the", "this", "to", "we", "with"),
        *("der", "die", "das", "und", "mit", "fur", "im", "am", "le", "la", "les"),
        *("de", "du", "des", "et", "el", "los", "las", "os", "da", "do"),
    }
)
_CROWDS = (
    *((1, "alone"), (2, "two people"), (4, "three or four people")),
    *((8, "five to eight people"), (inf, "more than eight people")),
)
_LENGTHS = ((30, "half an hour"), (60, "an hour"), (120, "two hours"), (inf, "longer"))


def tokens(item: Item) -> frozenset[str]:
    """What can be learnt from: words, pairs of words, beginnings of words, facts."""
    return frozenset((*words(item.text), *facts(item)))


def words(text: str) -> Iterator[str]:
    """The words of a title, its pairs of neighbours, and how its long words begin."""
    found = [_plain(word) for word in title(text[:CUT]).words]
    for word in found[1:-1]:
        if len(word) > 1 and word not in _COMMON:
            yield word
            if len(word) > BEGINNING:
                yield f"{word[:BEGINNING]}…"
    for first, second in pairwise(found):
        yield f"{first} {second}"


def facts(item: Item) -> Iterator[str]:
    """What is known around the title, each as a token."""
    if item.attendees is not None:
        yield FACT + _up_to(item.attendees, _CROWDS)
    if item.minutes is not None:
        yield FACT + _up_to(item.minutes, _LENGTHS)
    if item.recurring is not None:
        yield FACT + ("comes again" if item.recurring else "once")
    if item.organizer_is_me is not None:
        yield FACT + ("their own" if item.organizer_is_me else "of others")
    if item.outside is not None:
        yield FACT + ("people from outside" if item.outside else "nobody from outside")


def normal(text: str) -> str:
    """A title for comparing: folded words, any number alike; empty without a word."""
    found = [_plain(word) for word in title(text[:CUT]).words[1:-1]]
    return " ".join(found) if set(found) - {NUMBER} else ""


def _plain(word: str) -> str:
    return NUMBER if word[0].isdigit() else word


def _up_to(value: float, limits: tuple[tuple[float, str], ...]) -> str:
    return next(name for most, name in limits if value <= most)
