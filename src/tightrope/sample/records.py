"""What the files of the sample hold, as records."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose year it is.

    Attributes:
        name: as invitations show it.
        mail: the address by which the calendar knows them.
        role: what they are.
        zone: the name of their time zone.
        hours: when they work, as `--hours` takes it.
    """

    name: str
    mail: str
    role: str
    zone: str
    hours: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The load of one day.

    Attributes:
        date: which day, in the owner's zone.
        hours: hours of daily work that the calendar shows, each counted once.
        holiday: whether it is a public holiday.
        away: whether the owner was absent.
    """

    date: date
    hours: float
    holiday: bool
    away: bool


@dataclass(frozen=True, slots=True)
class Op:
    """One component that came, changed or went.

    Attributes:
        kind: `+` for came, `~` for changed, `-` for went.
        uid: its UID.
        recurrence: what stands after RECURRENCE-ID, empty for a component of its own.
        text: the component, unfolded and without DTSTAMP; empty once it is gone.
    """

    kind: str
    uid: str
    recurrence: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What changed on the calendar since the snapshot before.

    Attributes:
        at: when it was taken.
        events: how many components the calendar holds then.
        ops: what changed.
    """

    at: datetime
    events: int
    ops: tuple[Op, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Something broke, and the owner acted in it.

    Attributes:
        id: its number, oldest first.
        title: as it stands on the calendar.
        start: when they began to act.
        end: when they were done.
        severity: 1 is the worst, 3 the mildest.
        uid: its entry on the calendar.
        review: the UID of the talk about it afterwards, if there was one.
    """

    id: str = ""
    title: str
    start: datetime
    end: datetime
    severity: int
    uid: str
    review: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A focus block that the owner set, and what became of it.

    Attributes:
        uid: its entry on the calendar.
        start: when it began, or is to begin.
        end: when it was to end.
        purpose: what for.
        facet: which facet of vision.
        state: kept, overridden, or firm where it lies ahead.
        broken: when it was given up; nothing otherwise.
        because: why, in the contract's words: incident, stuck, customer, tired, other.
        then: what became of the rest of its time: owe or let-go.
        note: a word on it.
    """

    uid: str
    start: datetime
    end: datetime
    purpose: str
    facet: str
    state: str
    broken: datetime | None = None
    because: str | None = None
    then: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An entry of the calendar.

    Attributes:
        uid: its UID.
        recurrence_id: which one of its series, the time in UTC in ISO 8601.
        title: its title.
        start: when it starts.
    """

    uid: str
    recurrence_id: str | None
    title: str
    start: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How far a question to people has come.

    Attributes:
        of: how many are to be asked.
        asked: how many were.
        yes: how many of them said yes.
        by: the day by which it is to be known.
    """

    of: int
    asked: int
    yes: int
    by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """A thought, and how far it came.

    Attributes:
        id: its number, oldest first.
        title: what it says.
        stage: captured, validating, prototype or roadmap: how far it came.
        reached: when it came to each stage.
        touched: when it was last looked at.
        kind: what it came out of: incident, meeting, review or thinking.
        source: the entry that it came out of, if one is known.
        wrong_if: what would prove it wrong.
        asked: how far asking has come.
        evidence: the entries in which people were asked, with their answers.
        serves: the goal it serves.
        horizon: now, next or later, once it is on the roadmap.
        let_go: when it was dropped; nothing while it lives.
        because: why it was dropped.
    """

    id: str
    title: str
    stage: str
    reached: dict[str, datetime]
    touched: datetime
    kind: str
    source: Source | None
    wrong_if: str | None = None
    asked: Asked | None = None
    evidence: tuple[tuple[Source, str], ...] = ()
    serves: str | None = None
    horizon: str | None = None
    let_go: datetime | None = None
    because: str | None = None
