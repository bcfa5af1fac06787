from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.calendars.focus.blocks import BERLIN, at, block, placed, purposes
from tightrope.calendars.focus.words import (
    clean,
    description_of,
    purpose_in,
    said,
    survival_in_words,
    title_of,
)
from tightrope.core.planner.answer import Placed, Reason


def test_the_title_names_the_purpose() -> None:
    assert title_of(block(at("09:00", 180))) == "Focus: hiring plan"


@pytest.mark.parametrize("purpose", [None, "", " \n ", "long-term work"])
def test_a_block_without_purpose_is_long_term_work(purpose: str | None) -> None:
    assert title_of(block(at("09:00", 180), purpose=purpose)) == (
        "Focus: long-term work"
    )


@given(purposes)
def test_the_purpose_is_found_in_its_title(purpose: str | None) -> None:
    title = title_of(block(at("09:00", 180), purpose=purpose))

    assert purpose_in(title) == said(purpose)


@pytest.mark.parametrize(
    ("title", "purpose"),
    [
        ("Focus", None),
        ("Focus:", None),
        ("Focus:roadmap", "roadmap"),
        ("Quarterly roadmap", "Quarterly roadmap"),
        ("", None),
    ],
)
def test_a_title_changed_elsewhere_still_tells_the_purpose(
    title: str, purpose: str | None
) -> None:
    assert purpose_in(title) == purpose


@given(st.text())
def test_clean_text_is_one_line_of_the_same_words(text: str) -> None:
    line = clean(text)

    assert line.splitlines() in ([line], [])
    assert line.split() == text.replace("\x85", " ").split() or any(
        ord(char) < 32 or 127 <= ord(char) < 160 for char in text
    )


def test_a_lone_surrogate_can_be_written_after_cleaning() -> None:
    assert clean("a\ud800b").encode() == b"a b"


def test_the_description_says_all_that_a_colleague_asks() -> None:
    text = description_of(placed(block(at("09:00", 195))), BERLIN)

    assert text == (
        "For: hiring plan\n"
        "\n"
        "Why here:\n"
        "- a free morning\n"
        "\n"
        "About 8 in 10 blocks like this are kept whole.\n"
        "Incidents and people who are stuck may interrupt; everything else waits "
        "until 12:15.\n"
        "It repays 1 h 10 of owed time."
    )


def test_the_description_leaves_out_what_is_not_so() -> None:
    bare = Placed(block=block(at("09:00", 180), purpose=None), survival=0.5)

    assert description_of(bare, BERLIN) == (
        "For: long-term work\n"
        "\n"
        "About 5 in 10 blocks like this are kept whole.\n"
        "Incidents and people who are stuck may interrupt; everything else waits "
        "until 12:00."
    )


@pytest.mark.parametrize("rule", ["stability", "survival"])
def test_what_is_said_elsewhere_or_changes_by_itself_is_no_reason(rule: str) -> None:
    more = Reason(rule=rule, points=1, text="said elsewhere")
    once = placed(block(at("09:00", 180)))

    twice = replace(once, why=(more, *once.why))

    assert description_of(twice, BERLIN) == description_of(once, BERLIN)


def test_a_reason_cannot_add_a_line_of_its_own() -> None:
    text = description_of(
        placed(block(at("09:00", 180)), because="a\r\nb\x00\u2028c"), BERLIN
    )

    assert "- a b c" in text.split("\n")


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (0.0, "Hardly any blocks like this are kept whole."),
        (0.31, "About 3 in 10 blocks like this are kept whole."),
        (0.94, "About 9 in 10 blocks like this are kept whole."),
        (1.0, "Nearly all blocks like this are kept whole."),
    ],
)
def test_survival_is_said_in_tenths(rate: float, words: str) -> None:
    assert survival_in_words(rate) == words


def test_nothing_owed_is_not_mentioned() -> None:
    free = Placed(block=block(at("09:00", 180)), survival=1, repays=timedelta())

    assert "owed" not in description_of(free, BERLIN)
