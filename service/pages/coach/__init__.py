"""The pages of coaches."""
