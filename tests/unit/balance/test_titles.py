"""Titles as words, and phrases found in them."""

import pytest

from tightrope.core.balance.phrases import EmptyPhrase, PhraseBook, phrase
from tightrope.core.balance.title import CUT, fold, is_pair, title


def found(text: str, *wanted: str) -> dict[str, str]:
    book: PhraseBook[str] = PhraseBook()
    for one in wanted:
        book.add(phrase(one), one)
    return book.found_in(title(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sprint planning", ("sprint", "planning")),
        ("  RÉUNION\u00a0d\u2019équipe ", ("reunion", "d", "equipe")),
        ("🚨 Out\u200bage\ufe0f!", ("outage",)),
        ("\uff33\uff34and\uff35p", ("standup",)),
        ("feature_request.md", ("feature", "request", "md")),
        ("Release 26.0 + 1:1", ("release", "26.0", "1", "1")),
        ("Straße", ("strasse",)),
        ("🏖", ()),
        ("", ()),
    ],
)
def test_a_title_is_its_words_without_case_accents_and_signs(
    text: str, words: tuple[str, ...]
) -> None:
    assert title(text).words == ("^", *words, "$")


def test_a_title_is_read_up_to_a_length_even_where_signs_unfold() -> None:
    assert len(fold("\ufdfa" * 1_000_000)) <= CUT


@pytest.mark.parametrize(
    ("wanted", "text", "shown"),
    [
        ("post mortem*", "Two Post-Mortems", "post-mortems"),
        ("1:1", "1:1 Ana", "1:1"),
        ("*gespräch", "Jahresgespräch Ana", "jahresgesprach"),
        ("^ lunch $", "Lunch", "lunch"),
        ("^ focus", "Focus: roadmap", "focus"),
        ("talk $", "Exit talk!", "talk"),
    ],
)
def test_a_phrase_is_found_and_shown_as_it_stands(
    wanted: str, text: str, shown: str
) -> None:
    assert found(text, wanted) == {wanted: shown}


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("art", "Start"),
        ("post mortem*", "Post a mortem"),
        ("^ lunch $", "Lunch with the board"),
        ("^ focus", "In focus"),
        ("talk $", "Talk to Ana"),
        ("sprint planning", "sprint"),
    ],
)
def test_a_phrase_is_not_found_in_other_words(wanted: str, text: str) -> None:
    assert found(text, wanted) == {}


def test_phrases_that_begin_alike_are_all_found() -> None:
    assert found("Code review", "code", "code review", "cod*", "*view", "go") == {
        "code": "code",
        "code review": "code review",
        "cod*": "code",
        "*view": "review",
    }


@pytest.mark.parametrize("text", ["", "  ", "^", "$", "^ $", "*", "🏖", "^ *"])
def test_a_phrase_without_a_word_is_refused(text: str) -> None:
    with pytest.raises(EmptyPhrase):
        phrase(text)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Wei / Noor", True),
        ("Ana <> Tom", True),
        ("Jonas x Wei", True),
        ("Inês  &  Lucía 🙂", False),
        ("Sprint planning", False),
        ("Design / product sync", False),
        ("a" * 10_000, False),
    ],
)
def test_two_names_are_a_pair(text: str, *, pair: bool) -> None:
    assert is_pair(text) is pair
