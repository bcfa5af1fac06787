"""Content lines: unfolding, names, parameters, text (RFC 5545, 3.1)."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from tightrope.calendars.ical import limits

_FOLD = re.compile(rb"\r*\n[ \t]")
_ESCAPE = re.compile(r"\\([\\;,nN])")
# RFC 6868: how a parameter says what it may not hold as it is.
_CARET, _CARETS = re.compile(r"\^([n^'])"), {"n": "\n", "^": "^", "'": '"'}
_LINE = re.compile(rb"\n([^\s:;]+)[ \t]*([:;])([^\n]*(?:\n[ \t][^\n]*)*)")
LARGE = 2**18
"""Bytes of a component from which on it is handled with care for memory."""
ONE_LINE = limits.LONGEST_LINE
"""Bytes of one line that we use, unless it is a list of days."""
_NOTHING: Mapping[str, str] = MappingProxyType({})
_COMMON = 200
"""Bytes of parameters that are worth remembering: most lines have the same few."""


class Line(NamedTuple):
    """One content line.

    Attributes:
        name: the property's name in capitals.
        parameters: the first value of each parameter, by name in capitals.
        value: what stands after the colon, as it is.
    """

    name: str
    parameters: Mapping[str, str]
    value: bytes


class BadLine(ValueError):
    """A line that cannot be taken apart; the message says why."""


def lines_of(own: bytes) -> Iterator[Line]:
    """The lines of a component that can be taken apart, BEGIN and END left out."""
    for name, separator, rest in _LINE.findall(b"\n" + unfolded_names(sparing(own))):
        upper = name.decode("ascii", "replace").upper()
        if upper in {"BEGIN", "END"}:
            continue
        try:
            parameters, value = split(separator, rest)
        except BadLine:
            continue
        yield Line(upper, parameters, value)


_FOLDED_NAME = re.compile(rb"\n[A-Za-z0-9-]*\r*\n[ \t]")


def unfolded(raw: bytes) -> bytes:
    """The same bytes with all line folds taken out, in little memory."""
    while b"\r\r" in raw:
        raw = raw.replace(b"\r\r", b"\r")
    for fold in (b"\r\n ", b"\n ", b"\r\n\t", b"\n\t"):
        raw = raw.replace(fold, b"")
    return raw


def sparing(own: bytes) -> bytes:
    """The same, unfolded where it is large: a pattern keeps a note of each fold."""
    return unfolded(own) if len(own) > LARGE else own


def unfolded_names(own: bytes) -> bytes:
    """The same, wholly unfolded where a fold lies within the name of a property."""
    return unfolded(own) if _FOLDED_NAME.search(own) else own


def split(
    separator: bytes, rest: bytes, *, most: int | None = ONE_LINE
) -> tuple[Mapping[str, str], bytes]:
    """The parameters and the value of a line, from what follows its name.

    Args:
        separator: the `:` or `;` after the name.
        rest: what follows it, possibly still folded.
        most: how many bytes that may be; nothing for any number.

    Raises:
        BadLine: it is too long, has too many parameters, or no value.
    """
    if most is not None and len(rest) > most:
        raise BadLine("is too long")
    if b"\n" in rest and len(rest) > LARGE:
        rest = unfolded(rest)
    elif b"\n" in rest:
        if b"\r\r" not in rest:
            rest = rest.replace(b"\r\n ", b"")
        rest = _FOLD.sub(b"", rest)
    if rest.endswith(b"\r"):
        rest = rest.rstrip(b"\r")
    if separator == b":":
        return _NOTHING, rest
    end = _colon(rest)
    if end < 0:
        raise BadLine("has no value")
    head, value = rest[:end], rest[end + 1 :]
    if len(head) <= _COMMON:
        return _parameters(head), value
    return parameters_of(head), value


def _colon(rest: bytes) -> int:
    """Where the value begins: the first colon outside of quotation marks."""
    colon = rest.find(b":")
    quote = rest.find(b'"', 0, colon) if colon >= 0 else -1
    if quote < 0:
        return colon
    at = 0
    while (colon := rest.find(b":", at)) >= 0:
        opened = rest.find(b'"', at, colon)
        if opened < 0:
            return colon
        closed = rest.find(b'"', opened + 1)
        if closed < 0:
            # A quotation mark that nobody closes is only a mark.
            return rest.find(b":", opened)
        at = closed + 1
    return -1


def parameters_of(head: bytes) -> Mapping[str, str]:
    """The parameters of a line, each with its first value, the quotes taken off.

    Raises:
        BadLine: they are too many.
    """
    if head.count(b";") >= limits.MOST_PARAMETERS:
        raise BadLine("has too many parameters")
    found: dict[str, str] = {}
    for part in _parts(head):
        name, _, value = part.partition(b"=")
        text = decoded(value).strip()
        if text.startswith('"'):
            text = text[1:].partition('"')[0]
        if "^" in text:
            text = _CARET.sub(lambda mark: _CARETS[mark[1]], text)
        found.setdefault(name.decode("ascii", "replace").strip().upper(), text)
    return found


_parameters = lru_cache(maxsize=1024)(parameters_of)


def _parts(head: bytes) -> list[bytes]:
    if b'"' not in head:
        return head.split(b";")
    parts: list[bytes] = [b""]
    for number, piece in enumerate(head.split(b'"')):
        if number % 2:
            parts[-1] += b'"' + piece + b'"'
            continue
        first, *others = piece.split(b";")
        parts[-1] += first
        parts += others
    return parts


def decoded(raw: bytes) -> str:
    """The bytes as text: UTF-8, or what old Windows programs wrote instead."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def text_of(value: bytes) -> str:
    """A TEXT value with its escapes undone (RFC 5545, 3.3.11)."""
    text = decoded(value)
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda mark: "\n" if mark[1] in "nN" else mark[1], text)


def texts_of(value: bytes) -> list[str]:
    """A list of TEXT values, parted by commas that are not escaped."""
    parts = re.split(rb"(?<!\\),", value)
    return [text for part in parts if (text := text_of(part).strip())]
