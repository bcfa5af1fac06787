"""A cycle in words: what is so, what it rests on, when it turns."""

from collections.abc import Sequence
from datetime import date

from tightrope.core.balance.cycle import Cycle, Today
from tightrope.core.balance.grounds import HISTORY_DAYS, Driver
from tightrope.core.balance.phase import Phase
from tightrope.core.balance.quiet import NextQuiet
from tightrope.core.balance.spell import SOON_DAYS, Spell
from tightrope.core.timeline import spoken_hours

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight")
_ORDINALS = (
    *("zeroth", "first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_OWN_SPELLS = 3
_NAMED_DRIVERS = 3
_WHOLE_HOURS = 4.0
_QUIET_DAYS = 14


def says(cycle: Cycle) -> str:
    """One sentence for a person: what time it is, and when it turns."""
    if cycle.today is None:
        return "Nothing is known yet: no day has a load."
    today = cycle.today
    if not today.enough_history:
        return _learning(today)
    if today.unclear:
        return f"{phase_words(today)}."
    if today.phase is Phase.INTENSE:
        words = temporary(today)
        return f"This is temporary: {words[:1].lower()}{words[1:]}"
    if today.phase is Phase.QUIET:
        stays = times_in_ten(1 - today.rest.over_within(_QUIET_DAYS))
        return f"{phase_words(today)}; {stays} it stays so for two more weeks."
    return f"{phase_words(today)}; {quiet_words(cycle.next_quiet)}."


def _learning(today: Today) -> str:
    known = today.evidence.known_days
    if known < HISTORY_DAYS:
        return (
            f"Still learning what is usual for you: {known} of {HISTORY_DAYS} days "
            "are known."
        )
    return "Still learning what is usual for you: no load has been seen so far."


def evidence_words(today: Today) -> str:
    """What the phase rests on, straight from the numbers it was told by."""
    rests_on = today.evidence
    head = f"{_named(today)} ({round(100 * today.confidence)} %)"
    if rests_on.ratio is None:
        return f"{head}."
    drivers = _drivers(rests_on.drivers, today.phase)
    return (
        f"{head}: your last {rests_on.days} available days ran at "
        f"{round(100 * rests_on.ratio)} % of your usual "
        f"{_rough_hours(rests_on.usual_week)} a week{drivers}."
    )


def phase_words(today: Today) -> str:
    """The phase and its age, without a full stop."""
    return f"{_named(today)}, in its {ordinal(today.weeks)} week"


def temporary(today: Today) -> str:
    """How long such spells last, and how likely this one is over soon."""
    kind = today.phase.value
    place = f"this one is in its {ordinal(today.weeks)} week"
    odds = times_in_ten(today.rest.over_within(SOON_DAYS))
    over = f"{odds} such a spell is over within four weeks"
    own = today.rest.own[-_OWN_SPELLS:]
    if not own:
        return (
            f"No {kind} spell of yours has ended yet, and {place}; "
            f"of other people's, {over}."
        )
    return f"{_lengths(own, kind)}; {place}, and {over}."


def quiet_words(found: NextQuiet | None) -> str:
    """When it is quiet, without a full stop; nothing while nobody can say."""
    if found is None:
        return ""
    if found.week and found.chance is not None:
        return (
            f"the week of {day_words(found.week)} looks quiet, "
            f"{times_in_ten(found.chance)}"
        )
    return (
        "a quiet week does not show on the calendar yet; by your rhythm it is as "
        f"likely to come by the week of {day_words(found.p50)} as later"
    )


def forecast_words(cycle: Cycle) -> str:
    """Which coming weeks the forecast leaves out, and why; or nothing."""
    away = [week for week in cycle.ahead if not week.days]
    blank = [week for week in cycle.ahead if week.days and not week.range]
    words = []
    if blank and cycle.forecast:
        weeks = listed([day_words(week.week) for week in blank])
        unit = "week" if len(blank) == 1 else "weeks"
        words.append(f"No idea yet of the {unit} of {weeks}.")
    elif blank:
        words.append("No idea yet of the coming weeks.")
    if away:
        unit = "week" if len(away) == 1 else "weeks"
        days = listed([day_words(week.week) for week in away])
        words.append(f"Away in the {unit} of {days}.")
    return " ".join(words)


def day_words(day: date) -> str:
    """A day as `12 March`."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def times_in_ten(chance: float) -> str:
    """A chance as `6 times in 10`; never certain, never impossible."""
    return f"{min(9, max(1, round(10 * chance)))} times in 10"


def number(count: int) -> str:
    """A small number as a word."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def ordinal(place: int) -> str:
    """A place as `third`, from the thirteenth on as `13th`."""
    if place < len(_ORDINALS):
        return _ORDINALS[place]
    teens = 10 <= place % 100 < 20  # noqa: PLR2004 - eleventh to nineteenth end alike
    return f"{place}{'th' if teens else _ENDINGS.get(place % 10, 'th')}"


_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def listed(words: Sequence[str]) -> str:
    """Words as `4, 6 and 7`."""
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def _named(today: Today) -> str:
    phase = today.phase.value
    word = f"Unclear, so far {phase}" if today.unclear else phase.capitalize()
    return f"{word} since {day_words(today.since)}"


def _lengths(own: Sequence[Spell], kind: str) -> str:
    weeks = [spell.weeks for spell in own]
    unit = "week" if weeks[-1] == 1 else "weeks"
    if len(weeks) == 1:
        return f"Your last {kind} spell lasted {weeks[0]} {unit}"
    lengths = listed([str(one) for one in weeks])
    return f"Your last {number(len(weeks))} {kind} spells lasted {lengths} {unit}"


def _drivers(drivers: Sequence[Driver], phase: Phase) -> str:
    """The facets that moved the way of the phase, the farthest first."""
    if phase is Phase.NORMAL:
        return ""
    up = phase is Phase.INTENSE
    named = [one for one in drivers if (one.hours > 0) is up][:_NAMED_DRIVERS]
    if not named:
        return ""
    sign = "+" if up else "−"
    hours = [
        f"{one.facet.replace('_', ' ')} {sign}{_rough_hours(abs(one.hours))}"
        for one in named
    ]
    return f"; {'heaviest' if up else 'lightest'}: {', '.join(hours)}"


def _rough_hours(hours: float) -> str:
    """Hours no finer than they are known: whole ones, or half ones when few."""
    return spoken_hours(
        float(round(hours)) if hours >= _WHOLE_HOURS else round(2 * hours) / 2
    )
