"""Documents of people: a CV for a candidate, a text for a vacancy."""
