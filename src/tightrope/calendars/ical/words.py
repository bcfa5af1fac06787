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

# Nearly all titles are settled by their first and last letter.
_FIRST = {word[0] for word in _WORDS.split("|")}
_STARTS = frozenset(_FIRST | {letter.upper() for letter in _FIRST} | set("[( \t\n"))
_ENDS = frozenset(")] \t\n")


def says_cancelled(title: str) -> bool:
    """Whether a title such as "Cancelled: …" or "[Abgesagt] …" calls the event off."""
    return bool(
        (title[:1] in _STARTS and _AT_START.match(title))
        or (title[-1:] in _ENDS and _AT_END.search(title))
    )
