"""Traces of work: commits, reviews, tickets, incidents."""
