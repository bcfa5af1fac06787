"""Time that a person holds for deep work: our blocks, and those they made."""

from functools import lru_cache

from tightrope.core.balance.phrases import PhraseBook, phrase
from tightrope.core.balance.title import CUT, title
from tightrope.core.timeline import Event

SAID = (
    *(
        "^ focus",
        "focus time",
        "focus block*",
        "focus day*",
        "focus hour*",
        "deep work",
    ),
    *("deepwork", "maker time", "thinking time", "think time", "no meeting*"),
    *("heads down", "^ fokus", "fokuszeit", "denkzeit", "temps de concentration"),
    *("tiempo de enfoque", "tiempo de concentración", "tempo de foco"),
)
NOT_SAID = ("focus group*",)


def is_focus(event: Event) -> bool:
    """Say whether an entry only holds time for deep work, and nobody else is there."""
    return event.ours or (event.attendees <= 1 and _says_focus(event.title[:CUT]))


@lru_cache(4096)
def _says_focus(text: str) -> bool:
    found = BOOK.found_in(title(text))
    return True in found and False not in found


def _book() -> PhraseBook[bool]:
    book: PhraseBook[bool] = PhraseBook()
    for wanted, held in [(SAID, True), (NOT_SAID, False)]:
        for text in wanted:
            book.add(phrase(text), held)
    return book


BOOK = _book()
