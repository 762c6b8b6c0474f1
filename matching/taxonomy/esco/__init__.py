"""A taxonomy of our own form, built from ESCO's official CSV download."""

from matching.taxonomy.esco.build import STEPS, BuildReport, build_taxonomy
from matching.taxonomy.esco.write import NOTICE

__all__ = ["NOTICE", "STEPS", "BuildReport", "build_taxonomy"]
