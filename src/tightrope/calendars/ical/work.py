"""How much may be spent on rules, so that none of them can hold up the rest."""

from tightrope.calendars.ical import limits


class TooMuch(Exception):
    """A series asks for more than is spent on it; the message says what it does."""


class TooDense(TooMuch):
    """A series has more occurrences than anybody can attend."""

    def __init__(self) -> None:
        super().__init__(
            "repeats too often to be listed; it is shown as one entry that takes no "
            "time"
        )


class Work:
    """Steps that may still be walked, for all series of one question together."""

    def __init__(self, steps: int = limits.MOST_WORK) -> None:
        self._left = steps

    def spend(self, steps: int) -> None:
        """Take `steps` away.

        Raises:
            TooMuch: nothing is left.
        """
        self._left -= steps
        if self._left < 0:
            raise TooMuch("was left out, since the rules before it took too long")


class Walk:
    """The steps of one series: how many, and how many of them in a row in vain."""

    __slots__ = ("_fruitless", "_left", "_work")

    def __init__(self, work: Work) -> None:
        self._work, self._left, self._fruitless = work, limits.MOST_STEPS, 0

    def step(self, cost: int, *, found: bool) -> None:
        """Pay for one more period, with or without an occurrence in it.

        Raises:
            TooMuch: the series has come to its end, or the common work has.
        """
        self._fruitless = 0 if found else self._fruitless + 1
        self._left -= cost
        if self._fruitless > limits.FRUITLESS:
            raise TooMuch("never takes place, as far as could be seen")
        if self._left < 0:
            raise TooMuch("is too long to be counted to its end")
        if cost:
            self._work.spend(cost)
