"""Owed time: append-only entries, and what they add up to."""
