"""One's own account: name and language, login sessions and API tokens."""
