"""Rules as a person writes them."""

import pytest

from tightrope.core.balance import (
    Absence,
    BadRules,
    Facet,
    Item,
    Side,
    Verdict,
    classify,
    default_rules,
    parse_rules,
)

PAIRING = """
[[rule]]
id = "pairing"
facet = "learning"
words = ["pairing"]
"""


def test_a_rule_says_where_an_item_belongs_and_why() -> None:
    rules = parse_rules(PAIRING, "mine.toml")

    assert classify(Item("Pairing with Ana"), rules) == Verdict(
        Side.VISION,
        Facet.LEARNING,
        0.9,
        "rule pairing: 'pairing'",
        words=("pairing",),
    )


def test_where_no_rule_holds_nothing_is_said() -> None:
    rules = parse_rules(PAIRING, "mine.toml")

    assert classify(Item("Standup"), rules) == Verdict(
        Side.UNSORTED, Facet.UNSORTED, 0.0, "no rule holds"
    )


def test_a_persons_own_rules_come_before_the_default_ones() -> None:
    rules = parse_rules(PAIRING, "mine.toml").then(default_rules())

    facets = [classify(Item(text), rules).facet for text in ("Pairing", "Standup")]

    assert facets == [Facet.LEARNING, Facet.SPRINT]


def test_the_first_rule_that_holds_decides() -> None:
    rules = parse_rules(
        """
        [[rule]]
        id = "one"
        facet = "code"
        words = ["release"]
        [[rule]]
        id = "two"
        facet = "planning"
        words = ["release"]
        """,
        "mine.toml",
    )

    assert classify(Item("Release"), rules).because == "rule one: 'release'"


@pytest.mark.parametrize(
    ("text", "facet"),
    [
        ("Review roadmap", Facet.ROADMAP),
        ("Review", Facet.UNSORTED),
        ("Review roadmap CSS", Facet.UNSORTED),
        ("Roadmap", Facet.UNSORTED),
    ],
)
def test_a_rule_can_ask_for_two_words_and_refuse_a_third(
    text: str, facet: Facet
) -> None:
    rules = parse_rules(
        """
        [lists]
        things = ["css", "page"]
        [[rule]]
        id = "direction"
        facet = "roadmap"
        words = ["review"]
        also = ["roadmap"]
        unless = ["@things"]
        """,
        "mine.toml",
    )

    assert classify(Item(text), rules).facet == facet


@pytest.mark.parametrize(
    ("fact", "item", "because"),
    [
        ("attendees = [2, 3]", Item("x", attendees=2), "2 people"),
        ("minutes = [0, 30]", Item("x", minutes=25), "25 min"),
        ("recurring = true", Item("x", recurring=True), "comes again"),
        ("recurring = false", Item("x", recurring=False), "once"),
        ("outside = true", Item("x", outside=True), "people from outside"),
        ("outside = false", Item("x", outside=False), "nobody from outside"),
        ("away = true", Item("x", away=True), "out of office"),
        ("pair = true", Item("Ana / Tom"), "two names"),
        ('kinds = ["pr"]', Item("x", "pr"), "kind pr"),
        ('prefixes = ["fix"]', Item("Fix(api)!: x", "pr"), "prefix 'fix'"),
        (
            'categories = ["Focus"]',
            Item("x", categories=("focus",)),
            "category 'focus'",
        ),
        ("all_day = true", Item("x", all_day=True), "the whole day"),
        ("organizer_is_me = true", Item("x", organizer_is_me=True), "their own"),
        ("organizer_is_me = false", Item("x", organizer_is_me=False), "of others"),
    ],
)
def test_a_fact_holds_only_where_it_is_known(
    fact: str, item: Item, because: str
) -> None:
    rules = parse_rules(f'[[rule]]\nid = "fact"\nfacet = "admin"\n{fact}', "mine.toml")

    verdicts = [classify(one, rules).because for one in (item, Item("x"))]

    assert verdicts == [f"rule fact: {because}", "no rule holds"]


def test_a_guess_may_name_a_side_without_a_facet() -> None:
    rules = parse_rules(
        """
        [[rule]]
        id = "guess"
        facet = "unsorted"
        side = "vision"
        confidence = 0.1
        side_confidence = 0.7
        absence = "travel"
        words = ["x"]
        """,
        "mine.toml",
    )

    verdict = classify(Item("x"), rules)

    assert verdict == Verdict(
        Side.VISION, Facet.UNSORTED, 0.1, "rule guess: 'x'", 0.7, Absence.TRAVEL, ("x",)
    )
    assert (verdict.counted_side, verdict.counted_facet) == (
        Side.VISION,
        Facet.UNSORTED,
    )


RULE = '[[rule]]\nid = "a"\nfacet = "code"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[rule", "mine.toml, as a whole: this is no TOML"),
        ("a = " + "[" * 5000, "mine.toml, as a whole: this is no TOML"),
        ("rules = 1", "mine.toml, as a whole: 'rules' is unknown; use lists, rule"),
        ("rule = 1", "rules are written as [[rule]], in double brackets"),
        ("rule = [1]", "mine.toml, rule 1: it is no table"),
        ("lists = 1", "lists are written below [lists]"),
        ('[lists]\na = "b"', "mine.toml, [lists]: a is no list of words"),
        ('[[rule]]\nfacet = "code"', "mine.toml, rule 1: it needs an id"),
        ('[[rule]]\nid = "a"', "mine.toml, rule a: it needs a facet"),
        (RULE, "mine.toml, rule a: it would hold for everything"),
        (RULE.replace("code", "cod"), "rule a: facet = 'cod' is none of code, sprint"),
        (RULE + "facet2 = 1", "mine.toml, rule a: 'facet2' is unknown"),
        (RULE + "words = 1", "rule a: words is no list of words"),
        (RULE + 'words = ["!"]', "rule a: '!' has no word in it"),
        (RULE + 'words = ["@b"]', "rule a: there is no list 'b' in [lists]"),
        (RULE + 'words = ["b"]\nconfidence = 2', "rule a: confidence = 2 is no number"),
        (RULE + "attendees = [3, 2]", "rule a: attendees = [3, 2] is no range"),
        (RULE + "attendees = 3", "rule a: attendees = 3 is no range"),
        (RULE + "recurring = 1", "rule a: recurring = 1 is neither true nor false"),
        (RULE + 'kinds = ["mail"]', "rule a: kind 'mail' is none of calendar"),
        (RULE + 'side = "vision"', "rule a: the facet code belongs to grind"),
        (2 * (RULE + 'words = ["b"]\n'), "two rules are called 'a'; rename one"),
    ],
)
def test_a_rule_that_cannot_be_meant_is_named(text: str, message: str) -> None:
    with pytest.raises(BadRules) as refused:
        parse_rules(text, "mine.toml")

    assert message in str(refused.value)
