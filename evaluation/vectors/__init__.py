"""How the vectors of `data/vectors` are made: see docs/vectors.md.

Making them needs the extra `[vectors]` and the data folder; using them needs neither.
"""
