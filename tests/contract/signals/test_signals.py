"""Every source of activities keeps the port's promises."""

from datetime import UTC, datetime, timedelta

import pytest

from tightrope.core.timeline import Activity, Span, Trace
from tightrope.signals.base import Signals, Traces
from tightrope.signals.memory import MemorySignals

NINE = datetime(2026, 11, 16, 9, tzinfo=UTC)


def commit(name: str, hours: float) -> Activity:
    at = NINE + timedelta(hours=hours)
    return Activity(id=name, trace=Trace.COMMIT, span=Span(at, at))


@pytest.fixture(params=["memory"])
def signals() -> Signals:
    return MemorySignals([commit("c", 2), commit("b", 1), commit("a", 1)])


def test_activities_come_by_start_then_id(signals: Signals) -> None:
    read = signals.read(Span.lasting(NINE, timedelta(hours=8)))

    assert read == Traces(activities=(commit("a", 1), commit("b", 1), commit("c", 2)))


def test_the_window_is_half_open(signals: Signals) -> None:
    read = signals.read(Span(NINE, NINE + timedelta(hours=2)))

    assert read == Traces(activities=(commit("a", 1), commit("b", 1)))
