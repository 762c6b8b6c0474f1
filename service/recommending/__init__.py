"""Recommending beside lists: what-if, why and why not, vacancies and gaps of one candidate."""
