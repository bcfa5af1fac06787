"""The colours of both themes, and which class of mark is drawn with which."""

from enum import StrEnum
from typing import NamedTuple


class Theme(StrEnum):
    """Light or dark; or whatever the reader's system asks for."""

    LIGHT = "light"
    DARK = "dark"
    AUTO = "auto"


TOKENS: dict[str, tuple[str, str]] = {
    "paper": ("#f6f6f3", "#12151a"),
    "surface": ("#ffffff", "#1a1e25"),
    "sunk": ("#edeee9", "#0d1013"),
    "line": ("#dddfd8", "#2c323b"),
    "line-strong": ("#80868e", "#707986"),
    "ink": ("#1a1e24", "#eaecef"),
    "ink-2": ("#454d57", "#b9bfc8"),
    "ink-3": ("#5f6771", "#9aa2ad"),
    "sky": ("#2846c4", "#a3b5ff"),
    "sky-fill": ("#2f4fd0", "#4c66dc"),
    "sky-tint": ("#e8ecfb", "#1d2544"),
    "sky-edge": ("#8ea1ea", "#5468c9"),
    "earth": ("#8a4b06", "#e9b06c"),
    "earth-fill": ("#97560f", "#a0651f"),
    "earth-tint": ("#f6ecdd", "#33271a"),
    "earth-edge": ("#d6a869", "#8f6a38"),
    "calm-edge": ("#9aa0a7", "#666f7b"),
    "calm-tint": ("#e4e6e1", "#2a3039"),
    "alarm": ("#a01f1a", "#ff9d92"),
    "alarm-tint": ("#fbe9e6", "#3a1c1a"),
    "on-fill": ("#ffffff", "#ffffff"),
    "sky-1": ("#1f379d", "#93a6ff"),
    "sky-2": ("#3f5cd6", "#7b90f3"),
    "sky-3": ("#6d84e4", "#6278da"),
    "sky-4": ("#9bacee", "#4d61b8"),
    "sky-5": ("#c5cff6", "#394990"),
    "earth-1": ("#6f3b03", "#cf9148"),
    "earth-2": ("#97560f", "#b87d3a"),
    "earth-3": ("#bb7a30", "#9c672d"),
    "earth-4": ("#d6a869", "#7d5223"),
    "earth-5": ("#ecd3ae", "#5d3d1b"),
    # Mixed in OKLab beforehand, since not every drawer of SVG can mix colours:
    "today": ("#f5f6f3", "#13161b"),  # 55 % sunk on surface
    "earth-past": ("#fbf6f0", "#252221"),  # 45 % earth-tint on surface
}
"""Each colour's name, with its value in the light and in the dark theme."""


class Fonts(NamedTuple):
    """The names of font families, the first wish first."""

    sans: str
    serif: str


READERS = Fonts(
    sans=(
        'Inter,ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",'
        "sans-serif"
    ),
    serif=(
        'Charter,"Bitstream Charter","Charis SIL","Sitka Text",Cambria,Georgia,serif'
    ),
)
"""What a reader's own machine may have."""

COLOURS: dict[str, dict[str, str]] = {
    # words
    "text": {"fill": "ink-3"},
    ".lab": {"fill": "ink-2"},
    ".strong": {"fill": "ink"},
    ".h1": {"fill": "ink"},
    ".h2": {"fill": "ink"},
    ".name": {"fill": "ink"},
    ".chip-t": {"fill": "ink"},
    ".lede": {"fill": "ink-2"},
    ".day": {"fill": "ink"},
    ".sum": {"fill": "sky"},
    ".t-card": {"fill": "ink"},
    ".t-past": {"fill": "ink-2"},
    ".t-time": {"fill": "ink-2"},
    ".t-focus": {"fill": "on-fill"},
    ".t-sky": {"fill": "sky"},
    ".t-over": {"fill": "ink-2"},
    # grounds and lines
    ".ground": {"fill": "paper"},
    ".frame": {"fill": "surface"},
    ".edge": {"stroke": "line"},
    ".gl": {"stroke": "line"},
    ".today": {"fill": "today"},
    ".under": {"fill": "ink"},
    ".ropel": {"stroke": "ink"},
    ".nowl": {"stroke": "ink"},
    ".sep": {"stroke": "paper"},
    ".brand": {"stroke": "ink"},
    ".brand-head": {"fill": "ink"},
    # facets
    **{
        f".f-{side}-{n}": {"fill": f"{side}-{n}"}
        for side in ("sky", "earth")
        for n in range(1, 6)
    },
    # the cycle
    ".w-intense": {"fill": "earth-fill"},
    ".w-normal": {"fill": "calm-edge"},
    ".w-quiet": {"fill": "sky-fill"},
    ".w-open": {"fill": "calm-tint", "stroke": "calm-edge"},
    ".w-none": {"fill": "line-strong"},
    ".w-booked": {"fill": "calm-edge"},
    ".fan-80": {"fill": "calm-edge"},
    ".fan-mid": {"stroke": "ink"},
    ".spell.intense": {"stroke": "earth-fill"},
    ".spell.normal": {"stroke": "calm-edge"},
    ".spell.quiet": {"stroke": "sky-fill"},
    ".i-fan": {"fill": "calm-tint", "stroke": "ink-3"},
    # the punch card
    ".pc-hi": {"fill": "sky-fill"},
    ".pc-mid": {"fill": "sky-tint", "stroke": "sky"},
    ".pc-lo": {"fill": "surface", "stroke": "earth"},
    ".pc-no": {"fill": "line"},
    # chips
    ".chip.intense": {"fill": "earth-tint", "stroke": "earth-edge"},
    ".chip.normal": {"fill": "calm-tint", "stroke": "calm-edge"},
    ".chip.quiet": {"fill": "sky-tint", "stroke": "sky-edge"},
    ".chip-ic": {"stroke": "ink"},
    # cards of the week
    ".c-grind": {"fill": "earth-tint"},
    ".c-past": {"fill": "earth-past"},
    ".c-incident": {"fill": "alarm-tint"},
    ".c-away": {"fill": "calm-tint"},
    ".c-focus": {"fill": "sky-fill"},
    ".c-pencilled": {"fill": "sky-tint", "stroke": "sky"},
    ".c-proposed": {"fill": "sky-tint", "stroke": "sky"},
    ".c-over": {"fill": "surface", "stroke": "sky-edge"},
    ".c-stripe": {"fill": "sky-tint"},
    ".e-grind": {"fill": "earth-edge"},
    ".e-incident": {"fill": "alarm"},
    ".e-away": {"fill": "calm-edge"},
    ".now": {"stroke": "alarm"},
    ".now-dot": {"fill": "alarm"},
}
"""For each mark, by its selector inside `.chart`, its colours by name."""

