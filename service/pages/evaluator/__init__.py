"""Pages of evaluators: runs and how they compare, and how people keep watch over the ranking."""
