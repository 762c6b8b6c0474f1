"""The taxonomy: loading, checking, relatedness and places."""

from matching.taxonomy.folders import data_folder, default_taxonomy_folder
from matching.taxonomy.relatedness import Relatedness
from matching.taxonomy.taxonomy import Taxonomy, load_taxonomy

__all__ = [
    "Relatedness",
    "Taxonomy",
    "data_folder",
    "default_taxonomy_folder",
    "load_taxonomy",
]
