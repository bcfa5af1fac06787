"""A policy as a person writes it, in TOML, and what each line means."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import time, timedelta
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from tightrope.core.errors import InputError
from tightrope.core.planner.policy import Energy, Policy, Reachable, Target
from tightrope.core.planner.policykeys import KEYS, PHASES, policy_of
from tightrope.core.planner.reading import BadProblem, Value
from tightrope.core.timeline import spoken_hours

PLEDGE = "pledge"
WEEK = 7 * 24.0
TARGET, FLOOR = "target_hours", "floor_hours"
INSIDE = {
    "reachable": ("from", "to", "minutes"),
    "energy": ("from", "to", "worth"),
    "target_hours": ("from", "to", "hours", "floor_hours", "phase"),
}
PLEDGE_ASKS = {
    TARGET: "How many hours of focus do you hope for in a full {phase} week?",
    FLOOR: "How many of them may urgent work not take?",
}


class BadPolicy(InputError):
    """A policy file cannot be read."""

    def __init__(self, source: str, where: str, what: str) -> None:
        self.source = source
        self.where = where
        self.what = what
        super().__init__(f"{source}: {where}: {what}" if where else f"{source}: {what}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One key of a policy, explained.

    Attributes:
        key: as it is written.
        value: what it is, for a person.
        default: what it is when nobody says.
        asks: the question that it answers.
    """

    key: str
    value: str
    default: str
    asks: str


def read(text: str, source: str, zone: ZoneInfo | None = None) -> Policy:
    """The policy that a TOML text says; what it does not say takes its default.

    Args:
        text: the file's text.
        source: its name, for faults.
        zone: for days of `target_hours` that are told as moments.

    Raises:
        BadPolicy: it is not TOML, a key is unknown, or a value is wrong.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadPolicy(source, "", f"is not TOML: {error}") from None
    try:
        _refuse_unknown(Value(table, ""))
        policy = policy_of(Value(table, ""), zone or ZoneInfo("UTC"))
        return _with_pledges(policy, Value(table, "")[PLEDGE])
    except BadProblem as error:
        raise BadPolicy(source, error.where.lstrip("."), error.what) from None


def explain(policy: Policy) -> tuple[Line, ...]:
    """Each key of a policy: its value, its default, and the question it answers."""
    return (*_plain_lines(policy), *_pledge_lines(policy))


def _plain_lines(policy: Policy) -> Iterator[Line]:
    usual = Policy()
    for key in KEYS:
        yield Line(
            key=key.name,
            value=_said(getattr(policy, key.field)),
            default=_said(getattr(usual, key.field)),
            asks=key.asks,
        )


def _pledge_lines(policy: Policy) -> Iterator[Line]:
    usual = Policy()
    for phase in PHASES:
        for key, given, default in (
            (TARGET, policy.weekly_targets, usual.weekly_targets),
            (FLOOR, policy.weekly_floors, usual.weekly_floors),
        ):
            yield Line(
                key=f"{PLEDGE}.{phase}.{key}",
                value=spoken_hours(given[phase]),
                default=spoken_hours(default[phase]),
                asks=PLEDGE_ASKS[key].format(phase=phase),
            )


def _refuse_unknown(value: Value) -> None:
    """Refuse a key that nothing is known of: it may be a slip of the pen."""
    _known_only(value, [*(key.name for key in KEYS), PLEDGE])
    for name, keys in INSIDE.items():
        found = value[name]
        if isinstance(found.value, dict):
            _known_only(found, keys)
        elif isinstance(found.value, list):
            for item in found.items():
                _known_only(item, keys)
    if not (pledge := value[PLEDGE]).missing:
        _known_only(pledge, PHASES)
        for phase in pledge.table():
            _known_only(pledge[phase], (TARGET, FLOOR))


def _known_only(value: Value, known: Iterable[str]) -> None:
    known = tuple(known)
    for key in value.table():
        if key in known:
            continue
        near = get_close_matches(key, known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
        raise value[key].wrong(f"is not a key of a policy; {hint}")


def _with_pledges(policy: Policy, pledge: Value) -> Policy:
    """The policy with what each phase pledges."""
    if pledge.missing:
        return policy
    hoped = _by_phase(pledge, TARGET, policy.weekly_targets)
    least = _by_phase(pledge, FLOOR, policy.weekly_floors)
    for phase in PHASES:
        if least[phase] > hoped[phase]:
            raise pledge[phase].wrong("the floor must not be above the target")
    return replace(policy, weekly_targets=hoped, weekly_floors=least)


def _by_phase(pledge: Value, key: str, usual: Mapping[str, float]) -> dict[str, float]:
    found = dict(usual)
    for phase in PHASES:
        if phase in pledge.table() and key in pledge[phase].table():
            found[phase] = pledge[phase][key].number(0.0, WEEK)
    return found


def _said(value: object) -> str:
    """A value of a policy, for a person."""
    if isinstance(value, tuple):
        return ", ".join(_said(one) for one in value) or "none"
    if isinstance(value, Energy):
        return f"{value.worth:g} from {_clock(value.start)} to {_until(value.end)}"
    if isinstance(value, Reachable):
        least = spoken_hours(value.least)
        return f"{least} between {_clock(value.start)} and {_until(value.end)}"
    if isinstance(value, Target):
        last = value.last - timedelta(days=1)
        return f"{spoken_hours(value.hours)} from {value.first} to {last}"
    return _plain(value)


def _plain(value: object) -> str:
    if isinstance(value, timedelta):
        return spoken_hours(value)
    if isinstance(value, float):
        return f"{value:g}"
    return "none" if value is None else str(value)


def _clock(at: time) -> str:
    return f"{at:%H:%M}"


def _until(at: time) -> str:
    return _clock(at) if at != time() else "24:00"
