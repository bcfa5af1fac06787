"""What a rule may ask of an item besides its words: kind, people, length, shape."""

from collections.abc import Iterator
from dataclasses import dataclass

from tightrope.core.balance.item import Item, Kind
from tightrope.core.balance.title import CUT, fold, is_pair

Range = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What must be so, all of it; nothing is asked where nothing is said.

    A fact that is not known of an item does not hold.

    Attributes:
        kinds: it is of one of them.
        attendees: the fewest and the most people invited.
        minutes: the shortest and the longest it lasts.
        recurring: it comes again, or it does not.
        organizer_is_me: the person organises it, or does not.
        outside: somebody from outside is invited, or nobody.
        all_day: it fills whole days, or it does not.
        away: it says that the person is out of office, or it does not.
        pair: its title is two names, or is not.
        prefixes: it begins with one of them and a colon, as commits do.
        categories: it is in one of them.
    """

    kinds: frozenset[str] | None = None
    attendees: Range | None = None
    minutes: Range | None = None
    recurring: bool | None = None
    organizer_is_me: bool | None = None
    outside: bool | None = None
    all_day: bool | None = None
    away: bool | None = None
    pair: bool | None = None
    prefixes: frozenset[str] | None = None
    categories: frozenset[str] | None = None

    def hold(self, item: Item) -> bool:
        """Say whether all of them are known to be so."""
        return (
            (self.kinds is None or item.kind in self.kinds)
            and _between(self.attendees, item.attendees)
            and _between(self.minutes, item.minutes)
            and all(
                wanted is None or wanted is actual
                for wanted, actual in (
                    (self.recurring, item.recurring),
                    (self.organizer_is_me, item.organizer_is_me),
                    (self.outside, item.outside),
                    (self.all_day, item.all_day),
                    (self.away, item.away),
                )
            )
            and (self.prefixes is None or prefix(item.text) in self.prefixes)
            and (self.categories is None or bool(self.categories & _folders(item)))
            and (self.pair is None or is_pair(item.text) is self.pair)
        )

    def said(self, item: Item) -> Iterator[str]:
        """Name each of them in words, as it is of `item`."""
        if self.away:
            yield "out of office"
        if self.all_day:
            yield "the whole day"
        if self.pair:
            yield "two names"
        if self.prefixes:
            yield f"prefix '{prefix(item.text)}'"
        if self.categories:
            yield f"category '{min(self.categories & _folders(item))}'"
        if self.attendees:
            yield f"{item.attendees} people"
        if self.minutes:
            yield f"{item.minutes:.0f} min"
        if self.recurring is not None:
            yield "comes again" if self.recurring else "once"
        if self.organizer_is_me is not None:
            yield "their own" if self.organizer_is_me else "of others"
        if self.outside is not None:
            yield "people from outside" if self.outside else "nobody from outside"
        if self.kinds and self.kinds != {Kind.CALENDAR}:
            yield f"kind {item.kind}"


def prefix(text: str) -> str:
    """What stands before the colon, as `fix` in `fix(api)!: …`; else an empty text."""
    head, colon, _ = fold(text[:CUT]).partition(":")
    return head.partition("(")[0].rstrip("! ").lstrip() if colon else ""


def _between(limits: Range | None, actual: float | None) -> bool:
    if limits is None:
        return True
    return actual is not None and limits[0] <= actual <= limits[1]


def _folders(item: Item) -> set[str]:
    return {fold(name).strip() for name in item.categories}
