"""Shortlists: asked for by partners, within rules that protect candidates."""
