"""Phrases looked up in a title: whole words, and words that begin or end alike.

Every phrase is found through its first word, so the time does not grow with the
number of phrases, and there is no pattern that a long title could make slow.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from tightrope.core.balance.title import END, START, Title, fold, title

ANY = "*"
Key = TypeVar("Key")


class EmptyPhrase(ValueError):
    """A phrase has no word of its own, and so would match anything."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that have to stand side by side.

    A word may end in `*` (any ending) or begin with it (any beginning); `^` is the
    start of the title, `$` its end.
    """

    words: tuple[str, ...]

    def stands(self, found: Title, at: int) -> bool:
        """Say whether it stands in `found` from the word `at` on."""
        there = found.words[at : at + len(self.words)] if at >= 0 else ()
        return len(there) == len(self.words) and all(map(_fits, self.words, there))


def phrase(text: str) -> Phrase:
    """The phrase that a person wrote, such as `post mortem*`, `^ lunch $` or `1:1`.

    Raises:
        EmptyPhrase: it has no word of its own.
    """
    words = tuple(word for part in fold(text).split() for word in _words(part))
    if not set(words) - {START, END, ANY}:
        raise EmptyPhrase(text)
    return Phrase(words)


def _words(part: str) -> Iterator[str]:
    if part in {START, END}:
        yield part
        return
    inner = title(part).words[1:-1]
    for at, word in enumerate(inner):
        before = ANY if at == 0 and part.startswith(ANY) else ""
        after = ANY if at == len(inner) - 1 and part.endswith(ANY) else ""
        yield before + word + ("" if before else after)


def _fits(wanted: str, word: str) -> bool:
    if wanted.startswith(ANY):
        return word.endswith(wanted[1:])
    return wanted == word or (wanted.endswith(ANY) and word.startswith(wanted[:-1]))


class PhraseBook(Generic[Key]):
    """Many phrases, each under a key, looked up in a title at once."""

    def __init__(self) -> None:
        self._by_word: dict[str, list[tuple[Phrase, int, Key]]] = {}
        self._heads: set[int] = set()
        self._tails: set[int] = set()

    def add(self, wanted: Phrase, key: Key) -> None:
        """Look for `wanted` too, and name it `key`."""
        skipped = 1 if wanted.words[0] == START else 0
        word = wanted.words[skipped]
        if word.startswith(ANY):
            self._tails.add(len(word) - 1)
        elif word.endswith(ANY):
            self._heads.add(len(word) - 1)
        self._by_word.setdefault(word, []).append((wanted, skipped, key))

    def found_in(self, text: Title) -> dict[Key, str]:
        """The key of each phrase that stands in it, with the words as they stand."""
        hits: dict[Key, str] = {}
        for place, word in enumerate(text.words):
            for entry in self._entries(word):
                for wanted, skipped, key in self._by_word.get(entry, ()):
                    at = place - skipped
                    if key not in hits and wanted.stands(text, at):
                        hits[key] = text.shown(at, at + len(wanted.words) - 1)
        return hits

    def _entries(self, word: str) -> Iterator[str]:
        """Each way in which a phrase may ask for this word."""
        yield word
        for length in self._heads:
            if length <= len(word):
                yield word[:length] + ANY
        for length in self._tails:
            if length <= len(word):
                yield ANY + word[-length:]
