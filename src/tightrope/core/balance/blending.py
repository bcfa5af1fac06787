"""A rule and the words around it, weighed together into one verdict."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import exp, log

from tightrope.core.balance.corrections import Corrected, Entry, standing
from tightrope.core.balance.counts import (
    PLACE,
    SORTED,
    Chances,
    Counts,
    Learnt,
    learnt,
    likelihood,
)
from tightrope.core.balance.item import Item, Verdict
from tightrope.core.balance.memory import Memory, remembered
from tightrope.core.balance.rules import Rules
from tightrope.core.balance.sides import Facet, Side
from tightrope.core.balance.tokens import FACT, tokens

WEIGHT = 3.0
"""What a correction weighs against one title of the labelled ones."""
STRONGEST = 3
"""So many tokens speak, those that say most; they are what is shown."""
LEAST_GUESS = 0.25
"""A facet that is less likely is not even guessed."""

_VOICE = 0.25
"""How far a token is believed: tokens of one title say much the same."""
_DOUBT, _DOUBT_OF_FACTS = 2.0, 8.0
_RULE_SURE, _RULE_WEAK, _RULE_NONE = 25.0, 8.0, 4.0
"""How many corrections a rule is worth that is sure, that is not, that says nothing.

Many, for only what was wrong is corrected: nobody says how often a rule was right.
"""
_LEAST = 1e-4
_REMEMBERED = 8192


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Own:
    """What a person's corrections teach.

    Attributes:
        memory: what they say of the very series, title or people.
        counts: what they say of the words of others.
        by_rule: how often what a rule decided was put under each facet.
    """

    memory: Memory = field(default_factory=Memory)
    counts: Counts = field(default_factory=Counts)
    by_rule: Mapping[str, Chances] = field(default_factory=dict)


def taught(log_of_corrections: Iterable[Entry], rules: Rules) -> Own:
    """What can be learnt from a log of corrections, under these rules.

    Each series teaches once, by what was said of it last.
    """
    entries = list(log_of_corrections)
    counts, by_rule = Counts(), dict[str, Chances]()
    for said in _latest(standing(entries)):
        counts.add(tokens(said.item), said.facet, WEIGHT)
        rule = rules.verdict(said.item.alike).rule
        by_rule.setdefault(rule, [0.0] * len(SORTED))[PLACE[said.facet]] += 1
    return Own(memory=remembered(entries), counts=counts, by_rule=by_rule)


def _latest(corrections: Sequence[Corrected]) -> Iterable[Corrected]:
    return {
        (said.item.series or said.item.text, said.item.kind): said
        for said in corrections
    }.values()


class Blend:
    """Rules, words that were learnt, and what a person corrected, as one judge."""

    def __init__(
        self, rules: Rules, own: Own | None = None, words: Learnt | None = None
    ) -> None:
        self.rules = rules
        self.own = own or Own()
        self.words = words or learnt()
        self._alike = lru_cache(_REMEMBERED)(self._verdict)

    def verdict(self, item: Item) -> Verdict:
        """Where an item belongs: by memory, else by rule and words together."""
        if known := self.own.memory.of(item):
            rule = self.rules.verdict(item.alike)
            return Verdict(
                known.facet.side,
                known.facet,
                known.confidence,
                known.because,
                absence=rule.absence if known.facet is Facet.OFF else None,
                words=rule.words,
            )
        return self._alike(item.alike)

    def _verdict(self, item: Item) -> Verdict:
        rule = self.rules.verdict(item)
        found = tokens(item)
        voices = self._voices(found, shy=rule.sure or rule.side is Side.OFF)
        if not voices and rule.rule not in self.own.by_rule:
            return rule
        return _judged(rule, self._prior(rule, item.kind), voices)

    def _prior(self, rule: Verdict, kind: str) -> Chances:
        """How likely each facet is by the rule alone, and by what became of it."""
        prior = spread(rule, self.words.by_kind[kind])
        if corrected := self.own.by_rule.get(rule.rule):
            worth = _worth(rule)
            total = worth + sum(corrected)
            prior = [
                (worth * one + more) / total
                for one, more in zip(prior, corrected, strict=True)
            ]
        return prior

    def _voices(self, found: Iterable[str], *, shy: bool) -> list["_Voice"]:
        """What the strongest tokens say; next to a sure rule only one's own count."""
        voices = []
        for token in sorted(found):
            if shy and token.startswith(FACT):
                continue
            seen = self.own.counts.of(token)
            if not shy:
                seen = [
                    a + b
                    for a, b in zip(seen, self.words.counts.of(token), strict=True)
                ]
            if any(seen):
                doubt = _DOUBT_OF_FACTS if token.startswith(FACT) else _DOUBT
                voices.append(_Voice(token, likelihood(seen, self.words.usual, doubt)))
        voices.sort(key=lambda voice: -max(voice.says))
        different = {_shown(voice.token): voice for voice in reversed(voices)}
        return [one for one in voices if one in different.values()][:STRONGEST]


