"""How much room words take, by the widths of the letters in our own fonts."""

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from importlib.resources import files
from struct import unpack_from

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
_HOURS = re.compile(r"\d+ (?:h(?: \d\d)?|min)\b")
_BOUND = "\N{NO-BREAK SPACE}"
_JOINER = "\N{ZERO WIDTH JOINER}"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_UNICODE_TABLE = (3, 1)


class Face(StrEnum):
    """A font of the charts, by its file."""

    SANS = "sans-regular.ttf"
    BOLD = "sans-semibold.ttf"
    SERIF = "serif-regular.ttf"


_SLACK = {Face.SANS: 1.08, Face.BOLD: 1.16, Face.SERIF: 1.14}
"""How much wider words come out in DejaVu, the widest font a reader may have."""

_LONGEST = 400
_LEAST = 3
"""So many letters must be left of a word that is cut."""


def width(words: str, height: float, face: Face = Face.SANS) -> float:
    """How wide the words are, at this height of letters."""
    known = _advances(face)
    return height * sum(
        known[ord(letter)] if ord(letter) in known else _guess(letter)
        for letter in words
    )


def room_for(words: str, height: float, face: Face = Face.SANS) -> float:
    """How much room to keep for the words, whatever font the reader has."""
    return width(words, height, face) * _SLACK[face]


def drawable(words: str) -> bool:
    """Say whether our own fonts have every letter of the words."""
    known = _advances(Face.SANS).keys() & _advances(Face.BOLD).keys()
    return all(ord(letter) in known or not letter.isprintable() for letter in words)


def fitted(words: str, room: float, height: float, face: Face = Face.SANS) -> str:
    """The words, cut short with an ellipsis where the room is too narrow.

    Returns:
        Nothing where not even three letters and the ellipsis would fit.
    """
    if room_for(words, height, face) <= room:
        return words
    pieces = list(_clusters(words[:_LONGEST]))
    for kept in range(len(pieces) - 1, _LEAST - 1, -1):
        short = "".join(pieces[:kept]).rstrip() + ELLIPSIS
        if room_for(short, height, face) <= room:
            return short
    return ""


def wrapped(
    words: str, room: float, height: float, *, lines: int, face: Face = Face.SANS
) -> list[str]:
    """The words in lines that fit the room; the last is cut short if it must be.

    Args:
        words: in one line, with single blanks; a length such as `3 h 10` stays whole.
        room: how wide a line may be.
        height: of the letters.
        lines: how many there may be at most.
        face: the font.
    """
    result: list[str] = []
    rest = _HOURS.sub(lambda found: found[0].replace(" ", _BOUND), words)
    while rest and len(result) < lines - 1:
        line = _first_line(rest, room, height, face)
        if not line:
            break
        result.append(line)
        rest = rest.removeprefix(line).lstrip()
    if rest and lines > 0 and (last := fitted(rest, room, height, face)):
        result.append(last)
    return result


def _first_line(words: str, room: float, height: float, face: Face) -> str:
    """As many whole words as fit; where not even one does, its first letters.

    Nothing where those are so few that nobody could read on.
    """
    line = ""
    for word in words.split(" "):
        longer = f"{line} {word}" if line else word
        if room_for(longer, height, face) > room:
            break
        line = longer
    if line:
        return line
    return _cut_word(words.split(" ", maxsplit=1)[0], room, height, face)


def _cut_word(word: str, room: float, height: float, face: Face) -> str:
    """The first letters of a word, some left for the next line; or nothing."""
    pieces = list(_clusters(word))
    fits = 0
    while fits < len(pieces) - _LEAST:
        if room_for("".join(pieces[: fits + 1]), height, face) > room:
            break
        fits += 1
    return "".join(pieces[:fits]) if fits > _LEAST else ""


def _clusters(words: str) -> Iterator[str]:
    """The words in pieces that must not be cut: a letter with all its marks."""
    piece = ""
    for letter in words:
        joined = piece.endswith(_JOINER) or letter == _JOINER
        extends = unicodedata.category(letter)[0] == "M" or ord(letter) in _SKIN_TONES
        if piece and not (joined or extends):
            yield piece
            piece = ""
        piece += letter
    if piece:
        yield piece


def _guess(letter: str) -> float:
    """A width, rather too much, for a letter that our fonts do not have."""
    kind = unicodedata.category(letter)
    if kind in {"Mn", "Me", "Cf"}:
        return 0.0
    if kind == "So":
        return 1.3
    return 1.05 if unicodedata.east_asian_width(letter) in "WF" else 0.8


@cache
def _advances(face: Face) -> dict[int, float]:
    """The width of each character a font has, as a share of the letters' height.

    Source:
        The OpenType specification, chapters `cmap` (format 4), `head`, `hhea`, `hmtx`.
    """
    font = files("tightrope.charts").joinpath("fonts", face).read_bytes()
    tables = {
        font[at : at + 4]: unpack_from(">I", font, at + 8)[0]
        for at in range(12, 12 + 16 * unpack_from(">H", font, 4)[0], 16)
    }
    (units,) = unpack_from(">H", font, tables[b"head"] + 18)
    (metrics,) = unpack_from(">H", font, tables[b"hhea"] + 34)
    return {
        code: unpack_from(">H", font, tables[b"hmtx"] + 4 * min(glyph, metrics - 1))[0]
        / units
        for code, glyph in _glyphs(font, tables[b"cmap"])
    }


def _glyphs(font: bytes, cmap: int) -> Iterator[tuple[int, int]]:
    """Each character code of the font with the number of its glyph."""
    at = next(
        cmap + unpack_from(">I", font, record + 4)[0]
        for record in range(cmap + 4, cmap + 4 + 8 * 16, 8)
        if unpack_from(">HH", font, record) == _UNICODE_TABLE
    )
    (doubled,) = unpack_from(">H", font, at + 6)
    ends, starts, deltas, offsets = (
        at + 14,
        at + 16 + doubled,
        at + 16 + 2 * doubled,
        at + 16 + 3 * doubled,
    )
    for step in range(0, doubled, 2):
        (end,), (start,), (delta,), (offset,) = (
            unpack_from(">H", font, table + step)
            for table in (ends, starts, deltas, offsets)
        )
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if offset:
                place = offsets + step + offset + 2 * (code - start)
                (glyph,) = unpack_from(">H", font, place)
                if not glyph:
                    continue
            yield code, (glyph + delta) & 0xFFFF
