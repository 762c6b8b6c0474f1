"""Reading: text to mentions, requirements and claims, and from those to profiles."""
