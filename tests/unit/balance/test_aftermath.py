"""What a spell left behind."""

from datetime import date, timedelta

from tightrope.core.balance import (
    Aftermath,
    Day,
    Driver,
    Phase,
    Spell,
    cycle_of,
    left_behind,
)

MONDAY = date(2026, 1, 5)


def weekly(*hours_a_day: float, away: int | None = None) -> tuple[Day, ...]:
    """Whole weeks of so many hours on each working day; one of them away."""
    return tuple(
        Day(
            day=MONDAY + timedelta(days=7 * week + day),
            hours=hours if day < 5 else 0.0,
            away=week == away,
        )
        for week, hours in enumerate(hours_a_day)
        for day in range(7)
    )


def spell(first: int, weeks: int, phase: Phase = Phase.INTENSE) -> Spell:
    """A spell that begins so many weeks after the first Monday."""
    start = MONDAY + timedelta(weeks=first)
    return Spell(phase=phase, start=start, end=start + timedelta(weeks=weeks, days=-1))


def test_a_spell_is_told_against_all_other_days() -> None:
    series = weekly(4, 4, 8, 8, 4, 4)
    incidents, hiring = weekly(0, 0, 3, 3, 0, 0), weekly(1, 1, 0.5, 0.5, 1, 1)

    left = left_behind(
        [spell(2, 2)],
        series,
        {"incident": incidents, "hiring": hiring, "sprint": weekly(*[2] * 6)},
    )

    assert left == [
        Aftermath(
            spell=spell(2, 2),
            hours=40.0,
            usual=20.0,
            drivers=(
                Driver(facet="incident", hours=15.0),
                Driver(facet="hiring", hours=-2.5),
            ),
        )
    ]


def test_days_away_are_in_neither() -> None:
    left = left_behind([spell(2, 2)], weekly(4, 4, 8, 0, 4, 4, away=3))

    assert (left[0].hours, left[0].usual) == (40.0, 20.0)


def test_a_spell_away_from_first_to_last_day_has_no_hours() -> None:
    left = left_behind([spell(1, 1)], weekly(4, 0, 4, away=1), {"sprint": weekly(4, 0)})

    assert (left[0].hours, left[0].usual, left[0].drivers) == (None, 20.0, ())


def test_what_was_given_up_and_what_was_shipped_belong_to_their_spell() -> None:
    inside, after = MONDAY + timedelta(days=9), MONDAY + timedelta(days=14)

    left = left_behind(
        [spell(1, 1)],
        weekly(4, 8, 4),
        overridden=[(inside, 3.0), (inside, 1.5), (after, 4.0)],
        shipped=[(after, "2.1"), (inside, "2.0")],
    )

    assert (left[0].overridden, left[0].shipped) == (4.5, ("2.0",))


def test_a_cycle_tells_it_of_each_of_its_spells() -> None:
    cycle = cycle_of(weekly(*[6] * 12, *[9] * 5))

    assert [one.spell for one in cycle.left] == list(cycle.spells)
    assert cycle.left[-1].hours == 45.0
