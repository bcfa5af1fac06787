"""Made-up calendars of a CTO: quiet and intense weeks, meetings, incidents, grind."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from tightrope.core.planner.daily.bits import mask_of
from tightrope.rolling.clock import DAYS_A_WEEK, HOUR, LUNCH_MASK, SLOTS
from tightrope.rolling.recurring import recurring
from tightrope.rolling.trace import OVERRIDE, YIELD, Arrival, Trace, Work

STAYS_INTENSE, BECOMES_INTENSE = 0.75, 0.33
LENGTHS, LENGTH_WEIGHTS = (2, 3, 4, 6), (5, 1, 3, 1)
LEADS, LEAD_WEIGHTS = ((0, 0), (1, 1), (2, 5), (6, 20)), (0.2, 0.2, 0.35, 0.25)
SAME_DAY = 1.4
"""So many times as often a meeting of the same day insists."""

CANCELLED, INCIDENTS_INSIST = 0.10, 0.85
OFF_EVERY = 6 * DAYS_A_WEEK
BY_HOUR = (0.6, 1.2, 1.3, 0.9, 0.7, 1.1, 1.3, 1.1, 0.6)
"""How often a meeting begins in each hour from nine on, before perturbation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What kind of calendar; pairs are for quiet and intense weeks.

    Attributes:
        group: its name.
        arrivals: meetings that are booked in a day.
        incidents: incidents of a day.
        grind: hours of other work that come in a day.
        override: the share of meetings that insist on their place.
        recurring: how much of the usual recurring meetings there is.
    """

    group: str
    arrivals: tuple[float, float] = (1.1, 3.0)
    incidents: tuple[float, float] = (0.12, 0.5)
    grind: tuple[float, float] = (1.6, 4.2)
    override: float = 0.30
    recurring: float = 1.0


BASE = Profile(group="base")
HOSTILE = Profile(group="hostile", override=0.60)
HEAVY = Profile(
    group="heavy",
    arrivals=(1.6, 3.8),
    incidents=(0.2, 0.7),
    grind=(1.9, 4.4),
    recurring=1.25,
)
CALM = Profile(
    group="calm",
    arrivals=(0.7, 1.8),
    incidents=(0.06, 0.25),
    grind=(1.2, 2.6),
    recurring=0.8,
)
PROFILES = (BASE,) * 8 + (HOSTILE,) * 3 + (HEAVY,) * 3 + (CALM,) * 3
"""One for each seed of twenty; the last three are for real calendars."""


def profile_of(seed: int) -> Profile:
    """The profile that a seed stands for; every twenty seeds they come again."""
    number = seed % 20
    return PROFILES[number] if number < len(PROFILES) else BASE


def made(seed: int, weeks: int = 26, profile: Profile | None = None) -> Trace:
    """The trace of a seed: always the same one."""
    profile = profile or profile_of(seed)
    dice = Random(f"{profile.group} {seed}")  # noqa: S311 - no secret is drawn
    maker = _Maker(dice, profile, weeks * DAYS_A_WEEK)
    return Trace(
        name=f"{profile.group}-{seed}",
        group=profile.group,
        days=maker.days,
        off=tuple(maker.off),
        events=tuple(maker.meetings()),
        grind=tuple(maker.work()),
    )


@dataclass(slots=True)
class _Maker:
    """What a trace is made from."""

    dice: Random
    profile: Profile
    days: int
    off: list[int] = field(init=False)
    intense: list[bool] = field(init=False)
    weekday: list[float] = field(init=False)
    hours: list[float] = field(init=False)

    def __post_init__(self) -> None:
        dice = self.dice
        self.intense = regimes(dice, self.days // DAYS_A_WEEK)
        self.weekday = [dice.uniform(0.5, 1.5) for _ in range(DAYS_A_WEEK)]
        self.hours = [usual * dice.uniform(0.4, 1.7) for usual in BY_HOUR]
        self.off = [
            first + dice.randrange(OFF_EVERY)
            for first in range(0, self.days - OFF_EVERY + 1, OFF_EVERY)
        ]

    def meetings(self) -> Iterator[Arrival]:
        """All meetings, numbered."""
        drawn: list[Arrival | None] = [
            *recurring(self.dice, self.days, self.profile.recurring)
        ]
        for day in range(self.days):
            if day not in self.off:
                drawn += [self._meeting(day) for _ in range(self._arrivals(day))]
                drawn += [self._incident(day) for _ in range(self._incidents(day))]
        here = [one for one in drawn if one and self._takes_place(one)]
        for number, one in enumerate(sorted(here, key=lambda one: (one.c, one.s))):
            yield Arrival(
                number, one.c, one.s, one.n, one.mode, one.lo, one.hi, one.x, one.flex
            )

    def work(self) -> Iterator[Work]:
        """All other work, in order of time."""
        for day in range(self.days):
            if day not in self.off:
                yield from work_in(
                    self.dice, day, self.profile.grind[self._intense(day)]
                )

    def _intense(self, day: int) -> bool:
        return self.intense[day // DAYS_A_WEEK]

    def _sometime(self, day: int) -> int:
        return day * SLOTS + self.dice.randrange(SLOTS)

    def _arrivals(self, day: int) -> int:
        usual = self.profile.arrivals[self._intense(day)]
        weekday = self.weekday[day % DAYS_A_WEEK]
        return poisson(self.dice, usual * weekday * self.dice.gammavariate(4, 1 / 4))

    def _incidents(self, day: int) -> int:
        return poisson(self.dice, self.profile.incidents[self._intense(day)])

    def _meeting(self, day: int) -> Arrival | None:
        """A meeting that is booked on a day, or nothing when that day has no room."""
        dice = self.dice
        length = dice.choices(LENGTHS, LENGTH_WEIGHTS)[0]
        booked = self._sometime(day)
        least, most = dice.choices(LEADS, LEAD_WEIGHTS)[0]
        on = day + dice.randint(least, most)
        slot = self._slot(length, booked + 1 - on * SLOTS)
        share = self.profile.override * (SAME_DAY if on == day else 1.0)
        insists = dice.random() < share
        window, gone = dice.randint(1, 3), dice.random() < CANCELLED
        when = dice.random()
        if slot is None:
            return None
        start = on * SLOTS + slot
        return Arrival(
            id=0,
            c=booked,
            s=start,
            n=length,
            mode=OVERRIDE if insists else YIELD,
            lo=on * SLOTS,
            hi=(on + window) * SLOTS,
            x=booked + 1 + int(when * (start - booked - 1)) if gone else None,
        )

    def _incident(self, day: int) -> Arrival:
        dice = self.dice
        booked, length = self._sometime(day), dice.randint(4, 10)
        start = min(booked + dice.randint(0, 4), (day + 1) * SLOTS - 1)
        return Arrival(
            id=0,
            c=booked,
            s=start,
            n=min(length, (day + 1) * SLOTS - start),
            mode=OVERRIDE if dice.random() < INCIDENTS_INSIST else YIELD,
            lo=day * SLOTS,
            hi=(day + 1) * SLOTS,
        )

    def _slot(self, length: int, earliest: int) -> int | None:
        """Where in its day a meeting wants to begin, not before `earliest`."""
        starts = [
            start
            for start in range(max(0, earliest), SLOTS - length + 1)
            if not start % 2 and not mask_of(start, length) & LUNCH_MASK
        ]
        weights = [self.hours[start // HOUR] for start in starts]
        return self.dice.choices(starts, weights)[0] if starts else None

    def _takes_place(self, one: Arrival) -> bool:
        day = one.s // SLOTS
        return day < self.days and day not in self.off


def work_of(dice: Random, days: int, profile: Profile) -> Iterator[Work]:
    """The other work of a calendar without days off, by a chain of its own."""
    intense = regimes(dice, days // DAYS_A_WEEK)
    for day in range(days):
        yield from work_in(dice, day, profile.grind[intense[day // DAYS_A_WEEK]])


def work_in(dice: Random, day: int, hours: float) -> list[Work]:
    """The work of a day on which so many hours are usual, in order of time."""
    left = round(hours * dice.gammavariate(4, 1 / 4) * HOUR)
    pieces: list[Work] = []
    while left > 0:
        piece = min(left, dice.randint(1, 5))
        pieces.append(Work(day * SLOTS + dice.randrange(SLOTS), piece))
        left -= piece
    return sorted(pieces, key=lambda one: one.c)


def regimes(dice: Random, weeks: int) -> list[bool]:
    """Whether each week is intense, by a chain that tends to stay as it is."""
    intense = dice.random() < BECOMES_INTENSE / (BECOMES_INTENSE + 1 - STAYS_INTENSE)
    found = []
    for _ in range(weeks):
        found.append(intense)
        intense = dice.random() < (STAYS_INTENSE if intense else BECOMES_INTENSE)
    return found


def poisson(dice: Random, rate: float) -> int:
    """How many things happen that happen `rate` times on average."""
    count, passed = 0, dice.expovariate(1.0)
    while passed < rate:
        count += 1
        passed += dice.expovariate(1.0)
    return count
