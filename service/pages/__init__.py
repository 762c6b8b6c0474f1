"""Pages for people: what the API does, rendered on the server in Dutch and English."""
