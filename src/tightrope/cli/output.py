"""Where the words of a command go: answers to stdout, all else to stderr."""

import json
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from tightrope.core.errors import Problem

SCHEMA = 1
SHOWN = 3
OBEYED = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Kinds of characters that steer: controls, direction marks, line ends, surrogates."""
JOINERS = "\u200c\u200d"
"""Marks without width that letters and emoji are made with."""


def answer(facts: Mapping[str, object]) -> None:
    """Print one JSON object with the schema's number in front."""
    json.dump({"schema": SCHEMA, **facts}, sys.stdout, ensure_ascii=False)
    sys.stdout.write("\n")


def tell(*lines: str) -> None:
    """Say something to the person that is not the answer."""
    for line in lines:
        sys.stderr.write(f"{line}\n")


def tell_problems(problems: Sequence[Problem]) -> None:
    """Count on stderr what was left out, and name the first few."""
    if not problems:
        return
    many = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    tell(f"{many} did not stop the work:")
    for problem in problems[:SHOWN]:
        where = f", {problem.where}" if problem.where else ""
        tell(f"  {plain(f'{problem.source}{where}: {problem.what}')}")
    if len(problems) > SHOWN:
        tell(f"  and {len(problems) - SHOWN} more; --json names each")


def plain(text: str) -> str:
    """The same text on one line, without what a terminal would obey or turn around.

    Titles come from whoever sends an invitation, and may hold escape sequences.
    """
    shown = (
        sign if sign in JOINERS or unicodedata.category(sign) not in OBEYED else " "
        for sign in text
    )
    return " ".join("".join(shown).split())


def problems_json(problems: Iterable[Problem]) -> list[dict[str, str]]:
    """Problems as the contract writes them."""
    return [
        {"source": problem.source, "where": problem.where, "what": problem.what}
        for problem in problems
    ]


def hours(number: float) -> float:
    """Hours with two decimals, never a negative zero."""
    return round(number, 2) + 0.0


def iso(moment: datetime, zone: ZoneInfo) -> str:
    """A moment in ISO 8601 with the offset that `zone` has then."""
    return moment.astimezone(zone).isoformat(timespec="seconds")
