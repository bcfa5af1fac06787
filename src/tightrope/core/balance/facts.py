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
            and self.recurring in {None, item.recurring}
            and self.organizer_is_me in {None, item.organizer_is_me}
            and self.outside in {None, item.outside}
            and self.all_day in {None, item.all_day}
            and self.away in {None, item.away}
            and (self.prefixes is None or prefix(item.text) in self.prefixes)
            and (self.categories is None or bool(self.categories & _folders(item)))
            and (self.pair is None or is_pair(item.text) is self.pair)
        )

    def said(self, item: Item) -> Iterator[str]:
        """Name each of them in words, as it is of `item`."""
        for name, if_so, if_not in YES_OR_NO:
            wanted = getattr(self, name)
            if wanted is not None:
                yield if_so if wanted else if_not
        if self.prefixes:
            yield f"prefix '{prefix(item.text)}'"
        if self.categories:
            yield f"category '{min(self.categories & _folders(item))}'"
        if self.attendees:
            yield f"{item.attendees} people"
        if self.minutes:
            yield f"{item.minutes:.0f} min"
        if self.kinds and self.kinds != {Kind.CALENDAR}:
            yield f"kind {item.kind}"


YES_OR_NO = (
    ("away", "out of office", "not out of office"),
    ("all_day", "the whole day", "not the whole day"),
    ("pair", "two names", "not two names"),
    ("recurring", "comes again", "once"),
    ("organizer_is_me", "their own", "of others"),
    ("outside", "people from outside", "nobody from outside"),
)
"""Facts that are so or not, and how each is said."""


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
