"""The sub-commands of `schakel`, one module a subject."""
