"""How what is kept is written in columns, and read back; nothing here knows a database."""
