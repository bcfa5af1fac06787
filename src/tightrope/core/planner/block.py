"""A focus block, and the states it goes through."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from tightrope.core.timeline import OUR_UID, Span

MINUTE = timedelta(minutes=1)


class State(StrEnum):
    """How far a block has come; `docs/reference/glossary.md` tells each."""

    PROPOSED = "proposed"
    PENCILLED = "pencilled"
    FIRM = "firm"
    LOCKED = "locked"
    IN_PROGRESS = "in_progress"
    KEPT = "kept"
    OVERRIDDEN = "overridden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Three to four hours set aside for the long view.

    Attributes:
        id: stable over every re-plan; letters, digits and dashes only.
        span: when it is.
        state: how far it has come.
        purpose: what it is for, in the person's words; nothing when not said yet.
    """

    id: str
    span: Span
    state: State = State.PROPOSED
    purpose: str | None = None

    @property
    def whole_minutes(self) -> timedelta:
        """How long it is, in whole minutes."""
        return self.span.length // MINUTE * MINUTE

    @property
    def uid(self) -> str:
        """Its UID on every calendar it is written to."""
        return self.id + OUR_UID
