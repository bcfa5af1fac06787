"""Ways to read calendars, and later to write blocks to them."""
