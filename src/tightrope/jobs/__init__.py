"""Background tasks: fetch by id, call a flow, nothing else."""
