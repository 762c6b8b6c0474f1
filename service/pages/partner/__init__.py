"""The pages of partners: what they ask, and the lists that they get."""
