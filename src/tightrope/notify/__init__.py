"""Words to people: e-mail, chat."""
