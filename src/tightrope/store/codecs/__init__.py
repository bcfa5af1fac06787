"""How what is kept is written in columns and read back, without any database."""
