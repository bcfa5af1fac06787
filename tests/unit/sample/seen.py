"""What the tests of the sample see of its calendar."""

from dataclasses import dataclass

from tightrope.core.timeline import Span


@dataclass(frozen=True, slots=True)
class Seen:
    """One occurrence that takes some of her time."""

    uid: str
    recurrence: str
    title: str
    span: Span
