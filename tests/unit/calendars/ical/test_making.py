"""Records made without guards, and the search for unused memory at rest."""

import gc
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bench._office import YEAR, office
from tightrope.calendars.ical import Component, occurrences, read
from tightrope.calendars.ical.collector import at_rest
from tightrope.calendars.ical.drafts import draft_of
from tightrope.core.timeline import Event, Span


def test_the_records_are_those_that_their_own_constructors_make() -> None:
    components, _ = read("".join(office(120)).encode())

    events = list(occurrences(components, YEAR))

    assert len(events) > 300
    for event in events:
        checked = replace(event, span=Span(event.span.start, event.span.end))
        assert (type(event), type(event.span)) == (Event, Span)
        assert (event, hash(event), repr(event)) == (
            checked,
            hash(checked),
            repr(checked),
        )
    parts = [replace(component) for component in components]
    assert parts == components
    assert {type(component) for component in components} == {Component}


def test_a_record_that_was_a_draft_is_frozen() -> None:
    made = draft_of(Span)()
    made.start = made.end = datetime(2026, 3, 2, tzinfo=UTC)
    made.__class__ = Span

    with pytest.raises(AttributeError):
        made.end = made.start + timedelta(hours=1)


@pytest.fixture(name="collecting")
def fixture_collecting() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


@pytest.mark.usefixtures("collecting")
def test_the_search_rests_within_and_goes_on_after_whatever_happens() -> None:
    within: list[bool] = []

    def fail() -> None:
        with at_rest():
            within.append(gc.isenabled())
            raise KeyError

    with pytest.raises(KeyError):
        fail()

    assert within == [False]
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


@pytest.mark.usefixtures("collecting")
def test_a_search_that_was_off_stays_off() -> None:
    gc.disable()

    with at_rest():
        pass

    assert not gc.isenabled()


@pytest.mark.usefixtures("collecting")
def test_what_the_program_froze_stays_frozen() -> None:
    gc.freeze()
    frozen = gc.get_freeze_count()

    with at_rest():
        made = [[number] for number in range(20_000)]

    # One that is frozen may be dropped meanwhile by whoever holds it.
    assert frozen - 1000 < gc.get_freeze_count() <= frozen
    assert len(made) == 20_000


@pytest.mark.usefixtures("collecting")
def test_a_circle_made_within_is_found_later() -> None:
    class Circle:
        gone = False

        def __del__(self) -> None:
            Circle.gone = True

    with at_rest():
        circle = Circle()
        circle.__dict__["self"] = circle
        del circle

    gc.collect()
    assert Circle.gone
