"""The rules of a good plan, one a module."""
