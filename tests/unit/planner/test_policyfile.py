from datetime import time, timedelta

import pytest

from tests.unit.planner.situations import MONDAY
from tightrope.core.planner import Energy, Policy, Reachable, Target
from tightrope.core.planner.policyfile import BadPolicy, explain, read

FULL = """
shortest_hours = 2
longest_hours = 3.5
per_week = 4
per_day = 2
change_cost_hours = 1
pencil_cost_hours = 0
firm_days = 3
lock_days = 0
evening_price = 2
daily_work_hours = 1.5
adjacency_cost_hours = 0.5
drought_days = 7
drought_cost_hours = 0.25
owed_price = 3
floor_price = 2
target_price = 1
purposes = ["Roadmap", "Pricing"]

[reachable]
from = 11:00:00
to = "16:00"
minutes = 30

[[energy]]
from = "09:00"
to = "24:00"
worth = 0.7

[[target_hours]]
from = 2026-11-16
to = 2026-11-21
hours = 10
phase = "intense"

[pledge.quiet]
target_hours = 12
floor_hours = 7
"""


def test_an_empty_file_is_the_usual_policy() -> None:
    assert read("", "policy.toml") == Policy()


def test_every_key_is_read() -> None:
    assert read(FULL, "policy.toml") == Policy(
        shortest=timedelta(hours=2),
        longest=timedelta(hours=3.5),
        per_week=4,
        per_day=2,
        targets=(
            Target(
                first=MONDAY,
                last=MONDAY + timedelta(days=5),
                hours=10.0,
                floor=5.0,
                phase="intense",
            ),
        ),
        weekly_targets={"intense": 6.0, "normal": 8.0, "quiet": 12.0},
        weekly_floors={"intense": 3.0, "normal": 4.0, "quiet": 7.0},
        reachable=Reachable(start=time(11), end=time(16), least=timedelta(minutes=30)),
        energy=(Energy(start=time(9), end=time(0), worth=0.7),),
        change_cost=timedelta(hours=1),
        pencil_cost=timedelta(),
        firm_days=3,
        lock_days=0,
        evening_price=2.0,
        daily_work=timedelta(hours=1.5),
        adjacency_cost=timedelta(minutes=30),
        drought_days=7,
        drought_cost=timedelta(minutes=15),
        owed_price=3.0,
        floor_price=2.0,
        target_price=1.0,
        purposes=("Roadmap", "Pricing"),
    )


def test_reachable_can_be_switched_off() -> None:
    assert read("reachable = false", "policy.toml").reachable is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a =", "policy.toml: is not TOML: Invalid value (at end of document)"),
        (
            "shortest_hour = 2",
            (
                "policy.toml: shortest_hour: is not a key of a policy; "
                "did you mean shortest_hours?"
            ),
        ),
        (
            "[reachable]\nform = '10:00'",
            "policy.toml: reachable.form: is not a key of a policy; did you mean from?",
        ),
        (
            "[pledge.quite]\nfloor_hours = 2",
            "policy.toml: pledge.quite: is not a key of a policy; did you mean quiet?",
        ),
        (
            "per_week = 'three'",
            "policy.toml: per_week: must be a number",
        ),
        (
            "evening_price = -1",
            "policy.toml: evening_price: must be from 0 to 1000",
        ),
        (
            "shortest_hours = 5",
            (
                "policy.toml: shortest_hours: the longest block must not be below the "
                "shortest"
            ),
        ),
        (
            "[pledge.intense]\nfloor_hours = 8",
            "policy.toml: pledge.intense: the floor must not be above the target",
        ),
        ("pledge = 3", "policy.toml: pledge: must be an object"),
        (
            (
                "[[target_hours]]\nfrom = 2026-11-16\nto = 2026-11-20\nhours = 1\n"
                "[[target_hours]]\nfrom = 2026-11-18\nto = 2026-11-25\nhours = 1\n"
            ),
            (
                "policy.toml: target_hours[1].from: lies in another target; "
                "they must not overlap"
            ),
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_line(text: str, message: str) -> None:
    with pytest.raises(BadPolicy) as caught:
        read(text, "policy.toml")

    assert str(caught.value) == message


def test_each_key_is_explained_by_a_question() -> None:
    lines = explain(read("per_week = 4\n[pledge.quiet]\ntarget_hours = 12", "p.toml"))

    changed = [
        (line.key, line.value, line.default)
        for line in lines
        if line.value != line.default
    ]
    assert changed == [
        ("per_week", "4", "3"),
        ("pledge.quiet.target_hours", "12 h", "11 h"),
    ]
    assert all(line.asks.endswith("?") for line in lines)


def test_a_value_is_said_as_a_person_would() -> None:
    said = {line.key: line.value for line in explain(read(FULL, "policy.toml"))}

    assert said["reachable"] == "30 min between 11:00 and 16:00"
    assert said["energy"] == "0.7 from 09:00 to 24:00"
    assert said["target_hours"] == "10 h from 2026-11-16 to 2026-11-20"
    assert said["purposes"] == "Roadmap, Pricing"
