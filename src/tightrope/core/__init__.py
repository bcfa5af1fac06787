"""Pure rules, without clock, network, database or framework."""
