"""What an event of ours says, apart from how a server keeps it."""

from dataclasses import dataclass

from tightrope.calendars.base import Format, Resource
from tightrope.core.planner.block import Block, State
from tightrope.core.timeline import OUR_UID, Span

_OPEN = frozenset({State.PROPOSED, State.PENCILLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What counts of a block on a calendar: two that are equal say the same.

    Which of our own states it is in is no part of it, since a server may drop the
    property that says so: only what its STATUS tells everybody.

    Attributes:
        span: when it is.
        purpose: what it is for.
        status: `tentative`, `confirmed` or `overridden`.
    """

    span: Span
    purpose: str | None
    status: str


def meaning_of(block: Block | None) -> Meaning | None:
    """What a block says; nothing for one that is withdrawn."""
    if block is None:
        return None
    return Meaning(span=block.span, purpose=block.purpose, status=status_of(block))


def status_of(block: Block) -> str:
    """What everybody is told of a block's state."""
    if block.state is State.OVERRIDDEN:
        return "overridden"
    return "tentative" if block.state in _OPEN else "confirmed"


def said_by(format_: Format, data: bytes | None) -> Meaning | None:
    """What these bytes say of a block of ours; nothing where they say it is off."""
    return meaning_of(block_in(format_, data))


def block_in(format_: Format, data: bytes | None) -> Block | None:
    """The block that these bytes hold, if any."""
    return format_.block(Resource(href="", data=data)) if data is not None else None


def holds(format_: Format, data: bytes, uid: str) -> bool:
    """Whether these bytes are the event of ours with that UID, and nothing else."""
    uids = {entry.uid for entry in format_.entries(Resource(href="", data=data))}
    return uids == {uid} and uid.endswith(OUR_UID)
