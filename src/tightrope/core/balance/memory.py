"""What a person said once holds: for the series, the title, and the same people."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tightrope.core.balance.corrections import Corrected, Entry, standing
from tightrope.core.balance.item import Item
from tightrope.core.balance.sides import Facet
from tightrope.core.balance.tokens import normal

CERTAIN, SAME_TITLE, SAME_PEOPLE = 0.99, 0.95, 0.8
"""How sure it is for the series itself, another of its title, another of its people."""

FEWEST_PEOPLE = 2


@dataclass(frozen=True, slots=True)
class Recalled:
    """What is remembered of an item.

    Attributes:
        facet: where it belongs.
        confidence: how sure that is, 0 to 1.
        because: what it was known by.
    """

    facet: Facet
    confidence: float
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Where items belong by what a person said; keys as `_keys` makes them.

    Attributes:
        facets: the facet by series, by title, and by people.
    """

    facets: Mapping[Hashable, Facet] = field(default_factory=dict)

    def of(self, item: Item) -> Recalled | None:
        """What is remembered of an item, by the first key that is known; or nothing."""
        for key, confidence, because in _keys(item):
            if key in self.facets:
                return Recalled(self.facets[key], confidence, because)
        return None


def remembered(log: Iterable[Entry]) -> Memory:
    """The memory that a log of corrections makes.

    What was said last of a series holds for it. A title or a group of people counts
    only while all that was said of its series agrees: two series called `Sync` may be
    different things, and then the name alone tells nothing.
    """
    last: dict[Hashable, Corrected] = {}
    for said in standing(log):
        own = _own_key(said.item)
        last.pop(own, None)
        last[own] = said
    told: defaultdict[Hashable, set[Facet]] = defaultdict(set)
    for said in last.values():
        for key, _, _ in _keys(said.item):
            told[key].add(said.facet)
    return Memory(facets={key: min(told[key]) for key in told if len(told[key]) == 1})


def _own_key(item: Item) -> Hashable:
    """The series, or the title where it has none."""
    return next((key for key, _, _ in _keys(item)), ("text", item.kind, item.text))


def _keys(item: Item) -> Iterator[tuple[Hashable, float, str]]:
    if item.series:
        yield ("series", item.series), CERTAIN, "you sorted this series"
    if words := normal(item.text):
        sure = SAME_TITLE if item.series else CERTAIN
        yield ("title", item.kind, words), sure, "you sorted this title"
    if len(item.people) >= FEWEST_PEOPLE:
        people = ("people", item.people)
        yield people, SAME_PEOPLE, "you sorted a meeting of the same people"
