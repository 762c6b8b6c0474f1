"""Schakel: service."""
