"""Who may do what: people, their roles, logins and tokens."""
