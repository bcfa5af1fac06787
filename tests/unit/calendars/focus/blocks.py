"""Blocks and plans as the tests of this room tell them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from tightrope.core.planner.answer import Placed, Plan, Reason, Score
from tightrope.core.planner.block import Block, State
from tightrope.core.timeline import Span

BERLIN = ZoneInfo("Europe/Berlin")
LONDON = ZoneInfo("Europe/London")
ZONES = tuple(
    ZoneInfo(name)
    for name in (
        *("Europe/Berlin", "America/New_York", "Africa/Casablanca", "UTC"),
        *("Australia/Lord_Howe", "Asia/Kolkata", "America/Santiago"),
    )
)


def monday(clock: str) -> datetime:
    """A time of Monday 13 May 2024 in Berlin."""
    return datetime.fromisoformat(f"2024-05-13T{clock}").replace(tzinfo=BERLIN)


def at(clock: str, minutes: int, *, days: int = 0) -> Span:
    """So many minutes from a time on, so many days after that Monday."""
    return Span.lasting(
        monday(clock) + timedelta(days=days), timedelta(minutes=minutes)
    )


def block(
    span: Span,
    *,
    id: str = "b-1",  # noqa: A002 - a block's id is called so
    state: State = State.PENCILLED,
    purpose: str | None = "hiring plan",
) -> Block:
    return Block(id=id, span=span, state=state, purpose=purpose)


def placed(block: Block, *, because: str = "a free morning") -> Placed:
    return Placed(
        block=block,
        survival=0.81,
        repays=timedelta(hours=1, minutes=10),
        why=(Reason(rule="energy", points=180, text=because),),
    )


def plan(*blocks: Block, because: str = "a free morning") -> Plan:
    score = Score(points=0, bound=0, proven=True, by_rule={})
    return Plan(
        blocks=tuple(placed(each, because=because) for each in blocks), score=score
    )


NASTY = (
    "a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:other",
    "a\rATTACH:http://example.org",
    "a\nb\x00c\x07d\x7fe\x85f\u2028g\u2029h",
    "<b>bold</b> & <script>alert(1)</script>",
    "חזון \u202eabc\u202c مستقبل",
    "👩‍👩‍👧‍👦 " * 30,
    'semi;colon, comma "quotes" back\\slash \\n \\, \\;',
    "Focus: Focus",
    "long-term work",
    "x" * 500,
    "ü" * 80,
    "\ufeffbom",
    " ",
    "",
)

purposes = st.none() | st.sampled_from(NASTY) | st.text(max_size=60)
moments = st.integers(0, 20 * 365 * 24 * 60).map(
    lambda minutes: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
spans = st.builds(
    Span.lasting, moments, st.integers(0, 600).map(lambda n: timedelta(minutes=n))
)
ids = st.from_regex(r"[A-Za-z0-9-]{1,12}", fullmatch=True)
blocks = st.builds(
    Block, id=ids, span=spans, state=st.sampled_from(State), purpose=purposes
)
plans = st.builds(
    lambda blocks, because: plan(*blocks, because=because),
    st.lists(blocks, max_size=4, unique_by=lambda block: block.id),
    st.text(max_size=40),
)
zones = st.sampled_from(ZONES)
