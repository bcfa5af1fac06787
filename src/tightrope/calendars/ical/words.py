"""Titles that say that an event will not take place."""

import re

_WORDS = (
    "cancelled|canceled|cancellation|abgesagt|absage|entfällt|storniert"
    "|annulée?|annulation|cancelad[oa]|anulad[oa]|annullat[oa]|cancellat[oa]"
    "|geannuleerd|inställt|inställd|aflyst|avlyst|odwołane|zrušeno"
)
_AT_START = re.compile(
    rf"\s*(?:[\[(]\s*(?:{_WORDS})\s*[\])]|(?:{_WORDS})\s*(?:[:\-–—]|!|$))",
    re.IGNORECASE,
)
_AT_END = re.compile(rf"[\[(]\s*(?:{_WORDS})\s*[\])]\s*$", re.IGNORECASE)


def says_cancelled(title: str) -> bool:
    """Whether a title such as "Cancelled: …" or "[Abgesagt] …" calls the event off."""
    return bool(_AT_START.match(title) or _AT_END.search(title))
