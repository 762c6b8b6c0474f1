"""Signing in and out, by password or personal link, and setting passwords."""
