"""Skills and occupations of the taxonomy, to look up and to choose from."""
