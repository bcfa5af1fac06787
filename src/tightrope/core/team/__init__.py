"""Who waits for whom, what is shared, the digest."""
