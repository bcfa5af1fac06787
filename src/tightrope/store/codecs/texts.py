"""Small things as JSON in one column: names, words, problems, hours of days, reasons.

Each has a function there and one back; going there and back changes nothing.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from tightrope.core.errors import Problem
from tightrope.core.planner import Placed
from tightrope.core.planner.answer import Reason, RunnerUp
from tightrope.core.planner.block import Block, State
from tightrope.core.timeline import Span
from tightrope.flows.ports import Suggested
from tightrope.store.codecs.moments import MICROSECOND, moment, number


def text_of(value: object) -> str:
    """Some JSON, without a blank; in ASCII, so that whatever was read can be kept."""
    return json.dumps(value, separators=(",", ":"))


def names_text(names: Iterable[str]) -> str:
    """A set of names as a JSON list."""
    return text_of(sorted(names))


def names_of(text: str) -> frozenset[str]:
    """The names of a JSON list."""
    return frozenset(json.loads(text))


def words_text(words: Mapping[str, str]) -> str:
    """Words by name as a JSON object."""
    return text_of(dict(words))


def words_of(text: str) -> dict[str, str]:
    """The words of a JSON object."""
    return dict(json.loads(text))


def problems_text(problems: Iterable[Problem]) -> str:
    """Problems as a JSON list; no text at all for none, so that they are found fast."""
    listed = [[one.source, one.where, one.what] for one in problems]
    return text_of(listed) if listed else ""


def problems_of(text: str) -> tuple[Problem, ...]:
    """The problems of a JSON list."""
    return tuple(
        Problem(source=source, where=where, what=what)
        for source, where, what in (json.loads(text) if text else ())
    )


def hours_text(hours: Mapping[date, float]) -> str:
    """Hours by day as a JSON object."""
    return text_of({day.isoformat(): of for day, of in hours.items()})


def hours_of(text: str) -> dict[date, float]:
    """The hours of a JSON object."""
    return {date.fromisoformat(day): of for day, of in json.loads(text).items()}


def days_text(days: Iterable[date]) -> str:
    """Days as a JSON list."""
    return text_of(sorted(day.isoformat() for day in days))


def days_of(text: str) -> frozenset[date]:
    """The days of a JSON list."""
    return frozenset(date.fromisoformat(day) for day in json.loads(text))


def why_text(placed: Placed) -> str:
    """Why a block is where it is, as JSON: all of it but the block."""
    other = placed.runner_up
    return text_of(
        [
            placed.survival,
            placed.repays // MICROSECOND,
            [[reason.rule, reason.points, reason.text] for reason in placed.why],
            other and [number(other.span.start), number(other.span.end), other.points],
        ]
    )


def placed_of(text: str, block: Block) -> Placed:
    """A block with what `why_text` wrote of it."""
    survival, repays, why, other = json.loads(text)
    return Placed(
        block=block,
        survival=survival,
        repays=timedelta(microseconds=repays),
        why=tuple(Reason(rule=rule, points=of, text=said) for rule, of, said in why),
        runner_up=_runner_up(*other) if other else None,
    )


def suggested_text(suggested: Suggested) -> str:
    """What is suggested for a block, as JSON."""
    placed, before = suggested.placed, suggested.before
    block = placed and placed.block
    return text_of(
        [
            [number(before.start), number(before.end)],
            suggested.because,
            block
            and [
                number(block.span.start),
                number(block.span.end),
                block.state.value,
                block.purpose,
            ],
            placed and why_text(placed),
        ]
    )


def suggested_of(text: str, id_: str) -> Suggested:
    """What `suggested_text` wrote for the block of an id."""
    (start, end), because, block, why = json.loads(text)
    return Suggested(
        before=Span(moment(start), moment(end)),
        because=because,
        placed=placed_of(why, _block(id_, *block)) if block else None,
    )


def _block(id_: str, start: int, end: int, state: str, purpose: str | None) -> Block:
    span = Span(moment(start), moment(end))
    return Block(id=id_, span=span, state=State(state), purpose=purpose)


def _runner_up(start: int, end: int, points: float) -> RunnerUp:
    return RunnerUp(span=Span(moment(start), moment(end)), points=points)
