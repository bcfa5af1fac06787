"""What a sync did, in words, and how a call ends after one."""

import sys
from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from tightrope.cli.output import plain, tell_problems
from tightrope.core.errors import OutsideError
from tightrope.core.timeline import Span, spoken_span
from tightrope.flows.sync import Adopted, Fate, Said, Sent, Synced

ADOPTED = {
    Said.MOVED: "{before}: moved elsewhere, now {after}; taken over",
    Said.DELETED: "{before}: deleted elsewhere; taken over, none comes there again",
    Said.CHANGED: "{after}: changed elsewhere; taken over",
    Said.BACK: "{after}: stands again; taken over",
    Said.FOUND: "{after}: written by another device of yours; taken over",
    Said.LOST: "{before}: gone with all else of its calendar; tightrope week asks you",
}
FATES = {
    Fate.DONE: "is on the calendar",
    Fate.THERE: "is on the calendar",
    Fate.DROPPED: "was left as it is",
    Fate.WAITING: "waits to be sent",
    Fate.FAILED: "is not taken by the calendar",
}


class NotAllSynced(OutsideError):
    """Some connections could not be read."""

    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        self.faults = tuple(faults)
        said = "; ".join(f"{name}: {fault}" for name, fault in faults)
        super().__init__(f"not everything could be synced: {said}")


class NotAllSent(OutsideError):
    """Some writes did not reach their calendar."""

    def __init__(self, waiting: int, because: str | None) -> None:
        self.waiting = waiting
        many = "one write" if waiting == 1 else f"{waiting} writes"
        why = f" ({because})" if because else ""
        super().__init__(
            f"{many} did not reach the calendar yet{why}; tightrope sync tries again"
        )


def say_synced(synced: Sequence[Synced], zone: ZoneInfo) -> None:
    """One line a connection, and one for each block that was changed elsewhere."""
    for one in synced:
        sys.stdout.write(f"{one.connection}: {_counts(one)}\n")
        for line in (*said(one.adopted, zone), *fates(one.sent)):
            sys.stdout.write(f"  {line}\n")
    sys.stdout.flush()
    tell_problems([problem for one in synced for problem in one.problems])


def _counts(synced: Synced) -> str:
    if synced.fault:
        return "not read; what was read before is kept"
    parts = [
        f"{count} {word}"
        for count, word in (
            (synced.changed, "new or changed"),
            (synced.gone, "gone"),
        )
        if count
    ]
    return ", ".join(parts) or "nothing new"


def said(adopted: Sequence[Adopted], zone: ZoneInfo) -> Iterator[str]:
    """What the person did to blocks elsewhere, a line each."""
    for one in adopted:
        yield ADOPTED[one.said].format(
            before=_spoken(one.before, zone), after=_spoken(one.after, zone)
        )


def _spoken(span: Span | None, zone: ZoneInfo) -> str:
    return spoken_span(span, zone) if span else "a block"


def fates(sent: Sequence[Sent]) -> Iterator[str]:
    """What became of each write, a line each."""
    for one in sent:
        because = f": {plain(one.because)}" if one.because else ""
        yield f"block {one.outgoing.block[:8]} {FATES[one.fate]}{because}"


def refuse_faults(synced: Sequence[Synced]) -> None:
    """End the call with what failed, once all else is said.

    Raises:
        NotAllSynced: a connection could not be read.
    """
    faults = [(one.connection, one.fault) for one in synced if one.fault]
    if faults:
        raise NotAllSynced(faults)


def refuse_unsent(sent: Sequence[Sent]) -> None:
    """End the call with what did not get through, once all else is said.

    Raises:
        NotAllSent: a write waits, or is refused.
    """
    left = [one for one in sent if one.fate in {Fate.WAITING, Fate.FAILED}]
    if left:
        raise NotAllSent(len(left), left[0].because)
