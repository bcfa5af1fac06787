"""One table of a rules file: its fields as values, each fault named with its place."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeGuard, TypeVar

from tightrope.core.balance.facts import Range
from tightrope.core.balance.phrases import EmptyPhrase, Phrase, phrase
from tightrope.core.errors import InputError

Choice = TypeVar("Choice", bound=StrEnum)
Lists = Mapping[str, tuple[Phrase, ...]]

LIST = "@"
"""How a word begins that stands for a whole list of `[lists]`."""


class BadRules(InputError):
    """A file of rules cannot be used as it is."""

    def __init__(self, source: str, where: str, what: str) -> None:
        self.source = source
        self.where = where
        self.what = what
        super().__init__(f"{source}, {where}: {what}")


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one table.

    Attributes:
        source: the file it is in.
        where: its place in the file, in words.
        values: what stands in it.
    """

    source: str
    where: str
    values: Mapping[str, object]

    def wrong(self, what: str) -> BadRules:
        """The error that says what is wrong here."""
        return BadRules(self.source, self.where, what)

    def only(self, known: AbstractSet[str]) -> None:
        """Refuse a field that nobody knows: it is most likely misspelt."""
        for name in self.values:
            if name not in known:
                raise self.wrong(f"{name!r} is unknown; use {', '.join(sorted(known))}")

    def choice(self, name: str, choices: type[Choice]) -> Choice | None:
        """One word of a few; nothing when it is not there."""
        value = self.values.get(name)
        if value is None:
            return None
        if not isinstance(value, str) or value not in set(choices):
            raise self.wrong(f"{name} = {value!r} is none of {', '.join(choices)}")
        return choices(value)

    def share(self, name: str, default: float) -> float:
        """A number from 0 to 1."""
        value = self.values.get(name, default)
        if not _is_number(value) or not 0 <= value <= 1:
            raise self.wrong(f"{name} = {value!r} is no number from 0 to 1")
        return float(value)

    def yes_or_no(self, name: str) -> bool | None:
        """True or false; nothing when it is not there."""
        value = self.values.get(name)
        if value is None or isinstance(value, bool):
            return value
        raise self.wrong(f"{name} = {value!r} is neither true nor false")

    def limits(self, name: str) -> Range | None:
        """Two numbers, the smallest and the largest; nothing when it is not there."""
        value = self.values.get(name)
        if value is None:
            return None
        match value:
            case [least, most] if _is_number(least) and _is_number(most):
                if least <= most:
                    return (float(least), float(most))
        raise self.wrong(f"{name} = {value!r} is no range; write it as [2, 4]")

    def words(self, name: str) -> tuple[str, ...] | None:
        """A list of words; nothing when it is not there."""
        value = self.values.get(name)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(w, str) for w in value):
            raise self.wrong(f'{name} is no list of words; write it as ["daily"]')
        return tuple(value)

    def phrases(self, name: str, lists: Lists) -> tuple[Phrase, ...]:
        """A list of phrases; `@name` in it stands for a whole list of `lists`."""
        found: list[Phrase] = []
        for word in self.words(name) or ():
            if word.startswith(LIST):
                if word[1:] not in lists:
                    raise self.wrong(f"there is no list {word[1:]!r} in [lists]")
                found += lists[word[1:]]
            else:
                found.append(self._phrase(word))
        return tuple(found)

    def _phrase(self, word: str) -> Phrase:
        try:
            return phrase(word)
        except EmptyPhrase:
            what = f"{word!r} has no word in it, so it would hold for everything"
            raise self.wrong(what) from None


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
