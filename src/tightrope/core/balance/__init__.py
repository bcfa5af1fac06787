"""Grind or vision: classify, load, cycles, forecast."""
