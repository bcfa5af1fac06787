"""What was written to calendars, as the contract writes it."""

from zoneinfo import ZoneInfo

from tightrope.cli.answers.blocks import moment_json, span_json
from tightrope.cli.output import iso
from tightrope.core.timeline import Span
from tightrope.flows.log import Entry, Waiting


def write_json(entry: Entry, zone: ZoneInfo) -> dict[str, object]:
    """A write: when, by which command, and from where to where."""
    write = entry.write
    return {
        "number": write.id,
        "at": iso(write.at, zone),
        "group": write.group,
        "verb": write.verb.value,
        "id": write.block,
        "calendar": write.calendar,
        "before": _span(entry.before, zone),
        "after": _span(entry.after, zone),
        "undoes": write.undoes,
    }


def waiting_json(waiting: Waiting, zone: ZoneInfo) -> dict[str, object]:
    """A write that is still to be sent."""
    outgoing = waiting.outgoing
    return {
        "group": outgoing.group,
        "verb": outgoing.verb.value,
        "id": outgoing.block,
        "before": _span(waiting.before, zone),
        "after": _span(waiting.after, zone),
        "attempts": outgoing.attempts,
        "retry": moment_json(outgoing.not_before, zone),
        "fault": outgoing.fault,
    }


def _span(span: Span | None, zone: ZoneInfo) -> dict[str, object] | None:
    return span_json(span, zone) if span else None
