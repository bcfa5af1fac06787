"""A trace of work that no calendar holds: a commit, a review, an incident."""

from dataclasses import dataclass
from enum import StrEnum

from tightrope.core.timeline.span import Span


class Trace(StrEnum):
    """What kind of work left the trace."""

    COMMIT = "commit"
    REVIEW = "review"
    COMMENT = "comment"
    TICKET = "ticket"
    INCIDENT = "incident"


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One trace of the person's own work.

    Attributes:
        id: unlike any other of its source.
        trace: the kind of work.
        span: when; without length where only a moment is known, as of a commit.
        text: its subject or title.
        source: the name of the source it was read from.
    """

    id: str
    trace: Trace
    span: Span
    text: str = ""
    source: str = ""
