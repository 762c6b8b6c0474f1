"""The pages at the door: signing in, links, one's own account, and the language."""
