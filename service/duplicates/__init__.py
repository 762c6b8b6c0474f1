"""Candidates who may be one person: how they are found, and what a coach says of it."""
