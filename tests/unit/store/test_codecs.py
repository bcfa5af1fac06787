from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tightrope.core.errors import Problem
from tightrope.core.planner import Block, Placed, State
from tightrope.core.planner.answer import Reason, RunnerUp
from tightrope.core.timeline import Event, Span, Status
from tightrope.flows.ports import Suggested
from tightrope.store.codecs import placed, texts
from tightrope.store.codecs.events import events_of, rows_of
from tightrope.store.codecs.moments import moment, number

MOMENTS = st.datetimes(timezones=st.just(UTC))
SPANS = st.tuples(MOMENTS, MOMENTS).map(lambda two: Span(min(two), max(two)))
TEXTS = st.text()
DAYS = st.dates()
MAYBE = st.none() | st.booleans()
FINITE = st.floats(allow_nan=False)
EVENTS = st.builds(
    Event,
    uid=TEXTS,
    span=SPANS,
    days=st.none() | st.tuples(DAYS, DAYS),
    recurrence_id=st.none() | TEXTS,
    series=TEXTS,
    title=st.text(st.characters()),
    busy=st.booleans(),
    status=st.sampled_from(Status),
    cancelled=st.booleans(),
    away=st.booleans(),
    attendees=st.integers(0, 10**6),
    organizer_is_me=MAYBE,
    outside=MAYBE,
    flexible=st.booleans(),
    created=st.none() | MOMENTS,
    changed=st.none() | MOMENTS,
    categories=st.lists(TEXTS).map(tuple),
    source=st.integers(1, 2**40).map(str),
)
BLOCKS = st.builds(
    Block,
    id=st.just("b1"),
    span=SPANS,
    state=st.sampled_from(State),
    purpose=st.none() | TEXTS,
)
PLACED = st.builds(
    Placed,
    block=BLOCKS,
    survival=st.floats(0, 1),
    repays=st.timedeltas(),
    why=st.lists(st.builds(Reason, rule=TEXTS, points=FINITE, text=TEXTS)).map(tuple),
    runner_up=st.none() | st.builds(RunnerUp, span=SPANS, points=FINITE),
)
PROBLEMS = st.builds(Problem, source=TEXTS, where=TEXTS, what=TEXTS)


@given(MOMENTS)
def test_a_moment_is_read_back(one: datetime) -> None:
    assert moment(number(one)) == one


@given(MOMENTS, MOMENTS)
def test_numbers_are_in_the_order_of_moments(one: datetime, two: datetime) -> None:
    assert (number(one) < number(two)) == (one < two)


@given(st.lists(EVENTS))
def test_events_are_read_back_as_they_were(events: list[Event]) -> None:
    rows = [
        (*row, int(event.source))
        for event, row in zip(events, rows_of(events), strict=True)
    ]

    found = list(events_of(rows))

    assert found == events
    assert [hash(event) for event in found] == [hash(event) for event in events]


@given(PLACED)
def test_why_a_block_is_where_it_is_is_read_back(one: Placed) -> None:
    assert placed.placed_of(placed.why_text(one), one.block) == one


@given(st.builds(Suggested, before=SPANS, placed=st.none() | PLACED, because=st.text()))
def test_what_is_suggested_is_read_back(one: Suggested) -> None:
    assert placed.suggested_of(placed.suggested_text(one), "b1") == one


@given(st.frozensets(TEXTS))
def test_names_are_read_back(names: frozenset[str]) -> None:
    assert texts.names_of(texts.names_text(names)) == names


@given(st.dictionaries(TEXTS, TEXTS))
def test_words_are_read_back(words: dict[str, str]) -> None:
    assert texts.words_of(texts.words_text(words)) == words


@given(st.lists(PROBLEMS).map(tuple))
def test_problems_are_read_back(problems: tuple[Problem, ...]) -> None:
    assert texts.problems_of(texts.problems_text(problems)) == problems


@given(st.dictionaries(DAYS, FINITE))
def test_hours_are_read_back(hours: dict[date, float]) -> None:
    assert texts.hours_of(texts.hours_text(hours)) == hours


@given(st.frozensets(DAYS))
def test_days_are_read_back(days: frozenset[date]) -> None:
    assert texts.days_of(texts.days_text(days)) == days


@given(st.recursive(TEXTS | st.integers() | st.none(), st.lists))
def test_every_text_is_ascii_so_that_any_letter_can_be_kept(value: Any) -> None:
    assert texts.text_of(value).isascii()


def test_an_event_costs_no_more_than_its_words() -> None:
    start = datetime(2026, 11, 16, tzinfo=UTC)
    event = Event(uid="a", span=Span(start, start + timedelta(hours=1)), title="Review")

    [(*_, facts)] = rows_of([event])

    assert len(facts) < 100


@given(EVENTS, st.lists(TEXTS, min_size=2))
def test_occurrences_of_a_series_are_written_as_each_would_be_alone(
    event: Event, names: list[str]
) -> None:
    series = [replace(event, recurrence_id=name) for name in names]

    assert list(rows_of(series)) == [row for one in series for row in rows_of([one])]
