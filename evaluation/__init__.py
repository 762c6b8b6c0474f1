"""Schakel: evaluation."""
