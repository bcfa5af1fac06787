"""The bytes of an answer, decompressed, and no more of them than we take."""

import zlib
from collections.abc import Iterator

import httpx

from tightrope.fetching.base import BrokenOff, TooLarge

GZIP = zlib.MAX_WBITS | 16
IDENTITY = {"", "identity"}
GZIPS = {"gzip", "x-gzip"}


def body_of(answer: httpx.Response, host: str, most: int) -> bytes:
    """All bytes of an answer.

    Args:
        answer: its headers are there, its body is to come.
        host: who sends it.
        most: how many bytes are taken, as they come and when they are decompressed.

    Raises:
        TooLarge: they are more; the rest is neither read nor decompressed.
        BrokenOff: they are compressed in a way that we did not ask for, or cut short.
    """
    announced = answer.headers.get("Content-Length", "")
    if announced.isascii() and announced.isdigit() and _above(announced, most):
        raise TooLarge(host, most)
    coding = answer.headers.get("Content-Encoding", "").strip().lower()
    parts = _capped(answer.iter_raw(), host, most)
    if coding in IDENTITY:
        return b"".join(parts)
    if coding in GZIPS:
        return _unzipped(parts, host, most)
    raise BrokenOff(host, "is compressed in a way that was not asked for")


def _above(digits: str, most: int) -> bool:
    """Whether a number of any length is above `most`."""
    digits = digits.lstrip("0")
    return len(digits) > len(str(most)) or int(digits or "0") > most


def _capped(parts: Iterator[bytes], host: str, most: int) -> Iterator[bytes]:
    """The parts, until they are too many bytes."""
    taken = 0
    for part in parts:
        taken += len(part)
        if taken > most:
            raise TooLarge(host, most)
        yield part


def _unzipped(parts: Iterator[bytes], host: str, most: int) -> bytes:
    """The bytes of one gzip member (RFC 1952, 2.3)."""
    taken = bytearray()
    stream = zlib.decompressobj(GZIP)
    for part in parts:
        try:
            # One byte above the bound tells that it was passed.
            taken += stream.decompress(part, most - len(taken) + 1)
        except zlib.error:
            raise BrokenOff(host, "is no gzip, though it says so") from None
        if len(taken) > most:
            raise TooLarge(host, most)
        if stream.unused_data:
            raise BrokenOff(host, "goes on after the end of its gzip")
    if not stream.eof:
        raise BrokenOff(host, "was cut short")
    return bytes(taken)
