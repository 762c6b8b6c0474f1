"""Postcodes from GeoNames' own postal file, made into the `postcodes.csv` that `Places` reads."""

import csv
from collections import defaultdict
from pathlib import Path
from statistics import fmean

from matching.errors import TaxonomyError
from matching.taxonomy.places import POSTCODE_COLUMNS

__all__ = ["build_postcodes"]

_FIELDS = 11
_COUNTRY, _CODE, _PLACE, _LATITUDE, _LONGITUDE = 0, 1, 2, 9, 10
_NOTICE = (
    "# Derived from GeoNames (https://www.geonames.org), licensed under CC BY 4.0 "
    "(https://creativecommons.org/licenses/by/4.0/); changed: one point for four digits."
)


def build_postcodes(source: Path, out: Path) -> int:
    """Write `postcodes.csv` into the folder `out`; the number of postcodes.

    Args:
        source: GeoNames' postal file (NL.txt, NL_full.txt or allCountries.txt): country, postcode,
            place, …, latitude, longitude, separated by tabs. Other countries are left out; a
            postcode of six signs counts for its four digits, which get the mean point.
        out: A folder, made if it is not there.

    Raises:
        TaxonomyError: A line of the file means nothing, or none is of the Netherlands.
    """
    points: dict[str, list[tuple[str, float, float]]] = defaultdict(list)
    try:
        with source.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                _add(points, source, number, line.rstrip("\n").split("\t"))
    except (OSError, UnicodeDecodeError) as problem:
        raise TaxonomyError(f"{source}: expected GeoNames' postal file: {problem}") from problem
    if not points:
        raise TaxonomyError(f"{source}: expected Dutch postcodes (country NL), found none")
    _write(points, out)
    return len(points)


def _add(
    points: dict[str, list[tuple[str, float, float]]], source: Path, number: int, row: list[str]
) -> None:
    if len(row) < _FIELDS:
        raise TaxonomyError(
            f"{source}:{number}: expected {_FIELDS} fields or more, separated by tabs, "
            f"found {len(row)}"
        )
    if row[_COUNTRY] != "NL":
        return
    digits = row[_CODE][:4]
    if not (len(digits) == 4 and digits.isdigit()):
        raise TaxonomyError(f"{source}:{number}: expected a postcode, found {row[_CODE]!r}")
    try:
        point = (row[_PLACE], float(row[_LATITUDE]), float(row[_LONGITUDE]))
    except ValueError as problem:
        raise TaxonomyError(f"{source}:{number}: latitude, longitude: {problem}") from problem
    points[digits].append(point)


def _write(points: dict[str, list[tuple[str, float, float]]], out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with (out / "postcodes.csv").open("w", encoding="utf-8", newline="") as target:
        target.write(f"{_NOTICE}\n")
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(POSTCODE_COLUMNS)
        for digits, found in sorted(points.items()):
            north, east = fmean(each[1] for each in found), fmean(each[2] for each in found)
            writer.writerow((digits, found[0][0], f"{north:.4f}", f"{east:.4f}"))
