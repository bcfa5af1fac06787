"""What is sorted: a title with the facts around it; and the verdict on it."""

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import Self

from tightrope.core.balance.sides import Absence, Facet, Side
from tightrope.core.errors import InputError
from tightrope.core.timeline import Event

SURE = 0.6
"""From this confidence on a verdict counts; below it, the time is unsorted."""

RULE = "rule "
"""How the reason begins that names a rule."""


class Kind(StrEnum):
    """Where a title comes from."""

    CALENDAR = "calendar"
    COMMIT = "commit"
    ISSUE = "issue"
    PR = "pr"


class UnknownKind(InputError):
    """A title is said to be of a kind that there is not."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(f"{kind!r} is no kind of title; use one of {', '.join(Kind)}")


@dataclass(frozen=True, slots=True)
class Item:
    """A title and what else is known; nothing (`None`) where it is not known.

    Attributes:
        text: the title, subject or summary.
        kind: where it comes from.
        attendees: how many people are invited; 0 when it names nobody.
        minutes: how long it lasts.
        recurring: whether it comes again.
        organizer_is_me: whether the person organises it.
        outside: whether somebody of another mail domain is invited.
        all_day: whether it fills whole days.
        away: whether it says that the person is out of office.
        ours: whether it is a focus block of ours.
        categories: its categories on the calendar.
        series: the UID that all of its occurrences share, as a correction holds for
            all of them.
        people: who is invited, organiser included, by address; nobody where only
            their number is known.

    Raises:
        UnknownKind: `kind` is none of `Kind`.
    """

    text: str
    kind: str = Kind.CALENDAR
    attendees: int | None = None
    minutes: float | None = None
    recurring: bool | None = None
    organizer_is_me: bool | None = None
    outside: bool | None = None
    all_day: bool | None = None
    away: bool = False
    ours: bool = False
    categories: tuple[str, ...] = ()
    series: str = ""
    people: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise UnknownKind(self.kind)

    @classmethod
    def of(cls, event: Event) -> Self:
        """What is known of an event on a calendar."""
        return cls(
            event.title,
            attendees=event.attendees or None,
            minutes=event.span.length / timedelta(minutes=1),
            recurring=event.recurrence_id is not None,
            organizer_is_me=event.organizer_is_me,
            outside=event.outside,
            all_day=event.all_day,
            away=event.away,
            ours=event.ours,
            categories=event.categories,
            series=event.series or event.uid,
        )

    @property
    def alike(self) -> Self:
        """The same without what tells it from others that read alike."""
        return replace(self, series="", people=frozenset())


KINDS: frozenset[str] = frozenset(Kind)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where an item belongs, and why.

    Attributes:
        side: the likelier side, or off; a guess where `side_confidence` is low.
        facet: the likeliest facet, or `unsorted` where nothing speaks for one.
        confidence: how likely the facet is right, 0 to 1.
        because: the rule and the words that decided, for the person to read.
        side_confidence: how likely the side is right, 0 to 1; never below
            `confidence`.
        absence: why the day is missing, when it says that it is.
        words: what of the title decided, folded; nothing where a fact did.
    """

    side: Side
    facet: Facet
    confidence: float
    because: str
    side_confidence: float = 0.0
    absence: Absence | None = None
    words: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        likely = max(self.side_confidence, self.confidence)
        object.__setattr__(self, "side_confidence", likely)

    @property
    def rule(self) -> str:
        """The id of the rule that decided; empty where none did."""
        head, colon, _ = self.because.partition(": ")
        return head.removeprefix(RULE) if colon and head.startswith(RULE) else ""

    @property
    def sure(self) -> bool:
        """Whether the facet is good enough to count without asking."""
        return self.confidence >= SURE

    @property
    def counted_side(self) -> Side:
        """The side that its hours count on: `unsorted` where even that is a guess."""
        return self.side if self.side_confidence >= SURE else Side.UNSORTED

    @property
    def counted_facet(self) -> Facet:
        """The facet that its hours count under: `unsorted` where it is a guess."""
        return self.facet if self.sure else Facet.UNSORTED
