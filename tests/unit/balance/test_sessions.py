"""Work that no calendar holds: sessions of traces, and their scale."""

from datetime import date, timedelta
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.balance.one_week import BERLIN, MONDAY, WEEK, at, event, whole
from tightrope.core.balance import (
    Answer,
    Facet,
    NoSuchAnswer,
    Scale,
    Session,
    Worked,
    daily_load,
    question,
    scales,
    sessions,
)
from tightrope.core.timeline import Activity, Span, Trace


def trace(
    clock: str,
    kind: Trace = Trace.COMMIT,
    text: str = "fix: retries",
    minutes: float = 0,
    source: str = "git",
) -> Activity:
    span = at(clock, minutes)
    return Activity(
        id=f"{clock} {kind} {text}", trace=kind, span=span, text=text, source=source
    )


def spans(*activities: Activity) -> list[Span]:
    return [session.span for session in sessions(activities)]


def test_commits_close_together_are_one_session_with_what_was_worked_before() -> None:
    assert sessions([trace("11:00"), trace("10:00"), trace("12:30")]) == [
        Session(span=at("09:15", 195), source="git", facet=Facet.CODE, traces=3)
    ]


def test_a_silence_of_more_than_two_hours_ends_a_session() -> None:
    assert spans(trace("10:00"), trace("12:00"), trace("14:01")) == [
        at("09:15", 165),
        at("13:16", 45),
    ]


def test_a_review_needs_less_time_before_it_than_a_commit() -> None:
    session = sessions([trace("10:00", Trace.REVIEW, "Add retries")])[0]

    assert (session.span, session.facet) == (at("09:45", 15), Facet.REVIEW)


def test_commits_of_a_machine_in_one_second_are_one() -> None:
    batch = [trace("10:00", text=f"pick {number}") for number in range(9)]

    assert sessions(batch)[0].traces == 1


def test_a_prototype_is_vision() -> None:
    texts = ["Prototype the importer", "Proof of concept: sync", "Prototype of maps"]
    done = sessions([trace(f"1{n}:00", text=text) for n, text in enumerate(texts)])

    assert done[0].facet is Facet.PROTOTYPE


def test_an_incident_takes_the_hours_that_were_worked_in_it() -> None:
    outage = trace("09:30", Trace.INCIDENT, "Queue is stuck", minutes=480)

    done = sessions([outage, trace("10:00"), trace("11:00")])

    assert [one.span for one in done if one.facet is Facet.INCIDENT] == [
        at("09:30", 90)
    ]


def test_an_incident_without_traces_takes_its_first_hours() -> None:
    assert spans(trace("09:00", Trace.INCIDENT, minutes=600)) == [at("09:00", 120)]


def load(worked: Worked, *events: object) -> float:
    days = daily_load(events, WEEK, BERLIN, worked=worked)  # type: ignore[arg-type] # events
    return {day.day: day.hours for day in days}[MONDAY]


def session(
    clock: str, minutes: float, facet: Facet = Facet.CODE, source: str = "git"
) -> Session:
    return Session(span=at(clock, minutes), source=source, facet=facet, traces=3)


def test_each_hour_counts_once_and_the_calendar_has_it_first() -> None:
    worked = Worked(
        sessions=[session("09:00", 180), session("10:00", 180, source="tracker")]
    )

    # 09:00-13:00 of work, an hour of it in a meeting
    assert load(worked, event("Demo", at("10:00", 60))) == 4.0


def test_vision_is_no_load_but_takes_its_time() -> None:
    worked = Worked(
        sessions=[
            session("09:00", 120, Facet.PROTOTYPE),
            session("10:00", 120),
        ]
    )

    assert load(worked) == 1.0


def test_an_incident_goes_before_other_work() -> None:
    worked = Worked(
        sessions=[
            session("09:00", 120, Facet.PROTOTYPE),
            session("10:00", 60, Facet.INCIDENT),
        ]
    )

    assert load(worked) == 1.0


def test_a_day_holds_no_more_than_fourteen_hours() -> None:
    worked = Worked(sessions=[session("08:00", 900)])

    assert load(worked) == 12.0
    assert load(worked, event("Customer call", at("00:30", 420))) == 14.0


def test_work_on_a_day_off_stays_off() -> None:
    worked = Worked(sessions=[session("09:00", 180)])

    assert load(worked, whole("Urlaub", 0)) == 0.0


def test_what_a_person_said_scales_their_hours() -> None:
    worked = Worked(
        sessions=[session("09:00", 180)], scales={"git": Scale(mean=0.4054651)}
    )

    assert isclose(load(worked), 4.5, rel_tol=1e-6)


def answer(said: float, week: int = 0, source: str = "git") -> Answer:
    monday = date(2026, 10, 5) + timedelta(weeks=week)
    return Answer(source=source, week=monday, looked=9.0, said=said)


def test_before_any_answer_the_hours_are_as_they_look_and_widely_unsure() -> None:
    low, high = Scale().between(9.0)

    assert (round(low, 1), round(high, 1)) == (5.8, 14.1)
    assert scales([]) == {}


def test_four_answers_make_it_three_times_as_sure() -> None:
    found = scales([answer(12.0, week) for week in range(4)])["git"]

    assert round(found.spread, 2) == 0.12
    assert 1.2 < found.factor < 12 / 9
    assert found.answers == 4


def test_the_last_answer_on_a_week_holds() -> None:
    assert scales([answer(3.0), answer(9.0)]) == scales([answer(9.0)])


def test_sources_are_scaled_apart() -> None:
    found = scales([answer(18.0, source="git"), answer(9.0, source="tracker")])

    assert found["git"].factor > found["tracker"].factor == 1.0


def test_the_question_says_what_it_looked_like_and_how_sure_that_is() -> None:
    assert question("tightrope", 9.0) == (
        "Your work in tightrope looked like 9 h last week, between 6 h and 14 h; "
        "was it more or less?"
    )
    assert question("tightrope", 0.5) is None


def test_an_answer_of_nothing_is_refused() -> None:
    with pytest.raises(NoSuchAnswer):
        answer(0.0)


@given(st.lists(st.floats(0.5, 60), min_size=1, max_size=12))
def test_no_answer_pulls_further_than_it_says(said: list[float]) -> None:
    found = scales([answer(hours, week) for week, hours in enumerate(said)])["git"]

    ratios = [hours / 9.0 for hours in said]
    assert min(*ratios, 1.0) - 1e-9 <= found.factor <= max(*ratios, 1.0) + 1e-9
    assert found.spread < 0.35


@given(
    st.lists(st.tuples(st.integers(0, 1439), st.sampled_from(list(Trace))), max_size=20)
)
def test_sessions_cover_each_trace_and_come_in_order(
    found: list[tuple[int, Trace]],
) -> None:
    traces = [
        trace(f"{minute // 60:02}:{minute % 60:02}", kind, minutes=0)
        for minute, kind in found
        if kind is not Trace.INCIDENT
    ]

    done = sessions(traces)

    assert done == sorted(done, key=lambda one: one.span)
    for one in traces:
        assert any(
            session.span.start <= one.span.start <= session.span.end for session in done
        )
