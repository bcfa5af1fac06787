"""Months of a calendar that arrive day by day, to play planning policies against."""
