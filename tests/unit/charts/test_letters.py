import pytest
from hypothesis import given
from hypothesis import strategies as st

from tightrope.charts.letters import (
    ELLIPSIS,
    Face,
    drawable,
    fitted,
    room_for,
    width,
    wrapped,
)
from tightrope.charts.marks import clean


def test_a_width_is_the_sum_of_its_letters() -> None:
    # Inter 4.1, units of 2048: H 1524, i 496, all digits 1328 where they are tabular.
    assert width("Hi", 2048) == pytest.approx(width("H", 2048) + width("i", 2048))
    assert {width(digit, 2048) for digit in "0123456789"} == {width("0", 2048)}
    assert width("Hi", 12) == pytest.approx(width("Hi", 24) / 2)


def test_semibold_is_wider_than_regular() -> None:
    assert width("Roadmap", 12, Face.BOLD) > width("Roadmap", 12)


@given(st.text(max_size=60).map(clean), st.floats(0, 400))
def test_fitted_words_fit(words: str, room: float) -> None:
    short = fitted(words, room, 12)

    assert room_for(short, 12) <= room or short == ""
    assert words.startswith(short.removesuffix(ELLIPSIS))
    assert short in {words, ""} or len(short) > 2


@given(st.text(max_size=200).map(clean), st.floats(20, 400), st.integers(1, 5))
def test_wrapped_lines_fit_and_lose_no_letter_before_the_cut(
    words: str, room: float, lines: int
) -> None:
    result = wrapped(words, room, 12, lines=lines)

    assert len(result) <= lines
    assert all(room_for(line, 12) <= room for line in result)
    told = "".join(result).replace(" ", "").replace("\N{NO-BREAK SPACE}", "")
    plain = words.replace(" ", "").replace("\N{NO-BREAK SPACE}", "")
    assert plain.startswith(told.removesuffix(ELLIPSIS))


@pytest.mark.parametrize(
    ("words", "room", "lines"),
    [
        ("Roadmap with Tom", 200, ["Roadmap with Tom"]),
        ("Roadmap with Tom", 70, ["Roadmap", "with Tom"]),
        ("Prototyping", 60, ["Prototyp", "ing"]),
        ("Owed: 3 h 10 of it", 60, ["Owed:", "3\xa0h\xa010 of", "it"]),
        ("Roadmap", 12, []),
        ("", 100, []),
    ],
)
def test_words_are_wrapped_between_words_and_around_lengths(
    words: str, room: float, lines: list[str]
) -> None:
    assert wrapped(words, room, 12, lines=3) == lines


def test_an_emoji_of_several_characters_is_never_cut_in_two() -> None:
    couple = "👩🏽‍💻"

    shorts = {fitted(couple * 12, room, 12) for room in range(300, 400, 5)}

    cut = {short.removesuffix(ELLIPSIS) for short in shorts}
    assert cut <= {couple * number for number in range(12)}


@pytest.mark.parametrize(
    ("words", "ours"),
    [
        ("Größe, łódź, Şişli → 3 h 10 · ½ “quoted”", True),
        ("Планування та Καλημέρα", True),
        ("四半期", False),
        ("פגישה", False),
        ("🎉", False),
    ],
)
def test_our_fonts_say_what_they_can_draw(words: str, *, ours: bool) -> None:
    assert drawable(words) is ours
