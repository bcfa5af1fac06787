"""Calendars in a wastebasket, which Nextcloud lists among the others."""

DELETED = "deleted-calendar"


def is_deleted(types: frozenset[str]) -> bool:
    """Whether one of a calendar's resource types says so."""
    return any(name.rpartition("}")[2] == DELETED for name in types)
