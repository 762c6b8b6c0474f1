"""Counts over all candidates and vacancies, in which no small group can be recognised."""
