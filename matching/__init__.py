"""Schakel: matching."""
