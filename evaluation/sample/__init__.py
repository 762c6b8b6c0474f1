"""Write the invented sample candidates again, byte for byte."""

from evaluation.sample.generate import SEED, candidates
from evaluation.sample.parts import Parts, load_parts

__all__ = ["SEED", "Parts", "candidates", "load_parts"]
