"""Keep a startup's CTO in balance between the daily grind and the long view."""
