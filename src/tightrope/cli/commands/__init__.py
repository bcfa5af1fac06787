"""One module a verb: thin words around the flows."""
