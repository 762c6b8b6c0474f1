"""Between the database and matching: rows become profiles, and profiles an index, here only."""
