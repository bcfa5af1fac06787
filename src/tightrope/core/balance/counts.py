"""How often each token stood in titles of each facet, and what that tells of others."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log

from tightrope.core.balance.item import Kind
from tightrope.core.balance.sides import GRIND_FACETS, VISION_FACETS, Facet

SORTED = (*GRIND_FACETS, *VISION_FACETS, Facet.OFF)
"""The facets that a title is sorted into, in the order of every list of numbers."""
PLACE = {facet: place for place, facet in enumerate(SORTED)}
WORDS = "words.json"

Chances = list[float]
"""One number for each facet of `SORTED`."""


class Counts:
    """Counts of tokens by facet."""

    def __init__(self) -> None:
        self._by_token: defaultdict[str, Chances] = defaultdict(_nothing)

    def add(self, found: Iterable[str], facet: Facet, weight: float = 1.0) -> None:
        """Learn that a title of these tokens belongs to the facet."""
        for token in found:
            self._by_token[token][PLACE[facet]] += weight

    def of(self, token: str) -> Chances:
        """How often it stood in each facet."""
        return self._by_token.get(token, _NONE)

    def __contains__(self, token: object) -> bool:
        return token in self._by_token


def likelihood(counts: Chances, usual: Chances, doubt: float) -> Chances:
    """What a token says for each facet, as a logarithm of odds; 0 says nothing.

    Args:
        counts: how often it stood in titles of each.
        usual: the share of all titles that each facet has.
        doubt: of how many usual titles it takes to outweigh one count.
    """
    total = sum(counts) + doubt
    return [
        log((count + doubt * share) / total / share)
        for count, share in zip(counts, usual, strict=True)
    ]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Learnt:
    """What was learnt from labelled titles.

    Attributes:
        counts: of tokens.
        by_kind: the share that each facet has of the items of a kind.
        usual: the share that it has of all.
    """

    counts: Counts
    by_kind: Mapping[str, Chances]
    usual: Chances


def learnt_from(text: str) -> Learnt:
    """What stands in a document such as `words.json`."""
    document = json.loads(text)
    facets = [Facet(name) for name in document["facets"]]
    counts = Counts()
    for token, numbers in document["tokens"].items():
        for facet, number in zip(facets, numbers, strict=True):
            if number:
                counts.add([token], facet, number)
    titles = document["titles"]
    total = [sum(column) for column in zip(*titles.values(), strict=True)]
    return Learnt(
        counts=counts,
        by_kind={kind: shares(facets, titles.get(kind, total)) for kind in Kind},
        usual=shares(facets, total),
    )


@cache
def learnt() -> Learnt:
    """What Tightrope learnt before it was shipped."""
    path = files("tightrope.core.balance") / WORDS
    return learnt_from(path.read_text("utf-8"))


def shares(facets: Sequence[Facet], titles: Sequence[float]) -> Chances:
    """The share of each facet among so many titles; each has half a title more."""
    known = dict(zip(facets, titles, strict=True))
    several = [known.get(facet, 0.0) + _HALF for facet in SORTED]
    return [one / sum(several) for one in several]


def _nothing() -> Chances:
    return [0.0] * len(SORTED)


_HALF = 0.5
_NONE = _nothing()
