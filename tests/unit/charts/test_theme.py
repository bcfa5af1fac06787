import pytest

from tightrope.charts import Theme, style_sheet
from tightrope.charts.theme import COLOURS, FORMS, TOKENS, colour

BOTH = (Theme.LIGHT, Theme.DARK)

# Each kind of words with each ground it may stand on.
WORDS = [
    *((words, "paper") for words in ("text", ".lab", ".strong", ".h1", ".h2", ".lede")),
    *((words, "paper") for words in (".name", ".sum")),
    *((words, "surface") for words in ("text", ".lab", ".strong", ".day", ".sum")),
    *((".chip-t", ground) for ground in ("earth-tint", "calm-tint", "sky-tint")),
    *((".t-card", ground) for ground in ("earth-tint", "alarm-tint", "calm-tint")),
    *((".t-past", ground) for ground in ("earth-past", "alarm-tint", "calm-tint")),
    *((".t-time", ground) for ground in ("earth-tint", "earth-past", "alarm-tint")),
    *((".t-time", ground) for ground in ("calm-tint", "sky-tint")),
    (".t-focus", "sky-fill"),
    (".t-sky", "sky-tint"),
    *((".t-over", ground) for ground in ("surface", "sky-tint")),
]
# Shapes that say something with the ground beside them.
SHAPES = [
    *((mark, "paper") for mark in (".w-intense", ".w-quiet", ".fan-mid", ".nowl")),
    (".c-focus", "surface"),
    (".c-proposed", "surface"),
    (".c-proposed", "sky-tint"),
    (".now", "surface"),
    (".ropel", "paper"),
]


def light(value: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [int(value[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted([light(one), light(other)])
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", BOTH)
@pytest.mark.parametrize(("words", "ground"), WORDS)
def test_words_can_be_read_on_their_ground(
    words: str, ground: str, theme: Theme
) -> None:
    ink = colour(COLOURS[words]["fill"], theme)

    assert contrast(ink, colour(ground, theme)) >= 4.5


@pytest.mark.parametrize("theme", BOTH)
@pytest.mark.parametrize(("mark", "ground"), SHAPES)
def test_shapes_stand_out_from_their_ground(
    mark: str, ground: str, theme: Theme
) -> None:
    token = COLOURS[mark].get("stroke") or COLOURS[mark]["fill"]

    assert contrast(colour(token, theme), colour(ground, theme)) >= 3


def test_every_colour_of_a_mark_is_in_the_table() -> None:
    used = {token for parts in COLOURS.values() for token in parts.values()}

    assert used <= TOKENS.keys()


def test_words_of_the_week_have_a_colour_each() -> None:
    tested = {words for words, _ in WORDS}
    written = {mark for mark in COLOURS if mark.startswith((".t-", ".h", ".l", ".s"))}

    assert written - tested == {
        ".sep",
        ".spell.intense",
        ".spell.normal",
        ".spell.quiet",
    }


@pytest.mark.parametrize("theme", BOTH)
def test_a_fixed_theme_asks_nobody(theme: Theme) -> None:
    sheet = style_sheet(theme)

    assert "@media" not in sheet
    assert f".chart .ground{{fill:{colour('paper', theme)}}}" in sheet


def test_auto_is_light_and_dark_where_the_system_is_dark() -> None:
    light, _, dark = style_sheet(Theme.AUTO).partition(
        "@media (prefers-color-scheme:dark){"
    )

    assert light == style_sheet(Theme.LIGHT)
    assert dark.removesuffix("}") == style_sheet(Theme.DARK).removeprefix(
        light[: light.index(".chart text{fill:")]
    )


def test_no_form_names_a_colour() -> None:
    assert [form for form in FORMS.values() if "#" in form] == []
