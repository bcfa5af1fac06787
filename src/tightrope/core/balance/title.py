"""A title as words that can be compared: folded, without accents, cut to a length."""

import re
import unicodedata
from dataclasses import dataclass

CUT = 500
"""So many characters of a title are read; a longer one says no more."""

START, END = "^", "$"
"""What stands before the first and after the last word, to be matched like words."""

_WORD = re.compile(r"\d+(?:[.]\d+)+|[^\W_]+")
_PAIR = re.compile(r"[^\W\d_]+ ?(?:<>|<->|[/&+|]|\bx\b|\bund\b|\band\b) ?[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Title:
    """The words of a title.

    Attributes:
        text: all of it, folded.
        words: its words in order, between `START` and `END`.
        places: where each word stands in `text`.
    """

    text: str
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]

    def shown(self, first: int, last: int) -> str:
        """The words from `first` to `last` as they stand in the text."""
        first, last = max(first, 1), min(last, len(self.words) - 2)
        return self.text[self.places[first][0] : self.places[last][1]]


def title(text: str) -> Title:
    """The words of `text`, whatever its case, accents, emoji and blanks."""
    folded = fold(text)
    found = list(_WORD.finditer(folded))
    return Title(
        folded,
        (START, *(match[0] for match in found), END),
        ((0, 0), *(match.span() for match in found), (len(folded), len(folded))),
    )


def fold(text: str) -> str:
    """The same text for comparing: case-folded, no accents, no invisible characters."""
    short = text[:CUT]
    if short.isascii():
        return short.lower()
    plain = unicodedata.normalize("NFKD", short).casefold()
    return "".join(sign for sign in plain if not _is_unseen(sign))[:CUT]


def _is_unseen(sign: str) -> bool:
    """Whether it is an accent put over a letter, or takes no place at all."""
    return not sign.isascii() and unicodedata.category(sign) in {"Mn", "Me", "Cf"}


def is_pair(text: str) -> bool:
    """Say whether the whole title is two names, as in `Wei / Noor` or `Ana <> Tom`."""
    words = " ".join(fold(text).split())
    return bool(_PAIR.fullmatch(words))
