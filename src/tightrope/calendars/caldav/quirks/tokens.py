"""Sync tokens that are refused in another way than the standard's, or are a clock."""

import re
import time

# RFC 6578, 3.2 wants 403 with a condition. Seen: 412; and a refusal without a body.
# To read everything anew does no harm, and says what else may be wrong.
REFUSED = {400, 403, 409, 410, 412}

UNKNOWN = {405, 415, 501}
"""A server that knows no such report."""

A_DAY = 86_400
_SECOND = re.compile(r"(?:^|\D)(\d{10})$")


def is_a_clock(token: str) -> bool:
    """Whether a token is the second in which it was given.

    What changes later in that same second would never be told.
    """
    found = _SECOND.search(token)
    return found is not None and abs(int(found[1]) - time.time()) < A_DAY
