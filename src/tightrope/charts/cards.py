"""One event or block in the week grid: its ground, its edge and its words."""

from typing import NamedTuple

from tightrope.charts.agenda import Kind, Piece
from tightrope.charts.letters import Face, fitted, room_for, wrapped
from tightrope.charts.marks import clean, mark, num, text
from tightrope.charts.shapes import Box, stripes

_EDGED = {Kind.GRIND: "grind", Kind.INCIDENT: "incident", Kind.AWAY: "away"}
_INKS = {
    Kind.FOCUS: ("t-focus", "t-focus"),
    Kind.PENCILLED: ("t-sky", "t-time"),
    Kind.PROPOSED: ("t-sky", "t-time"),
    Kind.OVERRIDDEN: ("t-over struck", "t-over"),
}
_ROUND = 5.0
_SMALL, _TINY = 24.0, 12.0
_WIDE, _MIDDLE = 100.0, 70.0
_LEAST = 9.0
_LONGEST = 200


class _Letters(NamedTuple):
    """A way to write a title.

    Attributes:
        height: of the letters.
        line: from one line to the next.
        cls: the class.
        face: the font.
    """

    height: float
    line: float
    cls: str
    face: Face


_TITLE = _Letters(13, 16, "t-title", Face.BOLD)
_LANE = _Letters(12, 15, "t-lane", Face.BOLD)
_NARROW = _Letters(11, 14, "t-narrow", Face.BOLD)
_PLAIN = _Letters(12, 15, "usual", Face.SANS)
_LITTLE = _Letters(11, 13, "little", Face.SANS)
_LEAST_LETTERS = _Letters(10, 12, "tiny", Face.SANS)


def ground(piece: Piece, box: Box, *, edge: float = 3.0) -> str:
    """The card without words; a look for each kind besides its colour."""
    kind = piece.item.kind
    if kind in _EDGED:
        name = _EDGED[kind]
        past = "past" if piece.past and kind is Kind.GRIND else name
        return _rect(box, f"c-{past}") + _edge(box, f"e-{name}", edge)
    if kind is Kind.FOCUS:
        return _rect(box, "c-focus")
    inner = box.inset(0.75)
    if kind is not Kind.OVERRIDDEN:
        return _rect(inner, f"c-{kind}")
    hatch = stripes(box.inset(1.5), every=12)
    return _rect(inner, "c-over") + (mark("path", "c-stripe", d=hatch) if hatch else "")


def _rect(box: Box, cls: str) -> str:
    return mark(
        "rect",
        cls,
        x=box.x,
        y=box.y,
        width=box.width,
        height=box.height,
        rx=min(_ROUND, box.width / 4, box.height / 4),
    )


def _edge(box: Box, cls: str, thick: float) -> str:
    """The left edge, round where the card is."""
    turn = num(min(_ROUND, thick, box.height / 4))
    return mark(
        "path",
        cls,
        d=(
            f"M{num(box.x + thick)},{num(box.y)}V{num(box.y + box.height)}"
            f"H{num(box.x + float(turn))}a{turn},{turn} 0 0 1 -{turn},-{turn}"
            f"V{num(box.y + float(turn))}a{turn},{turn} 0 0 1 {turn},-{turn}Z"
        ),
    )


def words(piece: Piece, box: Box, *, titles: bool) -> str:
    """The title, the time and the note, as far as there is room for them.

    Args:
        piece: what it is and when.
        box: where the card is.
        titles: whether anything but the time is written.
    """
    title = clean(piece.item.title)[:_LONGEST] if titles else ""
    note = clean(piece.item.note)[:_LONGEST] if titles else ""
    left = 8.0 if box.width > _WIDE else 6.0
    inner = Box(box.x + left, box.y, box.width - left - 3, box.height)
    if box.height < _SMALL:
        return _one_line(piece, inner, title)
    wide, middle = box.width > _WIDE, box.width > _MIDDLE
    letters = _TITLE if wide else _LANE if middle else _NARROW
    return _lines(piece, inner, letters, (title, note))


def _one_line(piece: Piece, box: Box, words: str) -> str:
    """The title alone, in letters as high as the card allows."""
    if box.height < _LEAST or not words:
        return ""
    letters = _LEAST_LETTERS if box.height < _TINY else _LITTLE
    if box.height > _LITTLE.line + 4:
        letters = _PLAIN
    line = fitted(words, box.width, letters.height, letters.face)
    y = box.y + box.height / 2 + letters.height * 0.36
    return text(line, box.x, y, f"{letters.cls} {_ink(piece)}") if line else ""


def _lines(piece: Piece, box: Box, letters: _Letters, words: tuple[str, str]) -> str:
    """The title in as many lines as leave room for the time; then a note."""
    title, note = words
    most = int((box.height - 6) / letters.line)
    times = _times(piece, box.width, most - bool(title))
    lines = wrapped(
        title,
        box.width,
        letters.height,
        lines=max(1, most - len(times)),
        face=letters.face,
    )
    rest = [*times, *_note(note, box.width)][: max(0, most - len(lines))]
    y = box.y + 2 + letters.height
    marks = []
    for line in lines:
        marks.append(text(line, box.x, y, f"{letters.cls} {_ink(piece)}"))
        y += letters.line
    for line in rest:
        marks.append(text(line, box.x, y - 1, f"usual {_ink(piece, quiet=True)}"))
        y += _PLAIN.line
    return "".join(marks)


def _times(piece: Piece, room: float, lines: int) -> list[str]:
    """From when to when, in two lines where the card is narrow."""
    start, end = piece.times.split("\N{EN DASH}")
    ways = ([piece.times], [f"{start}\N{EN DASH}", end], [start])
    for way in ways:
        longest = max(room_for(line, _PLAIN.height) for line in way)
        if len(way) <= lines and longest <= room:
            return way
    return []


def _note(words: str, room: float) -> list[str]:
    """The note in two lines at most, or nothing where a word would be broken."""
    if any(room_for(word, _PLAIN.height) > room for word in words.split()):
        return []
    return wrapped(words, room, _PLAIN.height, lines=2)


def _ink(piece: Piece, *, quiet: bool = False) -> str:
    past = "t-past" if piece.past else "t-card"
    return _INKS.get(piece.item.kind, (past, "t-time"))[quiet]
