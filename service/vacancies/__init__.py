"""Vacancies: what is read from a text, what is asked in each version, and its approval."""
