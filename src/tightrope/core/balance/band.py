"""How far a forecast may be off, from how far it was."""

from math import ceil, floor

import numpy as np

from tightrope.core.balance.usual import Numbers

_TAIL = 0.1
_ENOUGH = 30
_LEAST_HOURS, _LEAST_PART = 2.0, 0.3
_LEAST_RATIOS = 8
_HOUR = 1.0


def band(said: float, missed: Numbers, recent: float) -> tuple[float, float]:
    """The hours that eight weeks of ten lie between.

    Each tail is taken from the errors on the scale of the square root; while these
    are few, a floor widens what they say.

    Args:
        said: the forecast in hours.
        missed: for past weeks what they came to and what was said, a row a week.
        recent: the mean of the last weeks.

    Source:
        Split conformal prediction (Papadopoulos et al. 2002), with the quantiles that
        hold for samples of any size.
    """
    count = len(missed)
    low = high = said
    if count:
        errors = np.sort(np.sqrt(missed[:, 0]) - np.sqrt(missed[:, 1]))
        under = max(0, floor((count + 1) * _TAIL) - 1)
        over = min(count - 1, ceil((count + 1) * (1 - _TAIL)) - 1)
        low = max(0.0, said**0.5 + float(errors[under])) ** 2
        high = max(0.0, said**0.5 + float(errors[over])) ** 2
    if count < _ENOUGH:
        least = max(_LEAST_HOURS, _LEAST_PART * recent)
        least *= 1 + 0.5 * (_ENOUGH - count) / _ENOUGH
        low, high = min(low, said - least), max(high, said + least)
    return max(0.0, min(low, said)), max(high, said)


def chance_below(limit: float, said: float, missed: Numbers) -> float | None:
    """How likely a week stays at or below a limit, 0 to 1; nothing with few errors.

    The errors are ratios, with one hour added on both sides.
    """
    count = len(missed)
    if count < _LEAST_RATIOS:
        return None
    ratios = (missed[:, 0] + _HOUR) / (missed[:, 1] + _HOUR)
    share = float((ratios * (said + _HOUR) - _HOUR <= limit).mean())
    least = 0.5 / (count + 1)  # what never was may still come
    return min(max(share, least), 1 - least)
