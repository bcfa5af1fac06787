"""Why a block is where it is, and what is suggested for it, as JSON in one column.

Each has a function there and one back; going there and back changes nothing.
"""

import json
from datetime import timedelta
from typing import Any

from tightrope.core.planner import Placed
from tightrope.core.planner.answer import Reason, RunnerUp
from tightrope.core.planner.block import Block, State
from tightrope.core.timeline import Span
from tightrope.flows.ports import Suggested
from tightrope.store.codecs.moments import MICROSECOND, moment, number
from tightrope.store.codecs.texts import text_of

Listed = list[Any]


def why_text(placed: Placed) -> str:
    """Why a block is where it is: all of it but the block."""
    return text_of(_why(placed))


def placed_of(text: str, block: Block) -> Placed:
    """A block with what `why_text` wrote of it."""
    return _placed(json.loads(text), block)


def suggested_text(suggested: Suggested) -> str:
    """What is suggested for a block."""
    placed = suggested.placed
    return text_of(
        [
            _span(suggested.before),
            suggested.because,
            placed and _block(placed.block),
            placed and _why(placed),
        ]
    )


def suggested_of(text: str, id_: str) -> Suggested:
    """What `suggested_text` wrote for the block of an id."""
    before, because, block, why = json.loads(text)
    return Suggested(
        before=_span_of(before),
        because=because,
        placed=_placed(why, _block_of(id_, block)) if block else None,
    )


def _why(placed: Placed) -> Listed:
    other = placed.runner_up
    return [
        placed.survival,
        placed.repays // MICROSECOND,
        [[reason.rule, reason.points, reason.text] for reason in placed.why],
        other and [_span(other.span), other.points],
    ]


def _placed(told: Listed, block: Block) -> Placed:
    survival, repays, why, other = told
    return Placed(
        block=block,
        survival=survival,
        repays=timedelta(microseconds=repays),
        why=tuple(Reason(rule=rule, points=of, text=said) for rule, of, said in why),
        runner_up=RunnerUp(span=_span_of(other[0]), points=other[1]) if other else None,
    )


def _block(block: Block) -> Listed:
    return [_span(block.span), block.state.value, block.purpose]


def _block_of(id_: str, told: Listed) -> Block:
    span, state, purpose = told
    return Block(id=id_, span=_span_of(span), state=State(state), purpose=purpose)


def _span(span: Span) -> Listed:
    return [number(span.start), number(span.end)]


def _span_of(told: Listed) -> Span:
    start, end = told
    return Span(moment(start), moment(end))