FORMS: dict[str, str] = {
    "text": "font-family:SANS;font-variant-numeric:tabular-nums",
    ".strong": "font-weight:600",
    ".h1": "font-family:SERIF;font-size:42px;letter-spacing:-.018em",
    ".h1.narrow": "font-size:30px",
    ".h2": "font-family:SERIF;font-size:24px;letter-spacing:-.008em",
    ".lede": "font-size:18px",
    ".lede.narrow": "font-size:16px",
    ".sub": "font-size:13px",
    ".name": "font-family:SERIF;font-size:20px",
    ".day": "font-family:SERIF;font-size:20px",
    ".tiny": "font-size:10px",
    ".little": "font-size:11px",
    ".usual": "font-size:12px",
    ".t-title": "font-size:13px;font-weight:600",
    ".t-lane": "font-size:12px;font-weight:600",
    ".t-narrow": "font-size:11px;font-weight:600",
    ".struck": "font-weight:400;text-decoration:line-through",
    ".edge": "fill:none",
    ".ropel": "stroke-width:2",
    ".nowl": "stroke-dasharray:2 3",
    ".sep": "stroke-width:1.25",
    ".brand": "fill:none;stroke-width:1.75;stroke-linecap:round",
    ".w-open": "stroke-width:1.25",
    ".w-booked": "fill-opacity:.35",
    ".fan-80": "fill-opacity:.3",
    ".fan-mid": "stroke-width:2;fill:none;stroke-dasharray:5 4",
    ".spell": "stroke-width:3;stroke-linecap:round",
    ".i-fan": "stroke-dasharray:2 2",
    ".pc-mid": "stroke-width:2",
    ".pc-lo": "stroke-width:2;stroke-dasharray:3 2.5",
    ".chip-ic": "fill:none;stroke-width:1.7;stroke-linecap:round",
    ".c-pencilled": "stroke-width:1.5",
    ".c-proposed": "stroke-width:1.5;stroke-dasharray:4 3",
    ".c-over": "stroke-width:1.5",
    ".now": "stroke-width:2",
}
"""For each mark what stays the same in both themes; fonts by kind."""


def colour(token: str, theme: Theme) -> str:
    """The value of a colour in the light or the dark theme."""
    return TOKENS[token][theme is Theme.DARK]


def style_sheet(theme: Theme, *, letters: int = 12, fonts: Fonts = READERS) -> str:
    """The looks of every mark, for a file that stands by itself.

    Args:
        theme: `auto` follows the reader's system, and is light where that is not known.
        letters: the height of plain text.
        fonts: the families to ask for.
    """
    plain = f".chart text{{font-size:{letters}px}}" + "".join(
        f"{_selector(mark)}{{{_in_fonts(form, fonts)}}}" for mark, form in FORMS.items()
    )
    if theme is not Theme.AUTO:
        return plain + _coloured(theme)
    dark = _coloured(Theme.DARK)
    return (
        plain + _coloured(Theme.LIGHT) + f"@media (prefers-color-scheme:dark){{{dark}}}"
    )


def _coloured(theme: Theme) -> str:
    return "".join(
        f"{_selector(mark)}{{"
        + ";".join(f"{part}:{colour(name, theme)}" for part, name in parts.items())
        + "}"
        for mark, parts in COLOURS.items()
    )


def _in_fonts(form: str, fonts: Fonts) -> str:
    return form.replace("SANS", fonts.sans).replace("SERIF", fonts.serif)


def _selector(mark: str) -> str:
    return f".chart {mark}"
