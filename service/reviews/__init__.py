"""The coach's gate: lists are reviewed entry by entry, and released by a person."""
