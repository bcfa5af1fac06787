"""What a person corrected, and what becomes of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tightrope.core.balance import (
    Blend,
    Corrected,
    Entry,
    Facet,
    Item,
    NoSuchFacet,
    Side,
    Undone,
    Verdict,
    classify,
    default_rules,
    parse_rules,
    remembered,
    standing,
    taught,
)
from tightrope.core.timeline import Event, Span

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HEARTBEAT = Item("Heartbeat", series="heartbeat@work")
IAB = Item("IAB Technical Discussion: Content Moderation", series="iab-7")


def corrected(item: Item, facet: Facet, name: str = "c1") -> Corrected:
    return Corrected(id=name, at=NOON, item=item, facet=facet)


def judge(*log: Entry) -> Blend:
    rules = default_rules()
    return Blend(rules, taught(log, rules))


def facet_of(item: Item, *log: Entry) -> Facet:
    return classify(item, judge(*log)).facet


def test_a_correction_holds_for_its_series_whatever_it_is_called() -> None:
    said = corrected(HEARTBEAT, Facet.ONE_ON_ONE)

    assert classify(replace(HEARTBEAT, text="Sprint planning"), judge(said)) == Verdict(
        Side.GRIND,
        Facet.ONE_ON_ONE,
        0.99,
        "you sorted this series",
        words=("sprint planning",),
    )


def test_it_holds_for_each_occurrence_past_and_future() -> None:
    said = corrected(HEARTBEAT, Facet.STRATEGY)
    occurrences = [
        Event(
            uid="heartbeat@work",
            recurrence_id=when.isoformat(),
            title="Heartbeat",
            span=Span(when, when + timedelta(hours=1)),
        )
        for when in (NOON - timedelta(weeks=50), NOON, NOON + timedelta(weeks=50))
    ]

    facets = [facet_of(Item.of(event), said) for event in occurrences]

    assert facets == [Facet.STRATEGY] * 3


def test_it_holds_for_the_same_title_elsewhere_with_any_number_in_it() -> None:
    said = corrected(Item("Heartbeat 41", series="a"), Facet.ONE_ON_ONE)

    verdict = classify(Item("HEARTBEAT  #42", series="b"), judge(said))

    assert (verdict.facet, verdict.because) == (
        Facet.ONE_ON_ONE,
        "you sorted this title",
    )


def test_it_holds_for_the_same_people_under_another_title() -> None:
    people = frozenset({"ana@work.example", "tom@work.example"})
    said = corrected(Item("Heartbeat", series="a", people=people), Facet.ONE_ON_ONE)

    verdict = classify(Item("Weekly", series="b", people=people), judge(said))

    assert (verdict.facet, verdict.confidence, verdict.because) == (
        Facet.ONE_ON_ONE,
        0.8,
        "you sorted a meeting of the same people",
    )


def test_two_series_of_one_title_say_nothing_of_a_third() -> None:
    log = (
        corrected(Item("Sync", series="a"), Facet.ONE_ON_ONE, "c1"),
        corrected(Item("Sync", series="b"), Facet.ADMIN, "c2"),
    )

    known = remembered(log)

    assert [known.of(Item("Sync", series=name)) and True for name in "abc"] == [
        True,
        True,
        None,
    ]


def test_the_last_word_on_a_series_holds() -> None:
    log = (
        corrected(HEARTBEAT, Facet.ADMIN, "c1"),
        corrected(HEARTBEAT, Facet.ONE_ON_ONE, "c2"),
    )

    assert facet_of(HEARTBEAT, *log) is Facet.ONE_ON_ONE


def test_what_is_undone_leaves_what_was_said_before() -> None:
    log = (
        corrected(HEARTBEAT, Facet.ADMIN, "c1"),
        corrected(HEARTBEAT, Facet.ONE_ON_ONE, "c2"),
        Undone(id="u1", at=NOON, corrected="c2"),
    )

    assert facet_of(HEARTBEAT, *log) is Facet.ADMIN


def test_all_undone_is_as_if_nothing_had_been_said() -> None:
    log = (
        corrected(HEARTBEAT, Facet.ADMIN),
        Undone(id="u1", at=NOON, corrected="c1"),
    )

    assert classify(HEARTBEAT, judge(*log)) == classify(HEARTBEAT)


def test_a_log_that_is_imported_again_says_nothing_new() -> None:
    log = (
        corrected(HEARTBEAT, Facet.ADMIN, "c1"),
        Undone(id="u1", at=NOON, corrected="c1"),
    )

    assert standing((*log, *log)) == ()


def test_other_rules_do_not_overwrite_it() -> None:
    rules = parse_rules(
        '[[rule]]\nid = "beat"\nfacet = "code"\nwords = ["heartbeat"]\n', "mine.toml"
    )
    said = corrected(HEARTBEAT, Facet.STRATEGY)

    assert classify(HEARTBEAT, Blend(rules, taught([said], rules))).facet is (
        Facet.STRATEGY
    )


def test_it_lifts_its_neighbours() -> None:
    neighbour = Item("IAB Technical Discussion: Safe Browsing", series="iab-8")
    log = (
        corrected(IAB, Facet.STRATEGY, "c1"),
        corrected(Item("IAB Technical Discussion: Privacy"), Facet.STRATEGY, "c2"),
    )

    before, after = classify(neighbour), classify(neighbour, judge(*log))

    assert not before.sure
    assert (after.facet, after.side, after.sure) == (
        Facet.STRATEGY,
        Side.VISION,
        True,
    )
    assert after.because == (
        "learnt from 'iab', 'iab technical', 'technical discussion'"
    )


def test_it_leaves_strangers_alone() -> None:
    log = (corrected(IAB, Facet.STRATEGY),)

    for text in ("Standup", "Interview: backend", "Board meeting", "Zahnarzt"):
        assert classify(Item(text), judge(*log)) == classify(Item(text))


def test_a_private_entry_may_be_made_work_and_work_private() -> None:
    log = (
        corrected(Item("Dentist"), Facet.PRODUCT_MEETING, "c1"),
        corrected(Item("Choir board"), Facet.OFF, "c2"),
    )

    assert facet_of(Item("Dentist"), *log) is Facet.PRODUCT_MEETING
    assert classify(Item("Choir board"), judge(*log)).side is Side.OFF


def test_an_all_day_leave_that_is_work_is_no_absence() -> None:
    leave = Item("Urlaub", all_day=True)

    verdict = classify(leave, judge(corrected(leave, Facet.PLANNING)))

    assert (verdict.facet, verdict.absence) == (Facet.PLANNING, None)


def test_facts_of_the_calendar_are_learnt_too() -> None:
    log = [
        corrected(Item(f"xq{n}", attendees=2, recurring=True), Facet.ONE_ON_ONE, str(n))
        for n in range(4)
    ]

    verdict = classify(Item("zz", attendees=2, recurring=True), judge(*log))

    assert verdict.facet is Facet.ONE_ON_ONE


def test_nothing_can_be_put_under_unsorted() -> None:
    with pytest.raises(NoSuchFacet, match="to take one back, undo it"):
        corrected(HEARTBEAT, Facet.UNSORTED)


TITLES = st.sampled_from(["Sync", "Heartbeat", "Board", "1:1 Ana", "Spike", "Urlaub"])
FACETS = st.sampled_from([one for one in Facet if one is not Facet.UNSORTED])
SAID = st.tuples(TITLES, st.sampled_from("abc"), FACETS)


@given(said=st.lists(SAID, min_size=1, max_size=8))
def test_whatever_was_said_last_of_a_series_is_kept(
    said: Sequence[tuple[str, str, Facet]],
) -> None:
    log = [
        corrected(Item(text, series=series), facet, str(number))
        for number, (text, series, facet) in enumerate(said)
    ]
    last = {series: (text, facet) for text, series, facet in said}

    blend = judge(*log)

    for series, (text, facet) in last.items():
        verdict = classify(Item(text, series=series), blend)
        assert (verdict.facet, verdict.side) == (facet, facet.side)
