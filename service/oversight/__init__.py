"""Watching the gate itself: how coaches review, and which organisations run into its rules."""
