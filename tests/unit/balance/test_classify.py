"""Titles and where they belong."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tightrope.core.balance import (
    Absence,
    Facet,
    Item,
    Kind,
    Side,
    UnknownKind,
    Verdict,
    classify,
)
from tightrope.core.balance.sides import GRIND_FACETS, VISION_FACETS

CALENDAR = {
    "code": ["Deep work: billing API", "Pairing on retries", "DB migration window"],
    "sprint": ["Standup", "Retro", "Backlog refinement", "Platform WG call"],
    "product_meeting": ["Demo for Kranwerk", "Office hours", "Product review"],
    "planning": ["Sprint planning", "Q3 OKRs", "Quarterly review", "Release freeze"],
    "review": ["Architecture review", "Security review", "RFC 42: event bus"],
    "incident": ["Postmortem: queue outage", "On-call handover", "Sev2 follow-up"],
    "hiring": ["Interview: backend", "Offer call", "Onboarding Ana"],
    "one_on_one": ["1:1 Ana", "1-1 with Tom", "Performance review", "Skip-level"],
    "admin": ["Board meeting", "Budget review", "All-hands", "Investor call"],
    "roadmap": ["Roadmap review", "Product vision", "Long-term plan"],
    "venture": ["Market research", "Partnership: Siemens", "New product idea"],
    "validation": ["User interview: nurse", "Usability testing", "Pricing test"],
    "prototype": ["Spike: vector search", "PoC with Snowflake", "Hackathon"],
    "strategy": [
        "Focus: read the interviews",
        "Focus time",
        "Deep work",
        "Strategy offsite",
        "Brainstorm: sites",
    ],
    "learning": ["KubeCon 2026 conference", "Reading group", "Tech talk: CRDTs"],
    "off": ["Lunch", "Dentist", "Flight to Oslo", "OOO", "PTO", "Mum's birthday"],
}
TRACKER = [
    ("fix(api): roadmap page crashes", "commit", "code"),
    ("Make the importer stop twice", "commit", "code"),
    ("chore: bump vision dependency", "pr", "code"),
    ("docs: add the 2027 roadmap", "pr", "roadmap"),
    ("Hotfix: production login", "pr", "incident"),
    ("Update interview process", "pr", "hiring"),
    ("Fix roadmap page CSS", "issue", "code"),
    ("Competitor analysis", "issue", "venture"),
    ("Prod is broken after the upgrade", "issue", "incident"),
]
ABROAD = [
    ("Urlaub", "off"),
    ("Zahnarzt", "off"),
    ("Jahresgespräch Petra", "one_on_one"),
    ("Quartalsplanung", "planning"),
    ("Störung Zahlungen", "incident"),
    ("Congés", "off"),
    ("Entretien d'embauche", "hiring"),
    ("Réunion d'équipe", "sprint"),
    ("Vacaciones", "off"),
    ("Hoja de ruta", "roadmap"),
    ("Estudio de mercado", "venture"),
    ("Férias", "off"),
    ("Planejamento da sprint", "planning"),
    ("Reunião com cliente", "product_meeting"),
]


@pytest.mark.parametrize(
    ("text", "facet"),
    [(text, facet) for facet, texts in CALENDAR.items() for text in texts] + ABROAD,
)
def test_a_meeting_has_the_facet_of_its_title(text: str, facet: str) -> None:
    verdict = classify(Item(text))

    assert (verdict.facet, verdict.side) == (facet, Facet(facet).side)
    assert verdict.sure


@pytest.mark.parametrize(("text", "kind", "facet"), TRACKER)
def test_work_in_a_tracker_has_the_facet_of_its_title(
    text: str, kind: str, facet: str
) -> None:
    verdict = classify(Item(text, kind))

    assert (verdict.facet, verdict.side) == (facet, Facet(facet).side)


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Lunch with the board", Side.GRIND),
        ("Lunch & learn: CRDTs", Side.VISION),
        ("Team lunch", Side.GRIND),
        ("Travel policy review", Side.GRIND),
        ("Flight booking API planning", Side.GRIND),
        ("Vacation coverage planning", Side.GRIND),
        ("Discovery call: hospital", Side.VISION),
        ("School platform demo", Side.GRIND),
    ],
)
def test_a_word_of_leisure_in_a_title_about_work_is_work(text: str, side: Side) -> None:
    assert classify(Item(text)).side is side


@pytest.mark.parametrize("text", ["", "XXX", "🏖", "\x00\n\t", "qwerty", "!?"])
def test_a_title_that_says_nothing_is_unsorted(text: str) -> None:
    verdict = classify(Item(text))

    assert (verdict.facet, verdict.sure) == (Facet.UNSORTED, False)


@pytest.mark.parametrize(
    ("item", "facet"),
    [
        (Item("Ana", attendees=2, recurring=True, outside=False), Facet.ONE_ON_ONE),
        (Item("Wei / Noor", attendees=2), Facet.ONE_ON_ONE),
        (Item("Wei <> Siemens", outside=True), Facet.PRODUCT_MEETING),
        (Item("Borealis call", outside=True), Facet.PRODUCT_MEETING),
        (Item("Writing", categories=("Focus", "Vision")), Facet.STRATEGY),
        (Item("Ana", away=True), Facet.OFF),
    ],
)
def test_structure_speaks_where_the_title_does_not(item: Item, facet: Facet) -> None:
    assert classify(item).facet is facet


def test_the_title_speaks_before_the_structure() -> None:
    item = Item("Interview: backend", attendees=2, recurring=True, outside=False)

    assert classify(item).facet is Facet.HIRING


@pytest.mark.parametrize(
    ("text", "facet"),
    [
        ("Focus: long-term work", Facet.STRATEGY),
        ("Focus: roadmap for 2028", Facet.ROADMAP),
        ("Focus: hiring plan", Facet.STRATEGY),
        ("Anything", Facet.STRATEGY),
    ],
)
def test_a_block_of_ours_is_vision_whatever_it_is_for(text: str, facet: Facet) -> None:
    assert classify(Item(text, ours=True)) == Verdict(
        Side.VISION, facet, 0.98, "rule own-block: a focus block of ours"
    )


def test_the_verdict_names_the_rule_and_the_words() -> None:
    assert classify(Item("Call: prod is broken")).because == (
        "rule production: 'prod', 'broken'"
    )


@pytest.mark.parametrize(
    ("text", "absence"),
    [
        ("Vacation", Absence.LEAVE),
        ("Christmas Day", Absence.HOLIDAY),
        ("Flight home", Absence.TRAVEL),
        ("Dentist", None),
    ],
)
def test_leave_holidays_and_travel_say_why_a_day_is_missing(
    text: str, absence: Absence | None
) -> None:
    assert classify(Item(text)).absence is absence


def test_a_kind_that_there_is_not_is_refused() -> None:
    with pytest.raises(UnknownKind, match="'mail' is no kind of title; use one of"):
        Item("x", "mail")


@given(
    st.text(),
    st.sampled_from(list(Kind)),
    st.none() | st.integers(0, 50),
    st.none() | st.booleans(),
)
def test_any_title_gets_a_verdict_that_agrees_with_itself(
    text: str, kind: Kind, attendees: int | None, recurring: bool | None
) -> None:
    verdict = classify(Item(text, kind, attendees=attendees, recurring=recurring))

    assert verdict.side in {Side.GRIND, Side.VISION, Side.OFF}
    assert verdict.facet.side in {verdict.side, Side.UNSORTED}
    assert 0 <= verdict.confidence <= verdict.side_confidence <= 1
    assert verdict == classify(
        Item(text, kind, attendees=attendees, recurring=recurring)
    )


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_case_and_blanks_around_change_nothing(text: str) -> None:
    plain = classify(Item(text))

    assert classify(Item(f"  {text.upper()}\n")) == plain


@pytest.mark.parametrize("text", ["outage ", "1:1:", "a/", "é\u0301", "release of "])
def test_a_title_of_a_megabyte_takes_no_time(text: str) -> None:
    classify(Item("warm"))
    began = process_time()

    classify(Item(text * (1_000_000 // len(text))))

    assert process_time() - began < 0.2


def test_the_facets_fall_into_the_two_sides() -> None:
    assert (len(GRIND_FACETS), len(VISION_FACETS)) == (9, 6)
    assert {facet.side for facet in GRIND_FACETS} == {Side.GRIND}
    assert {facet.side for facet in VISION_FACETS} == {Side.VISION}
