"""Consents: asked, answered and withdrawn one by one, in words that are kept."""
