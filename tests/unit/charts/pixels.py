"""The pixels of a PNG, read with the standard library."""

import struct
import zlib
from dataclasses import dataclass

_CHANNELS = {2: 3, 6: 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """An opaque picture, row by row.

    Attributes:
        width: in pixels.
        height: the same.
        rows: for each row the red, green and blue of its pixels, one after the other.
    """

    width: int
    height: int
    rows: list[bytes]

    def at(self, x: int, y: int) -> str:
        """The colour of one pixel, as in `#2f4fd0`."""
        return f"#{self.rows[y][3 * x : 3 * x + 3].hex()}"

    @property
    def values(self) -> list[str]:
        """The colour of each pixel."""
        return [self.at(x, y) for y in range(self.height) for x in range(self.width)]

    def mean(
        self, left: int, top: int, right: int, bottom: int
    ) -> tuple[float, float, float]:
        """The mean red, green and blue of a part of it."""
        parts = [row[3 * left : 3 * right] for row in self.rows[top:bottom]]
        number = (right - left) * (bottom - top)
        red, green, blue = (
            sum(sum(part[channel::3]) for part in parts) / number
            for channel in range(3)
        )
        return red, green, blue


def pixels(png: bytes) -> Image:
    """Read a PNG of 8 bits a channel that is not interlaced.

    Source:
        PNG specification, third edition, section 9 for the filters.
    """
    width, height, depth, kind = struct.unpack_from(">IIBB", png, 16)
    channels = _CHANNELS[kind]
    assert depth == 8
    assert not png[28]
    data = zlib.decompress(b"".join(_chunks(png)))
    wide = width * channels
    rows: list[bytes] = []
    above = bytes(wide)
    for y in range(height):
        start = y * (wide + 1)
        line = bytearray(data[start + 1 : start + 1 + wide])
        above = _unfiltered(data[start], line, above, channels)
        rows.append(above)
    return Image(width=width, height=height, rows=[_opaque(r, channels) for r in rows])


def _chunks(png: bytes) -> list[bytes]:
    at, found = 8, []
    while at < len(png):
        (long,) = struct.unpack_from(">I", png, at)
        if png[at + 4 : at + 8] == b"IDAT":
            found.append(png[at + 8 : at + 8 + long])
        at += 12 + long
    return found


def _unfiltered(kind: int, line: bytearray, above: bytes, step: int) -> bytes:
    for x in range(len(line)):
        left = line[x - step] if x >= step else 0
        corner = above[x - step] if x >= step else 0
        match kind:
            case 1:
                guess = left
            case 2:
                guess = above[x]
            case 3:
                guess = (left + above[x]) // 2
            case 4:
                guess = _paeth(left, above[x], corner)
            case _:
                guess = 0
        line[x] = (line[x] + guess) & 0xFF
    return bytes(line)


def _paeth(left: int, above: int, corner: int) -> int:
    near = left + above - corner
    return min((left, above, corner), key=lambda one: abs(near - one))


def _opaque(row: bytes, channels: int) -> bytes:
    if channels == 3:
        return row
    return b"".join(row[x : x + 3] for x in range(0, len(row), 4))
