"""Rules read from a TOML that a person can edit, and those that Tightrope has."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from tightrope.core.balance.facts import Facts
from tightrope.core.balance.fields import BadRules, Fields, Lists
from tightrope.core.balance.item import KINDS
from tightrope.core.balance.rules import Rule, Rules
from tightrope.core.balance.sides import Absence, Facet, Side
from tightrope.core.balance.title import fold

WHOLE = "as a whole"
CONFIDENCE = 0.9
"""How sure a rule is that does not say: a person who wrote it meant it."""

FACT_KEYS = frozenset(
    {
        *("kinds", "attendees", "minutes", "recurring", "organizer_is_me", "outside"),
        *("all_day", "away", "pair", "prefixes", "categories"),
    }
)
RULE_KEYS = FACT_KEYS | {
    *("id", "facet", "side", "confidence", "side_confidence"),
    *("words", "also", "unless", "absence"),
}


@cache
def default_rules() -> Rules:
    """The rules that Tightrope comes with, in `rules.toml`."""
    name = "rules.toml"
    return parse_rules(
        (files("tightrope.core.balance") / name).read_text("utf-8"), name
    )


def parse_rules(text: str, source: str) -> Rules:
    """The rules in a TOML text, in its order.

    Args:
        text: tables `[[rule]]`, and `[lists]` of words that rules name as `@list`.
        source: the name of the file, for messages.

    Raises:
        BadRules: it is no TOML, or a rule cannot be meant so; the message names it.
    """
    try:
        document = Fields(source, WHOLE, tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadRules(source, WHOLE, f"this is no TOML: {error}") from None
    document.only({"rule", "lists"})
    lists = _lists(document)
    rules = [_rule(fields, lists) for fields in _tables(document)]
    _refuse_repeats(rules, document)
    return Rules(rules)


def _lists(document: Fields) -> Lists:
    value = document.values.get("lists", {})
    if not isinstance(value, Mapping):
        raise document.wrong("lists are written below [lists], as name = [words]")
    found = Fields(document.source, "[lists]", value)
    return {name: found.phrases(name, {}) for name in value}


def _tables(document: Fields) -> Iterator[Fields]:
    value = document.values.get("rule", [])
    if not isinstance(value, list):
        raise document.wrong("rules are written as [[rule]], in double brackets")
    for number, table in enumerate(value, 1):
        if not isinstance(table, Mapping):
            raise BadRules(document.source, f"rule {number}", "it is no table")
        name = table.get("id")
        fields = Fields(document.source, f"rule {name or number}", table)
        if not isinstance(name, str) or not name.strip():
            raise fields.wrong('it needs an id, such as id = "pairing"')
        yield fields


def _refuse_repeats(rules: list[Rule], document: Fields) -> None:
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise document.wrong(f"two rules are called {rule.id!r}; rename one")
        seen.add(rule.id)


def _rule(fields: Fields, lists: Lists) -> Rule:
    fields.only(RULE_KEYS)
    facet = fields.choice("facet", Facet)
    if facet is None:
        raise fields.wrong('it needs a facet, such as facet = "code"')
    confidence = fields.share("confidence", CONFIDENCE)
    rule = Rule(
        id=str(fields.values["id"]),
        facet=facet,
        side=_side(fields, facet),
        confidence=confidence,
        side_confidence=fields.share("side_confidence", confidence),
        words=fields.phrases("words", lists),
        also=fields.phrases("also", lists),
        unless=fields.phrases("unless", lists),
        facts=_facts(fields),
        absence=fields.choice("absence", Absence),
    )
    if not rule.words and rule.facts == Facts():
        raise fields.wrong("it would hold for everything; give it words, or facts")
    return rule


def _side(fields: Fields, facet: Facet) -> Side:
    side = fields.choice("side", Side) or facet.side
    if facet is not Facet.UNSORTED and side is not facet.side:
        raise fields.wrong(f"the facet {facet} belongs to {facet.side}, not to {side}")
    return side


def _facts(fields: Fields) -> Facts:
    return Facts(
        kinds=_kinds(fields),
        attendees=fields.limits("attendees"),
        minutes=fields.limits("minutes"),
        recurring=fields.yes_or_no("recurring"),
        organizer_is_me=fields.yes_or_no("organizer_is_me"),
        outside=fields.yes_or_no("outside"),
        all_day=fields.yes_or_no("all_day"),
        away=fields.yes_or_no("away"),
        pair=fields.yes_or_no("pair"),
        prefixes=_folded(fields, "prefixes"),
        categories=_folded(fields, "categories"),
    )


def _kinds(fields: Fields) -> frozenset[str] | None:
    kinds = _folded(fields, "kinds")
    if kinds is not None and (wrong := kinds - KINDS):
        raise fields.wrong(f"kind {min(wrong)!r} is none of {', '.join(sorted(KINDS))}")
    return kinds


def _folded(fields: Fields, name: str) -> frozenset[str] | None:
    words = fields.words(name)
    return None if words is None else frozenset(map(fold, words))
