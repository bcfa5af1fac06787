"""Drawings below each other on one ground, with a heading."""

from collections.abc import Sequence
from dataclasses import dataclass

from tightrope.charts.drawing import Drawing, Size, Table
from tightrope.charts.legend import legend
from tightrope.charts.letters import Face, fitted, room_for, wrapped
from tightrope.charts.marks import clean, mark, moved, num, text
from tightrope.charts.spells import Phase

_MARGIN = {Size.SMALL: 20.0, Size.MEDIUM: 32.0, Size.LARGE: 40.0}
_BETWEEN = 48.0
_MEASURE = 640.0
_ICONS = {
    Phase.INTENSE: "M2 12c2.5 0 2.5-6 5-6s2.5 8 5 8 2.5-6 6-6",
    Phase.NORMAL: "M2 10h16",
    Phase.QUIET: "M2 13c4 0 4-4 8-4s4 4 8 4",
}
_WORDS = {
    Phase.INTENSE: "Intense",
    Phase.NORMAL: "In between",
    Phase.QUIET: "Quiet",
}
_CHIP_LEFT = 34.0
_WALKER = (
    "M1 22q16 4 32 0M17 23V11M5 14.5 29 11.5",
    {"cx": 17.0, "cy": 5.0, "r": 3.0},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What stands above everything.

    Attributes:
        headline: what is true now, as a sentence.
        eyebrow: when that is, in a few words.
        phase: what kind of week it is; nothing when it cannot be told yet.
        phase_words: how the chip says so; nothing for the phase alone.
        lede: the next sentence or two.
    """

    headline: str
    eyebrow: str = ""
    phase: Phase | None = None
    phase_words: str = ""
    lede: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A drawing with its name.

    Attributes:
        drawing: what is drawn.
        title: above it, or nothing.
        sub: a line of small words below the title.
        key_below: the key stands under the drawing instead of over it.
    """

    drawing: Drawing
    title: str = ""
    sub: str = ""
    key_below: bool = False


def sheet(
    sections: Sequence[Section],
    *,
    size: Size = Size.LARGE,
    heading: Heading | None = None,
    foot: str = "",
) -> Drawing:
    """One drawing of everything, with a margin, on the ground of a page.

    Args:
        sections: from top to bottom, all of this size.
        size: how wide each section is; the sheet is a margin wider on both sides.
        heading: above them.
        foot: a line of small words below them.
    """
    margin = _MARGIN[size]
    marks, y = [], margin
    if heading:
        head, high = _heading(heading, size)
        marks.append(moved(head, margin, y))
        y += high + 28
    for section in sections:
        body, high = _section(section, size)
        marks.append(moved(body, margin, y))
        y += high + _BETWEEN
    y += margin - _BETWEEN
    for line in wrapped(clean(foot), size, 12, lines=3):
        marks.append(text(line, margin, y + 4, "usual"))
        y += 16
    if foot:
        y += margin / 2
    wide = size + 2 * margin
    return Drawing(
        kind="sheet",
        width=wide,
        height=y,
        letters=size.letters,
        title=heading.headline if heading else sections[0].drawing.title,
        desc=" ".join(section.drawing.desc for section in sections),
        body="".join(marks),
        table=sections[0].drawing.table if len(sections) == 1 else Table(head=()),
    )


def _heading(heading: Heading, size: Size) -> tuple[str, float]:
    narrow = " narrow" if size is Size.SMALL else ""
    big, line = (30.0, 34.0) if narrow else (42.0, 48.0)
    small, step = (16.0, 24.0) if narrow else (18.0, 27.0)
    marks = [_brand()]
    y = 52.0
    if heading.eyebrow or heading.phase:
        marks.append(_eyebrow(heading, y, size))
        y += 30
    for words in wrapped(clean(heading.headline), size, big, lines=3, face=Face.SERIF):
        y += line - 8
        marks.append(text(words, 0, y, f"h1{narrow}"))
        y += 8
    room = min(size, _MEASURE)
    for words in wrapped(clean(heading.lede), room, small, lines=4):
        y += step
        marks.append(text(words, 0, y, f"lede{narrow}"))
    return "".join(marks), y


def _brand() -> str:
    path, head = _WALKER
    walker = mark("path", "brand", d=path) + mark("circle", "brand-head", **head)
    return walker + text("Tightrope", 42, 20, "name")


def _eyebrow(heading: Heading, y: float, size: Size) -> str:
    words = clean(heading.eyebrow)
    if heading.phase is None:
        return text(fitted(words, size, 13), 0, y + 14, "sub")
    label = fitted(clean(heading.phase_words) or _WORDS[heading.phase], size / 2, 13)
    wide = _CHIP_LEFT + room_for(label, 13) + 10
    words = fitted(words, size - wide - 12, 13)
    x = room_for(words, 13) + 12 if words else 0.5
    icon = mark("path", "chip-ic", d=_ICONS[heading.phase])
    shape = {"x": x, "y": y - 3.5, "width": wide, "height": 26, "rx": 13}
    return (
        text(words, 0, y + 14, "sub")
        + mark("rect", f"chip {heading.phase}", **shape)
        + f'<g transform="translate({num(x + 12)} {num(y + 2.5)}) scale(.7)">{icon}</g>'
        + text(label, x + _CHIP_LEFT, y + 14, "sub chip-t")
    )


def _section(section: Section, size: Size) -> tuple[str, float]:
    y = 0.0
    marks = []
    if section.title:
        marks.append(text(section.title, 0, 20, "h2"))
        y += 32
    for words in wrapped(clean(section.sub), size, 13, lines=3):
        marks.append(text(words, 0, y + 10, "sub"))
        y += 20
    key, high = legend(section.drawing.key, size)
    if section.title or section.sub:
        y += 8
    if not section.key_below and high:
        marks.append(moved(key, 0, y))
        y += high + 6
    marks.append(moved(section.drawing.body, 0, y))
    y += section.drawing.height
    if section.key_below and high:
        marks.append(moved(key, 0, y + 14))
        y += high + 14
    return "".join(marks), y
