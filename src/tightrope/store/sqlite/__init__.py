"""Django's own SQLite, whose errors are ours."""