@dataclass(frozen=True, slots=True)
class _Voice:
    token: str
    says: Chances


def spread(rule: Verdict, usual: Chances) -> Chances:
    """What a rule says of every facet: its own, and the rest by what is usual."""
    sure = {Side.GRIND: 0.0, Side.VISION: 0.0, Side.OFF: 0.0}
    if rule.side in sure:
        others = [side for side in sure if side is not rule.side]
        sure |= dict.fromkeys(others, (1 - rule.side_confidence) / 2)
        if rule.side is not Side.OFF:  # that a meeting is private is told by a rule
            sure |= dict.fromkeys(others, 1 - rule.side_confidence)
            sure[Side.OFF] = _LEAST
        sure[rule.side] = rule.side_confidence
    own = PLACE.get(rule.facet)
    if own is not None:
        sure[rule.side] = max(0.0, rule.side_confidence - rule.confidence)
    chances = []
    for place, facet in enumerate(SORTED):
        mates = [n for n, one in enumerate(SORTED) if one.side is facet.side]
        mates = [n for n in mates if n != own]
        if place == own:
            chances.append(rule.confidence)
        else:
            part = usual[place] / sum(usual[mate] for mate in mates)
            chances.append(max(_LEAST, sure[facet.side] * part))
    return chances


def _worth(rule: Verdict) -> float:
    if rule.sure:
        return _RULE_SURE
    return _RULE_NONE if rule.facet is Facet.UNSORTED else _RULE_WEAK


def _judged(rule: Verdict, prior: Chances, voices: Sequence[_Voice]) -> Verdict:
    """The likeliest facet and side, and what spoke for them."""
    logs = [log(chance) for chance in prior]
    for voice in voices:
        logs = [one + _VOICE * more for one, more in zip(logs, voice.says, strict=True)]
    highest = max(logs)
    odds = [exp(one - highest) for one in logs]
    chances = [one / sum(odds) for one in odds]
    best = chances.index(max(chances))
    sides = {
        side: sum(chances[n] for n, one in enumerate(SORTED) if one.side is side)
        for side in (Side.GRIND, Side.VISION, Side.OFF)
    }
    side = max(sides, key=lambda one: sides[one])
    facet = SORTED[best] if chances[best] >= LEAST_GUESS else Facet.UNSORTED
    if facet is not Facet.UNSORTED and SORTED[best].side is not side:
        facet = Facet.UNSORTED
    same = facet is rule.facet
    return Verdict(
        side,
        facet,
        round(chances[best], 4) if facet is not Facet.UNSORTED else 0.0,
        rule.because if same or not voices else _because(voices, best),
        round(sides[side], 4),
        absence=rule.absence if side is Side.OFF else None,
        words=rule.words if same else (),
    )


def _because(voices: Sequence[_Voice], best: int) -> str:
    """The tokens that spoke for the facet, the strongest first."""
    speaking = [voice.token for voice in voices if voice.says[best] > 0]
    said = [_shown(token) for token in speaking or [voices[0].token]]
    return "learnt from " + ", ".join(f"'{one}'" for one in said)


def _shown(token: str) -> str:
    """A token as it is read: without the marks of a fact, a beginning, an end."""
    return token.removeprefix(FACT).removeprefix("^ ").removesuffix(" $")
