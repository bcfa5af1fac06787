from collections import Counter
from datetime import UTC, datetime, timedelta

from tests.unit.sample.seen import Seen
from tightrope import sample
from tightrope.core.timeline import Span

STAGES = ("captured", "validating", "prototype", "roadmap")


def test_the_ideas_are_those_of_the_board() -> None:
    ideas = sample.ideas()

    reached = Counter(stage for idea in ideas for stage in idea.reached)
    alive = Counter(idea.stage for idea in ideas if not idea.let_go)

    assert reached == Counter(captured=26, validating=11, prototype=5, roadmap=3)
    assert alive == Counter(captured=6, validating=2, prototype=1, roadmap=3)


def test_most_ideas_came_out_of_daily_work() -> None:
    kinds = Counter(idea.kind for idea in sample.ideas())

    assert kinds == Counter(incident=7, meeting=8, review=5, thinking=6)


def test_an_idea_runs_forward_through_its_stages() -> None:
    for idea in sample.ideas():
        moments = [idea.reached[stage] for stage in STAGES if stage in idea.reached]

        assert moments == sorted(moments)
        assert [stage for stage in STAGES if stage in idea.reached][-1] == idea.stage
        assert (idea.wrong_if is not None) == (idea.stage != "captured")
        assert max(moments[-1], idea.let_go or moments[-1]) <= idea.touched
        assert idea.touched <= sample.NOW


def test_what_an_idea_came_out_of_took_place_before_it(
    occurrences: list[Seen],
) -> None:
    stood = {(one.uid, one.span.start, one.title) for one in occurrences}
    for idea in sample.ideas():
        asked = [source for source, _ in idea.evidence]
        sources = [idea.source] if idea.source else []

        assert {(one.uid, one.start, one.title) for one in [*sources, *asked]} <= stood
        assert [
            one.title for one in sources if one.start > idea.reached["captured"]
        ] == []


def test_five_were_asked_and_three_said_yes() -> None:
    (offline,) = (idea for idea in sample.ideas() if "Offline sync" in idea.title)

    assert offline.asked is not None
    assert [answer for _, answer in offline.evidence].count("yes") == offline.asked.yes
    assert (len(offline.evidence), offline.asked.of) == (offline.asked.asked, 8)


def test_the_blocks_add_up_to_what_was_promised() -> None:
    lengths = [block.end - block.start for block in sample.blocks()]
    promised = [length for length in lengths if length >= timedelta(hours=3)]

    assert sum(promised, timedelta()) == timedelta(hours=52)


def test_what_was_given_up_says_why_and_what_then() -> None:
    left = [
        (block.because, block.then, block.end - block.broken)
        for block in sample.blocks()
        if block.broken
    ]

    assert left == [
        ("tired", "let-go", timedelta(hours=1, minutes=30)),
        ("stuck", "owe", timedelta(hours=2, minutes=45)),
        ("incident", "owe", timedelta(hours=3, minutes=10)),
    ]


def test_each_block_stands_on_the_calendar(occurrences: list[Seen]) -> None:
    stood = {(one.uid, one.span) for one in occurrences}

    assert {
        (block.uid, Span(block.start, block.end)) for block in sample.blocks()
    } <= stood
    assert Counter(block.state for block in sample.blocks()) == Counter(
        kept=12, overridden=3, firm=1
    )


def test_each_incident_and_its_review_stand_on_the_calendar(
    occurrences: list[Seen],
) -> None:
    spans = {one.uid: one.span for one in occurrences}
    for incident in sample.incidents():
        assert spans[incident.uid] == Span(incident.start, incident.end)
        if incident.review:
            assert spans[incident.review].start >= incident.end


def test_the_real_hours_are_complete_but_for_one() -> None:
    rows = sample.cto_hours()

    assert len(rows) == 70
    assert [len(row) for row in rows].count(5) == 1
    assert round(sum(float(row["on_clock_h"]) for row in rows) / len(rows), 1) == 51.7


def test_moments_know_their_zone() -> None:
    assert sample.NOW.astimezone(UTC) == datetime(2026, 11, 17, 7, 30, tzinfo=UTC)
