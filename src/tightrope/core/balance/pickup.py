"""How booked hours grow until a week is over, learnt from the weeks before it."""

from dataclasses import dataclass

import numpy as np

from tightrope.core.balance.usual import Numbers

_RECENT = 8
_LEARNT = 40
_FADE = 0.97
_RIDGE, _RIDGE_FLOOR = 4.0, 0.3
_LEAST_PAIRS = 3
_JUDGED, _LEAST_JUDGED = 26, 4
_TRUST, _HANDICAP, _BLUR = 8, 1.1, 0.05
_LEAST_HOURS = 1e-6


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Backcast:
    """What would have been said of each week, from what was known then.

    Attributes:
        hours: what each week came to; not a number where unknown, as in the last one,
            which is the week to be told.
        said: the forecast of each; not a number where there was nothing to say.
        recent: the mean of the eight weeks known before.
    """

    hours: Numbers
    said: Numbers
    recent: Numbers

    @property
    def missed(self) -> Numbers:
        """What the latest known weeks came to and what was said, a row a week."""
        pairs = np.column_stack([self.hours, self.said])
        return pairs[np.isfinite(pairs).all(axis=1)][-_LEARNT:]


def backcast(
    hours: Numbers, booked: Numbers, unseen: int, *, back: int = 0
) -> Backcast:
    """Say each week from its booked hours and the weeks that were over by then.

    Three forecasts are mixed by how well each did in the last 26 known weeks: the
    mean of the eight weeks before, the booked hours as they are, and these corrected
    by a ridge regression on the usual pick-up.

    Args:
        hours: what each week came to, oldest first; not a number where unknown.
        booked: what stood on the calendar of each, all at one lead.
        unseen: how many weeks before each were not over by then.
        back: how many weeks at the end to say, all when 0; the others cost time.

    Source:
        Weatherford and Kimes (2003), "A comparison of forecasting methods for hotel
        revenue management", for pick-up; the mixture weighs by a power of the error.
    """
    count = len(hours)
    recent = _recent(hours, unseen)
    first = max(0, count - back - _JUDGED - unseen) if back else 0
    several = np.full((count, 3), np.nan)
    for week in range(first, count):
        several[week] = _several(hours, booked, recent, week, unseen)
    said = np.full(count, np.nan)
    for week in range(max(0, count - back) if back else 0, count):
        said[week] = _mixed(hours, several, week, max(0, week - unseen))
    return Backcast(hours=hours, said=said, recent=recent)


def _recent(hours: Numbers, unseen: int) -> Numbers:
    """The mean of the eight weeks last known before each."""
    known = np.flatnonzero(np.isfinite(hours))
    ends = np.searchsorted(known, np.arange(len(hours)) - unseen)
    return np.array(
        [
            hours[known[max(0, end - _RECENT) : end]].mean() if end else np.nan
            for end in ends
        ]
    )


def _several(
    hours: Numbers, booked: Numbers, recent: Numbers, week: int, unseen: int
) -> Numbers:
    """The three forecasts of one week: recent mean, booked only, ridge."""
    mean, stands = recent[week], booked[week]
    if np.isnan(stands):
        return np.full(3, mean)
    end = max(0, week - unseen)
    past = slice(max(0, end - _LEARNT), end)
    pairs = np.column_stack([booked[past], recent[past], hours[past] - booked[past]])
    fit = np.asarray(np.isfinite(pairs).all(axis=1))
    if np.isnan(mean) or fit.sum() < _LEAST_PAIRS:
        more = stands if np.isnan(mean) else max(stands, mean)
        return np.array([mean, stands, more])
    weights = np.power(_FADE, np.arange(len(fit) - 1.0, -1.0, -1.0)[fit])
    added = _ridge(pairs[fit], weights, np.array([stands, mean]))
    return np.array([mean, stands, max(0.0, stands + added)])


def _ridge(pairs: Numbers, weights: Numbers, at: Numbers) -> float:
    """The pick-up to expect at a point, drawn to the mean pick-up."""
    middle = weights @ pairs / weights.sum()
    off = pairs - middle
    scaled = off * weights[:, None]
    spread = np.einsum("ij,ij->j", scaled, off)[:2] / weights.sum()
    inner = scaled[:, :2].T @ off[:, :2] + _RIDGE * np.diag(spread + _RIDGE_FLOOR)
    slopes = np.linalg.solve(inner, scaled[:, :2].T @ off[:, 2])
    return float(middle[2] + (at - middle[:2]) @ slopes)


def _mixed(hours: Numbers, several: Numbers, week: int, end: int) -> float:
    """The three forecasts as one, the better trusted much more."""
    past = slice(max(0, end - _JUDGED), end)
    judged = np.isfinite(several[past]).all(axis=1) & np.isfinite(hours[past])
    if judged.sum() < _LEAST_JUDGED or np.isnan(several[week]).any():
        return float(several[week, 2])
    truth = hours[past][judged]
    errors = np.abs(several[past][judged] - truth[:, None]).mean(axis=0)
    errors[:2] *= _HANDICAP
    trust = (errors + _BLUR * truth.mean() + _LEAST_HOURS) ** -_TRUST
    return float(trust @ several[week] / trust.sum())
