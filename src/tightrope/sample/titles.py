"""What the entries of the sample are called."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from tightrope.sample.dice import Dice
from tightrope.sample.people import CUSTOMERS

_MATES = ("Amara", "Jonas", "Wei", "Lucía", "Hanna", "Priya", "Marek", "Katrin")


@cache
def _material() -> dict[str, Any]:
    path = files("tightrope.sample") / "material" / "titles.toml"
    return tomllib.loads(path.read_text("utf-8"))


@cache
def _themes() -> dict[str, list[tuple[str, str]]]:
    themes = _material()["themes"]
    return {
        name: [(facet, title) for facet, title in rows] for name, rows in themes.items()
    }


def theme(name: str, dice: Dice) -> tuple[str, str]:
    """What an entry of that theme truly is, and the pattern of its title."""
    return dice.one(_themes()[name])


def pattern(facet: str, dice: Dice) -> str:
    """A title with gaps for an entry that truly is `facet`."""
    patterns: list[str] = _material()["facets"][facet]
    return dice.one(patterns)


def fill(pattern: str, dice: Dice) -> str:
    """Fill the gaps of `pattern`, and type it as people do."""
    words = _material()["words"]
    title = pattern.format(
        feature=dice.one(words["feature"]),
        role=dice.one(words["role"]),
        topic=dice.one(words["topic"]),
        customer=dice.one(tuple(CUSTOMERS)),
        mate=dice.one(_MATES),
    )
    return _typed(title, dice)


def _typed(title: str, dice: Dice) -> str:
    """The title, rarely with letters swapped, a small first letter, a stray blank."""
    if dice.chance(0.03):
        place = dice.whole(1, len(title) - 2)
        if title[place : place + 2].isalpha():
            swapped = title[place + 1] + title[place]
            return title[:place] + swapped + title[place + 2 :]
    if dice.chance(0.06) and title[1].islower():
        return title[0].lower() + title[1:]
    return title + " " if dice.chance(0.02) else title


def customers_in(title: str) -> list[str]:
    """The people of each customer that `title` names."""
    return [key for name, keys in CUSTOMERS.items() if name in title for key in keys]


def mates_in(title: str) -> list[str]:
    """The keys of those of the team whom `title` names."""
    return [name.lower().replace("í", "i") for name in _MATES if name in title]
