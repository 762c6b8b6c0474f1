"""Schakel: models."""
