"""What BYSETPOS leaves of a period."""

from tightrope.calendars.ical.rules import Rule


def chosen(rule: Rule, found: list[int]) -> list[int]:
    """The members of a period that BYSETPOS names, in order; all where it is absent."""
    if not rule.positions:
        return found
    size = len(found)
    picked = {
        found[position - 1 if position > 0 else position]
        for position in rule.positions
        if -size <= position <= size
    }
    return sorted(picked)
