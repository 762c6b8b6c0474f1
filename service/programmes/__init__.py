"""Programmes: what they teach, in words and in skills, and who coaches in them."""
