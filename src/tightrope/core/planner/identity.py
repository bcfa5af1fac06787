"""Which block stands at which place: standing blocks keep their ids and purposes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

from tightrope.core.planner.block import Block
from tightrope.core.planner.clock import span_between
from tightrope.core.planner.frame import Frame
from tightrope.core.planner.grid import Place
from tightrope.core.planner.states import state_of
from tightrope.core.timeline import Span, day_of, monday


def named(chosen: Sequence[Place], frame: Frame) -> dict[Place, Block]:
    """The block of each place, in order of time."""
    stayed = {place: frame.places[place] for place in chosen if place in frame.places}
    shifted = _shifted(
        [place for place in chosen if place not in stayed],
        [block for block in frame.standing.movable if block not in stayed.values()],
        frame,
    )
    blocks: dict[Place, Block] = {}
    taken, whose = frame.standing.ids, _whose(frame)
    for place in chosen:
        block = stayed.get(place) or shifted.get(place)
        if block is None:
            span = span_of(place)
            block = Block(id=_fresh_id(span, whose, taken), span=span)
            taken.add(block.id)
        blocks[place] = replace(
            block, state=state_of(block, frame.problem, frame.working)
        )
    return _with_purposes(blocks, frame)


def span_of(place: Place) -> Span:
    """The time of a place."""
    return span_between(place.start, place.end)


def _shifted(
    places: Sequence[Place], blocks: Sequence[Block], frame: Frame
) -> dict[Place, Block]:
    """Each new place with the standing block that goes there.

    The same day comes first, then the same week, and in both the least shift.
    """
    pairs = sorted(
        (_distance(block, place, frame), place.start, block.id, place, block)
        for block in blocks
        for place in places
        if _week(block, frame) == monday(frame.days[place.day].date)
    )
    found: dict[Place, Block] = {}
    gone: set[str] = set()
    for _, _, id_, place, block in pairs:
        if place not in found and id_ not in gone:
            found[place] = replace(block, span=span_of(place))
            gone.add(id_)
    return found


def _distance(block: Block, place: Place, frame: Frame) -> tuple[bool, int]:
    span = span_of(place)
    day = day_of(block.span.start, frame.problem.zone)
    shift = abs(span.start - block.span.start) + abs(span.end - block.span.end)
    return frame.days[place.day].date != day, round(shift.total_seconds())


def _week(block: Block, frame: Frame) -> object:
    return monday(day_of(block.span.start, frame.problem.zone))


def _with_purposes(blocks: dict[Place, Block], frame: Frame) -> dict[Place, Block]:
    """The blocks, those without a purpose given the next ones that none has yet."""
    said = Counter(block.purpose for block in blocks.values() if block.purpose)
    left = _not_said(frame.problem.policy.purposes, said)
    return {
        place: block if block.purpose else replace(block, purpose=next(left, None))
        for place, block in blocks.items()
    }


def _not_said(purposes: Sequence[str], said: Counter[str]) -> Iterator[str]:
    for purpose in purposes:
        if said[purpose]:
            said[purpose] -= 1
        else:
            yield purpose


def _fresh_id(span: Span, whose: str, taken: set[str]) -> str:
    """An id that comes from where it is and whose calendar it is, and nothing else."""
    facts = [whose, span.start.isoformat()]
    for attempt in range(len(taken) + 1):
        digest = sha256("\n".join([*facts, str(attempt)]).encode()).hexdigest()[:32]
        if digest not in taken:
            return digest
    raise AssertionError(facts)


def _whose(frame: Frame) -> str:
    """What tells one person's calendar from another's."""
    digest = sha256(frame.problem.zone.key.encode())
    for busy in frame.problem.busy:
        digest.update(f"{busy.id}\n{busy.span}\n".encode())
    return digest.hexdigest()
