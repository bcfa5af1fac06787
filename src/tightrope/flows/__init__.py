"""What a person can have done, one module a verb."""
