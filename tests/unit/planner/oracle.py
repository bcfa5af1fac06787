"""What a plan is worth, counted anew from the records alone, and the best of all plans.

Nothing of the planner is used: no grid, no rule, no integers. It is slow, and simple
enough to be believed.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import combinations, product
from statistics import NormalDist

from tightrope.core.planner import Block, Happened, Problem, State, Target
from tightrope.core.timeline import Span, day_of, gaps, midnight, monday, total, union

MINUTE = timedelta(minutes=1)
QUARTER = timedelta(minutes=15)
DAY = timedelta(days=1)


class Oracle:
    """All plans for a problem, tried one by one."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.policy = problem.policy
        self._worth: dict[Span, float] = {}
        self._late: dict[tuple[date, timedelta], float] = {}
        self._dates: dict[Span, date] = {}

    def best(self, *, without: Span | None = None) -> float:
        """The points of the best plan, or of the best that leaves some time alone."""
        return max(self.score(chosen) for chosen in self.plans(without=without))

    def plans(self, *, without: Span | None = None) -> Iterator[list[Span]]:
        """Every plan that keeps to the hard rules."""
        ways = [
            [
                way
                for way in self.ways_of(day)
                if without is None or not any(span.overlaps(without) for span in way)
            ]
            for day in self.days
        ]
        plans = ([span for spans in way for span in spans] for way in product(*ways))
        return (plan for plan in plans if self.weeks_hold(plan))

    def score(self, chosen: Sequence[Span]) -> float:
        """What a plan is worth, in points."""
        return (
            sum(self.worth(span) for span in chosen)
            - self.evenings(chosen)
            - self.changes(chosen)
            - self.promises(chosen)
            - self.rows_and_droughts(chosen)
        )

    def day(self, span: Span) -> date:
        """The day of a span."""
        if span not in self._dates:
            self._dates[span] = day_of(span.start, self.problem.zone)
        return self._dates[span]

    @cached_property
    def today(self) -> date:
        """The day it is."""
        return day_of(self.problem.now, self.problem.zone)

    @cached_property
    def days(self) -> list[date]:
        """The working days ahead, inside the window."""
        start = max(self.problem.now, self.problem.window.start)
        first = day_of(start, self.problem.zone)
        last = day_of(self.problem.window.end - MINUTE, self.problem.zone)
        found = {self.day(span) for span in self.problem.working}
        return sorted(day for day in found if first <= day <= last)

    @cached_property
    def done(self) -> list[Span]:
        """Blocks that have passed."""
        return [one.span for one in self.problem.history if one.kind is Happened.KEPT]

    @cached_property
    def fixed(self) -> list[Span]:
        """Blocks of today and the next working day, once accepted."""
        days = [day for day in self.days if day > self.today]
        near = {self.today, *days[: self.policy.lock_days]}
        return [
            block.span
            for block in self.problem.blocks
            if block.state is not State.PROPOSED and self.day(block.span) in near
        ]

    @cached_property
    def movable(self) -> list[Block]:
        """The other standing blocks."""
        return [one for one in self.problem.blocks if one.span not in self.fixed]

    def ways_of(self, day: date) -> Iterator[tuple[Span, ...]]:
        """Every set of blocks that a day may have."""
        held = tuple(span for span in self.fixed if self.day(span) == day)
        past = sum(self.day(span) == day for span in self.done)
        hours = self.policy.reachable
        least = hours.least / MINUTE if hours else 0.0
        yield held
        for count in range(1, self.policy.per_day - past - len(held) + 1):
            for new in combinations(self.places_of(day), count):
                spans = (*held, *new)
                apart = not any(a.overlaps(b) for a, b in combinations(spans, 2))
                if apart and self.open_minutes(day, spans) >= least:
                    yield tuple(sorted(spans))

    def places_of(self, day: date) -> list[Span]:
        """Every place for a block on a day: on quarter-hours, or where one stands."""
        shortest, longest = self.policy.shortest, self.policy.longest
        first = midnight(day, self.problem.zone)
        tries = [
            Span.lasting(first + start * QUARTER, length * QUARTER)
            for start in range(96)
            for length in range(shortest // QUARTER, longest // QUARTER + 1)
        ]
        tries += [block.span for block in self.movable]
        room = self.free(day)
        return sorted(
            {
                span
                for span in tries
                if shortest <= span.length <= longest
                and any(span.within(one) for one in room)
            }
        )

    def free(self, day: date) -> list[Span]:
        """What is free of a day."""
        problem = self.problem
        start = max(midnight(day, problem.zone), problem.now, problem.window.start)
        end = min(midnight(day + DAY, problem.zone), problem.window.end)
        return [
            room
            for span in union(problem.working)
            if start < end and (part := span.clipped(Span(start, end)))
            for room in gaps(part, [one.span for one in problem.busy])
        ]

    def open_minutes(self, day: date, taken: Sequence[Span]) -> float:
        """The minutes of a day in which others can come."""
        hours, zone = self.policy.reachable, self.problem.zone
        if hours is None:
            return 0.0
        start, end = (
            datetime.combine(day, clock, tzinfo=zone)
            for clock in (hours.start, hours.end)
        )
        parts = (span.clipped(Span(start, end)) for span in union(self.problem.working))
        nothing = [*taken, *(one.span for one in self.problem.busy)]
        return sum(total(gaps(part, nothing)) / MINUTE for part in parts if part)

    def weeks_hold(self, chosen: Sequence[Span]) -> bool:
        """Say whether no week has too many blocks; fixed ones alone may be more."""
        spans = [*chosen, *self.done]
        counted = Counter(monday(self.day(span)) for span in spans)
        held = Counter(monday(self.day(span)) for span in (*self.fixed, *self.done))
        most = self.policy.per_week
        return all(counted[week] <= max(most, held[week]) for week in counted)

    def worth(self, span: Span) -> float:
        """The minutes of a block by their energy, less a tenth of its risk."""
        if span not in self._worth:
            self._worth[span] = self._minutes(span) * (1 - 0.1 * (1 - self._rate(span)))
        return self._worth[span]

    def _minutes(self, span: Span) -> float:
        gained, minute = 0.0, span.start
        while minute < span.end:
            clock = minute.astimezone(self.problem.zone).time()
            worths = [
                energy.worth
                for energy in self.policy.energy
                if energy.start <= clock
                and (clock < energy.end or energy.end == time())
            ]
            gained += worths[0] if worths else 1.0
            minute += MINUTE
        return gained

    def _rate(self, span: Span) -> float:
        clock = span.start.astimezone(self.problem.zone).time()
        rates = self.problem.survival or ()
        return next(one.rate for one in rates if one.start <= clock < one.end)

    def evenings(self, chosen: Sequence[Span]) -> float:
        """What the work costs that is pushed into the evening, week by week."""
        placed: dict[date, timedelta] = {}
        for span in chosen:
            week = monday(self.day(span))
            quarters = span.length // QUARTER * QUARTER
            placed[week] = placed.get(week, timedelta()) + quarters
        return sum(self._evening(week, length) for week, length in placed.items())

    def _evening(self, week: date, placed: timedelta) -> float:
        key = week, placed
        if key not in self._late:
            days = [day for day in self.days if monday(day) == week]
            room = sum(total(self.free(day)) / MINUTE for day in days)
            loads, minutes = self.loads_of(days), placed / MINUTE
            late = [max(0, one - room + minutes) - max(0, one - room) for one in loads]
            self._late[key] = self.policy.evening_price * sum(late) / len(late)
        return self._late[key]

    def loads_of(self, days: Sequence[date]) -> list[float]:
        """The work of some days in 16 equally likely cases, a third around the usual.

        Whole minutes; of a day that has begun only the part that is ahead counts.
        """
        shares = 0.0
        for day in days:
            spans = [span for span in self.problem.working if self.day(span) == day]
            end = max(span.end for span in spans)
            ahead = (
                span.clipped(Span(min(self.problem.now, end), end)) for span in spans
            )
            shares += total(one for one in ahead if one) / total(spans)
        mean = self.policy.daily_work / MINUTE * shares
        at = NormalDist().inv_cdf
        return [max(0, round(mean + mean / 3 * at((n + 0.5) / 16))) for n in range(16)]

    def changes(self, chosen: Sequence[Span]) -> float:
        """What it costs that standing blocks are elsewhere."""
        return sum(
            self.price_of(block) / MINUTE
            for block in self.movable
            if block.span not in chosen
        )

    def price_of(self, block: Block) -> timedelta:
        """What it costs to change a standing block."""
        days = [day for day in self.days if day > self.today]
        ahead = sum(day <= self.day(block.span) for day in days)
        firm = block.state is not State.PROPOSED and ahead <= self.policy.firm_days
        return self.policy.change_cost if firm else self.policy.pencil_cost

    def promises(self, chosen: Sequence[Span]) -> float:
        """What is missing of pledges and of what is owed; the debt is paid first."""
        owed = self.problem.owed
        quarters_owed = -(-owed // QUARTER)
        got = {target: self._kept(target) for target in self.policy.targets}
        for span in sorted(chosen):
            quarters = span.length // QUARTER
            paying = min(quarters, quarters_owed)
            quarters_owed -= paying
            owed -= min(owed, paying * QUARTER)
            for target in got:
                if target.first <= self.day(span) < target.last:
                    got[target] += (quarters - paying) * QUARTER
        shortages = sum(self._short(target, kept) for target, kept in got.items())
        return self.policy.owed_price * (owed / MINUTE) + shortages

    def _kept(self, target: Target) -> timedelta:
        return sum(
            (
                span.length
                for span in self.done
                if target.first <= self.day(span) < target.last
            ),
            timedelta(),
        )

    def _short(self, target: Target, kept: timedelta) -> float:
        hoped, floor = timedelta(hours=target.hours), timedelta(hours=target.floor)
        below = max(timedelta(), floor - kept)
        above = max(timedelta(), hoped - kept) - below
        policy = self.policy
        return policy.floor_price * (below / MINUTE) + policy.target_price * (
            above / MINUTE
        )

    def rows_and_droughts(self, chosen: Sequence[Span]) -> float:
        """What block days in a row cost in intense time, and days without a block."""
        full = {self.day(span) for span in (*chosen, *self.done)}
        dry, cost = self.dry_before(), 0.0
        for day in self.days:
            intense = any(
                target.phase == "intense" and target.first <= day < target.last
                for target in self.policy.targets
            )
            if day in full:
                cost += self.policy.adjacency_cost / MINUTE * (intense and not dry)
                dry = 0
            else:
                dry += 1
                too_long = dry > self.policy.drought_days
                cost += self.policy.drought_cost / MINUTE * too_long
        return cost

    def dry_before(self) -> int:
        """Working days without a block before the first day; 1 where none is known."""
        past = [day for span in self.done if (day := self.day(span)) < self.days[0]]
        if not past:
            return 1
        between = (self.days[0] - max(past)).days
        return sum((max(past) + DAY * n).weekday() < 5 for n in range(1, between))
