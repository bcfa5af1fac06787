"""Marks of a drawing as strings of SVG, safe for any text."""

import re
import unicodedata
from html import escape

_SPACE = re.compile("[ \t-\r\x1c-\x1f\x85\u2028\u2029]+")
# XML 1.0, 2.2: what no document may hold, and the C1 controls; then the controls of
# UAX #9 that could turn the order of what follows them.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
    "\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_FIRST_STRONG, _END = "\u2068", "\u2069"


def num(value: float) -> str:
    """A length with one decimal at most, and none where it is whole."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def clean(words: str) -> str:
    """The same words in one line, without characters that no SVG may hold."""
    return _FORBIDDEN.sub("", _SPACE.sub(" ", words)).strip(" ")


def escaped(words: str) -> str:
    """The words as they may stand between tags or in an attribute."""
    return escape(clean(words))


def mark(name: str, cls: str, **places: float | str) -> str:
    """One element, with its class and its places in the order given."""
    looks = f' class="{cls}"' if cls else ""
    at = "".join(f' {key}="{_place(value)}"' for key, value in places.items())
    return f"<{name}{looks}{at}/>"


def text(words: str, x: float, y: float, cls: str = "", anchor: str = "") -> str:
    """Words on the line `y`, from `x` on, or by `anchor` around or before it.

    Nothing where there are no words.
    """
    line = clean(words)
    if not line:
        return ""
    looks = f' class="{cls}"' if cls else ""
    side = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text{looks} x="{num(x)}" y="{num(y)}"{side}>{_isolated(line)}</text>'


def moved(body: str, x: float, y: float) -> str:
    """The shapes elsewhere."""
    return f'<g transform="translate({num(x)} {num(y)})">{body}</g>'


def _place(value: float | str) -> str:
    return escape(value) if isinstance(value, str) else num(value)


def _isolated(line: str) -> str:
    # An ellipsis at the end of Hebrew or Arabic belongs to their left.
    if any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in line):
        line = f"{_FIRST_STRONG}{line}{_END}"
    return escape(line)
