"""How well places are found: `python -m evaluation.check_places --data DIR [--json]`.

DIR holds `nl/pc4_clean.csv`: Dutch four-digit postcodes with place, province and coordinates. Rows
whose coordinates are marked as suspect are left out. A place is looked for by its name and
province, a postcode through its two-digit region; errors are great-circle distances to the
coordinates of the file (of a place: to the mean of its postcodes).
"""

import argparse
import csv
import json
import math
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from matching.taxonomy.places import Places
from matching.types import Location

__all__ = ["main", "measure"]

EARTH_KM = 6371.0088
Point = tuple[float, float]


def _kilometres(place: Location, point: Point) -> float:
    """The haversine formula; kilometres."""
    north, east = math.radians(place.latitude), math.radians(place.longitude)
    other_north, other_east = map(math.radians, point)
    half = math.sin((other_north - north) / 2) ** 2
    half += math.cos(north) * math.cos(other_north) * math.sin((other_east - east) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines) if row["suspect_coord"] != "True"]


def _found(places: Places, asked: Iterable[tuple[str, Point]]) -> dict[str, float]:
    """Share found, and the median and 95th percentile of the errors in kilometres."""
    asked = list(asked)
    located = [(places.locate(text), point) for text, point in asked]
    errors = sorted(_kilometres(place, point) for place, point in located if place)
    return {
        "asked": len(asked),
        "found": round(len(errors) / len(asked), 4),
        "median_km": round(statistics.median(errors), 1),
        "p95_km": round(errors[math.ceil(0.95 * len(errors)) - 1], 1),
    }


def _key(row: dict[str, str]) -> tuple[str, str]:
    return row["place"], row["province"]


def measure(path: Path, places: Places) -> dict[str, dict[str, float]]:
    """The figures for names (each place once, and each postcode's), and for postcodes.

    Args:
        path: The CSV file.
        places: What is measured.
    """
    rows = _read(path)
    points: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for row in rows:
        points[_key(row)].append((float(row["lat"]), float(row["lon"])))
    middle = {
        place: (statistics.fmean(p[0] for p in found), statistics.fmean(p[1] for p in found))
        for place, found in points.items()
    }
    names = {(place, province): f"{place} ({province})" for place, province in middle}
    holland = [place for place in middle if place[1] == "Zuid-Holland"]
    return {
        "places": _found(places, ((names[place], point) for place, point in middle.items())),
        "places, name only": _found(places, ((place[0], at) for place, at in middle.items())),
        "places of Zuid-Holland": _found(places, ((place[0], middle[place]) for place in holland)),
        "places, by postcode": _found(
            places, ((names[key], middle[key]) for row in rows for key in [_key(row)])
        ),
        "postcodes": _found(
            places, ((row["pc4"], (float(row["lat"]), float(row["lon"]))) for row in rows)
        ),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    path = options.data / "nl" / "pc4_clean.csv"
    if not path.is_file():
        sys.stderr.write(f"{path}: expected the postcodes, found no such file\n")
        return 1
    figures = measure(path, Places.load())
    if options.json:
        sys.stdout.write(json.dumps(figures, indent=2) + "\n")
    else:
        for name, of in figures.items():
            sys.stdout.write(
                f"{name}: {of['asked']:.0f} asked, {of['found']:.1%} found, "
                f"error {of['median_km']} km (median), {of['p95_km']} km (95 %)\n"
            )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
