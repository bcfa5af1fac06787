"""How much of a foreign file is read before it is called hostile or broken."""

LARGEST_FILE = 256 * 2**20
"""Bytes of one reading; a calendar of 50,000 events has 80 MB."""

LONGEST_LINE = 2**20
"""Bytes of one unfolded line that we use; the others are passed over unread."""

MOST_LINES = 50_000
"""Lines of one component that we use."""

PLAIN = 2**16
"""Bytes of an event up to which the quick lane looks at it."""

MOST_DAYS_KNOWN = 20_000
"""Days of one zone whose offset is remembered as they are written."""

MOST_EDGES = 1_000_000
"""Lines that begin or end a component, in one file."""

LONGEST_RULE = 8_000
"""Letters of one rule; all days of a year are named in 2,000."""

DEEPEST = 4
"""How far components may be nested below an event."""

MOST_PARAMETERS = 200
"""Parameters of one line."""

MOST_DATES = 5_000
"""Values of RDATE of one component; of more EXDATE only those near are looked at."""

MOST_EXCEPTIONS = 50_000
"""Values of EXDATE of one component that lie near the window."""

MOST_OVERRIDES = 2_000
"""Changed occurrences of one series."""

MOST_ZONES = 100
"""VTIMEZONEs that are worked out; the others are unknown zones."""

MOST_PROBLEMS = 1_000
"""Faults that are named one by one; after that they are only counted."""

DENSE = 1_000
"""Occurrences of one series that repeats many times a day, in one window."""

MOST_INSTANCES = 50_000
"""Occurrences of one series of any other kind, in one window."""

MOST_OCCURRENCES = 1_000_000
"""Occurrences of all series together, in one window."""

FRUITLESS = 10_000
"""Periods that are looked at without one occurrence in them."""

MOST_STEPS = 120_000
"""Periods of one series that are walked through to count them."""

MOST_WORK = 1_000_000
"""Periods that are walked through in all series together."""

LARGEST_SET = 100_000
"""Members of one period among which BYSETPOS chooses."""

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Years in which occurrences are looked for; a rule may begin earlier."""

LONGEST_DAYS = 36_525
"""Days that one event may last: a hundred years."""
