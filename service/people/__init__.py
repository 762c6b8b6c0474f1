"""Candidates: who they are, what they want, and what their CV tells."""
