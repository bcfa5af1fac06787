"""Problems, collected and kept within bounds."""

from tightrope.calendars.ical import limits
from tightrope.core.errors import Problem

_LONGEST_UID = 80


class Faults:
    """The problems of one reading; after many of them they are only counted.

    None of them says a title: UIDs and line numbers name the events.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._found: list[Problem] = []
        self._more = 0

    def add(self, where: str, what: str) -> None:
        """Keep one more problem."""
        if len(self._found) < limits.MOST_PROBLEMS:
            self._found.append(Problem(source=self._source, where=where, what=what))
        else:
            self._more += 1

    @property
    def are_many(self) -> bool:
        """Whether more of them are only counted."""
        return len(self._found) >= limits.MOST_PROBLEMS

    @property
    def found(self) -> list[Problem]:
        """All of them; the last one may only say how many more there are."""
        if not self._more:
            return self._found
        what = f"{self._more} more problems were left out of this list"
        return [*self._found, Problem(source=self._source, where="", what=what)]


def place(line: int, uid: str = "") -> str:
    """Where something stands: its line, and its UID if it has one."""
    if not uid:
        return f"line {line}"
    shown = "".join(sign if sign.isprintable() else "?" for sign in uid)
    if len(shown) > _LONGEST_UID:
        shown = shown[: _LONGEST_UID - 1] + "…"
    return f"line {line}, UID {shown}"
