"""How far the hours that traces tell of are from those that were worked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import exp, log

from tightrope.core.errors import InputError
from tightrope.core.timeline import spoken_hours

PRIOR_SPREAD = 0.35
"""Before anybody is asked: two times in three within a factor of 1.4."""
ANSWER_SPREAD = 0.25
"""How far off an answer from memory is, on the same scale."""
EIGHT_IN_TEN = 1.28
"""So many spreads to either side hold eight times in ten."""

LEAST_HOURS = 1.0
"""Of a week with fewer hours nothing is asked: a ratio of little says little."""


class NoSuchAnswer(InputError):
    """An answer to the weekly question is no number of hours."""

    def __init__(self) -> None:
        super().__init__("hours worked and hours looked must both be above 0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a person said of one week: an entry of a log that only grows.

    Attributes:
        source: of the traces, such as the name of a repository.
        week: its Monday.
        looked: the hours that the traces told of.
        said: the hours that it really was.

    Raises:
        NoSuchAnswer: one of the hours is not above 0.
    """

    source: str
    week: date
    looked: float
    said: float

    def __post_init__(self) -> None:
        if not (self.looked > 0 and self.said > 0):
            raise NoSuchAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What the hours of a source are to be multiplied with, and how sure that is.

    Attributes:
        mean: the logarithm of the factor.
        spread: its standard deviation.
        answers: how many answers it rests on.
    """

    mean: float = 0.0
    spread: float = PRIOR_SPREAD
    answers: int = 0

    @property
    def factor(self) -> float:
        """The likeliest factor in the middle: as likely more as less."""
        return exp(self.mean)

    def between(self, hours: float) -> tuple[float, float]:
        """What the hours of a source really were, eight times in ten."""
        off = EIGHT_IN_TEN * self.spread
        return hours * exp(self.mean - off), hours * exp(self.mean + off)


AS_IT_LOOKS = Scale()


def scales(answers: Iterable[Answer]) -> Mapping[str, Scale]:
    """The scale of each source by a log of answers; the last one on a week holds.

    Source:
        The posterior of a normal mean with known variances, on the logarithm of the
        ratio; four answers bring the spread from 0.35 to 0.12.
    """
    last = {(one.source, one.week): one for one in answers}
    by_source: dict[str, list[float]] = {}
    for one in last.values():
        by_source.setdefault(one.source, []).append(log(one.said / one.looked))
    return {source: _updated(ratios) for source, ratios in by_source.items()}


def _updated(ratios: list[float]) -> Scale:
    precision = PRIOR_SPREAD**-2 + len(ratios) * ANSWER_SPREAD**-2
    return Scale(
        mean=sum(ratios) * ANSWER_SPREAD**-2 / precision,
        spread=precision**-0.5,
        answers=len(ratios),
    )


def question(source: str, hours: float, scale: Scale = AS_IT_LOOKS) -> str | None:
    """What to ask of last week's hours of a source; nothing where they are few.

    Args:
        source: its name, as the person knows it.
        hours: what its traces told of.
        scale: what is known of it.
    """
    if hours < LEAST_HOURS:
        return None
    low, high = (spoken_hours(float(round(one))) for one in scale.between(hours))
    looked = spoken_hours(float(round(hours * scale.factor)))
    return (
        f"Your work in {source} looked like {looked} last week, between {low} and "
        f"{high}; was it more or less?"
    )
