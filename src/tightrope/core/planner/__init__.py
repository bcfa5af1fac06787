"""Problem in, plan out: where the focus blocks go, and why."""
