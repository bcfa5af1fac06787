"""What the commands answer, as the JSON of the contract."""
