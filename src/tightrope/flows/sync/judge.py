"""What stands at the place of a waiting write, in the light of what was to be there."""

from enum import StrEnum

from tightrope.calendars.base import Format, Resource
from tightrope.flows.ports import Outgoing
from tightrope.flows.sync.meaning import holds, said_by


class Finding(StrEnum):
    """How a place was found, before something is written there."""

    FREE = "nothing is there, as it should be"
    BEFORE = "what we mean to change is there"
    AFTER = "it is as it should become"
    THEIRS = "somebody changed it, and their word counts"
    ALIEN = "what is there is not ours"


def judge(outgoing: Outgoing, there: Resource | None, format_: Format) -> Finding:
    """Say how the place of `outgoing` was found."""
    if there is None:
        return _judge_nothing(outgoing)
    if not holds(format_, there.data, outgoing.uid):
        return Finding.ALIEN
    stands = said_by(format_, there.data)
    is_after = outgoing.data is not None and stands == said_by(format_, outgoing.data)
    before = outgoing.before
    is_before = before is not None and stands == said_by(format_, before)
    if is_after and is_before:
        # A change that others cannot see: of a reason, of how firm it is to us.
        tried = outgoing.attempts and there.data != before
        return Finding.AFTER if tried else Finding.BEFORE
    if is_after:
        return Finding.AFTER
    if is_before and not _came_back(outgoing, there):
        return Finding.BEFORE
    return Finding.THEIRS


def _came_back(outgoing: Outgoing, there: Resource) -> bool:
    """Whether an attempt may have got through, and somebody changed it back since.

    It says what it said, and yet it is another version than the one we wrote over.
    """
    same = (there.etag, there.data) == (outgoing.etag, outgoing.before)
    return bool(outgoing.attempts) and not same


def _judge_nothing(outgoing: Outgoing) -> Finding:
    if outgoing.data is None:
        return Finding.AFTER
    return Finding.FREE if outgoing.before is None else Finding.THEIRS
