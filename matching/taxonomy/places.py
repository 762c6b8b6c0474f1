"""Where places are: a town or a postcode, as people write it, to a point on the map.

Towns come from `places.csv`. A postcode is found in `postcodes.csv` where somebody made it
(`schakel places build`); else it is put at the main town of its two-digit region.
"""

import csv
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from matching.errors import TaxonomyError
from matching.taxonomy.folders import default_taxonomy_folder
from matching.taxonomy.tokens import label_key
from matching.types import Location

__all__ = ["PLACES_VARIABLE", "POSTCODE_COLUMNS", "Place", "Places", "place_key"]

PLACES_VARIABLE = "SCHAKEL_PLACES"
"""The environment variable that names the folder of a `postcodes.csv`."""

PLACE_COLUMNS = ("name", "alternatives", "province", "latitude", "longitude", "population")
POSTCODE_COLUMNS = ("postcode", "place", "latitude", "longitude")
_REGION_KM = 15.0
"""How far off a postcode counts to be: half are within 7 km, 95 of 100 within 25."""

REGION_COLUMNS = ("region", "town", "province")

_POSTCODE = re.compile(r"(?<![\w.,])(?:NL-?\s?)?([1-9]\d{3})(?:\s?[A-Za-z]{2})?(?![\w])")
_BETWEEN = re.compile(r"[(),/;|]|\s[-–—]\s")
_BRACKETS = re.compile(r"\(([^)]*)\)")
_AAN = re.compile(r"\b(?:a/d|a\.d\.|aan d(?:e|en|er))(?=\s)", re.IGNORECASE)
_LEADING = frozenset(
    label_key(
        "regio, omgeving, gemeente, nabij, bij, in, te, rond, rondom, stad, centrum, groot, "
        "station, plaats, van, region, area, near, city, of, greater, municipality"
    )
)
_PROVINCE_WORDS = frozenset({"provincie", "province", "prov"})
_PROVINCES: Mapping[str, Sequence[str]] = {
    "Drenthe": ("dr",),
    "Flevoland": ("fl",),
    "Friesland": ("fr", "fryslân"),
    "Gelderland": ("gld", "gl", "ge"),
    "Groningen": ("gr", "gn"),
    "Limburg": ("l", "lb", "li"),
    "Noord-Brabant": ("nb", "n br", "brabant", "n b"),
    "Noord-Holland": ("nh", "n h", "north holland"),
    "Overijssel": ("ov", "ovl", "o"),
    "Utrecht": ("ut", "utr"),
    "Zeeland": ("zld", "ze", "z"),
    "Zuid-Holland": ("zh", "z h", "south holland"),
}
_TOWNS_TOO = frozenset({"utrecht", "groningen"})
_LEAST_POPULATION = 5000


@dataclass(frozen=True, slots=True)
class Place:
    """A town or village; `population` decides between those of one name."""

    location: Location
    province: str
    population: int


def place_key(text: str) -> str:
    """What two ways to write one place have in common: its letters, «a/d» in full.

    >>> place_key("Capelle a/d IJssel") == place_key("capelle aan den ijssel")
    True
    """
    tokens = label_key(_AAN.sub("aan", text))
    return "".join("sint" if token == "st" else token for token in tokens)


_PROVINCE_KEYS: Mapping[str, str] = {
    place_key(name): province
    for province, short in _PROVINCES.items()
    for name in (province, *short)
}


class Places:
    """Finds places by name or postcode.

    Args:
        towns: The places of each key, largest first.
        postcodes: Four digits to the point they stand for.
        regions: The first two digits of a postcode to the main town there.
    """

    def __init__(
        self,
        towns: Mapping[str, Sequence[Place]],
        *,
        postcodes: Mapping[str, Location] | None = None,
        regions: Mapping[str, Location] | None = None,
    ) -> None:
        self._towns = towns
        self._postcodes = postcodes or {}
        self._regions = regions or {}

    @classmethod
    def load(cls, folder: Path | None = None) -> "Places":
        """The places in `folder`, or the project's own where the folder has none.

        `postcodes.csv` is taken from that folder or from the one that SCHAKEL_PLACES names.

        Raises:
            TaxonomyError: A file cannot be read or a line of it means nothing.
        """
        home = default_taxonomy_folder()
        towns = _read_towns(_first("places.csv", [folder, home]) or home / "places.csv")
        regions_path = _first("postcode_regions.csv", [folder, home])
        named = os.environ.get(PLACES_VARIABLE)
        postcodes_path = _first("postcodes.csv", [folder, Path(named) if named else None, home])
        return cls(
            towns,
            postcodes=_read_postcodes(postcodes_path) if postcodes_path else None,
            regions=_read_regions(regions_path, towns) if regions_path else None,
        )

    def locate(self, text: str) -> Location | None:
        """The point that `text` stands for, or None where it names no known place.

        Of places with one name it is the largest; where the text names the province, only a place
        in it. A province is no place; Utrecht and Groningen are the towns.
        """
        postcode = _POSTCODE.search(text)
        if postcode is None:
            return self._named(text)
        digits = postcode[1]
        if digits in self._postcodes:
            return self._postcodes[digits]
        rest = text[: postcode.start()] + " " + text[postcode.end() :]
        return self._named(rest) or self._regions.get(digits[:2])

    def _named(self, text: str) -> Location | None:
        parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
        keys = [place_key(part) for part in parts]
        bracketed = {place_key(words) for words in _BRACKETS.findall(text)}
        asked = next((key for key in reversed(keys[1:]) if key in _PROVINCE_KEYS), None)
        provinces = [_PROVINCE_KEYS[asked] if asked else None]
        if asked in _TOWNS_TOO - bracketed:
            provinces.append(None)
        for part, key in zip(parts, keys, strict=True):
            if key in bracketed and key in _PROVINCE_KEYS:
                continue
            for province in provinces:
                found = self._in_part(part, province)
                if found:
                    return found.location
        return None

    def _in_part(self, part: str, province: str | None) -> Place | None:
        words = part.split()
        while len(words) > 1 and place_key(words[0]) in _LEADING:
            words = words[1:]
        if place_key(words[0]) in _PROVINCE_WORDS:
            return None
        whole = self._choose(place_key(" ".join(words)), province)
        if whole or (len(words) == 1 and "-" not in words[0]):
            return whole
        if place_key(part) in _PROVINCE_KEYS:
            return None
        last = _PROVINCE_KEYS.get(place_key(words[-1]))
        return self._beginning(part=" ".join(words), province=last or province)

    def _beginning(self, part: str, province: str | None) -> Place | None:
        """The longest beginning that is a place: «Rotterdam Zuid», «Bergen NH»."""
        ends = [match.start() for match in re.finditer(r"[\s-]+", part)]
        for end in reversed(ends):
            found = self._choose(place_key(part[:end]), province)
            if found and (found.population >= _LEAST_POPULATION or province):
                return found
        return None

    def _choose(self, key: str, province: str | None) -> Place | None:
        known = self._towns.get(key, ())
        if province:
            return next((place for place in known if place.province == province), None)
        if key in _PROVINCE_KEYS and key not in _TOWNS_TOO:
            return None
        return known[0] if known else None


def _first(name: str, folders: Iterable[Path | None]) -> Path | None:
    paths = (folder / name for folder in folders if folder)
    return next((path for path in paths if path.is_file()), None)


def _rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The lines of a CSV file with their numbers, comments left out."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise TaxonomyError(f"{path}: expected a CSV file in UTF-8: {problem}") from problem
    numbered = [(n, line) for n, line in enumerate(lines, 1) if line and line[0] != "#"]
    reader = csv.reader(line for _, line in numbered)
    header = next(reader, [])
    missing = [column for column in columns if column not in header]
    if missing:
        raise TaxonomyError(f"{path}: expected the columns {', '.join(columns)}, found {header}")
    for (number, _), row in zip(numbered[1:], reader, strict=False):
        if len(row) != len(header):
            raise TaxonomyError(f"{path}:{number}: expected {len(header)} fields, found {len(row)}")
        yield number, dict(zip(header, row, strict=True))


def _point(path: Path, number: int, name: str, row: Mapping[str, str]) -> Location:
    try:
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
    except ValueError as problem:
        raise TaxonomyError(f"{path}:{number}: latitude, longitude: {problem}") from problem
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise TaxonomyError(f"{path}:{number}: expected degrees, found {latitude}, {longitude}")
    return Location(name=name, latitude=latitude, longitude=longitude)


def _read_towns(path: Path) -> dict[str, list[Place]]:
    towns: dict[str, list[Place]] = {}
    for number, row in _rows(path, PLACE_COLUMNS):
        try:
            population = int(row["population"])
        except ValueError as problem:
            raise TaxonomyError(f"{path}:{number}: population: {problem}") from problem
        place = Place(_point(path, number, row["name"], row), row["province"], population)
        names = (row["name"], *filter(None, row["alternatives"].split("|")))
        for key in {place_key(name) for name in names}:
            towns.setdefault(key, []).append(place)
    for places in towns.values():
        places.sort(key=lambda each: (-each.population, each.location.name, each.province))
    return towns


def _read_postcodes(path: Path) -> dict[str, Location]:
    return {
        row["postcode"]: _point(path, number, row["place"], row)
        for number, row in _rows(path, POSTCODE_COLUMNS)
    }


def _read_regions(path: Path, towns: Mapping[str, Sequence[Place]]) -> dict[str, Location]:
    regions = {}
    for number, row in _rows(path, REGION_COLUMNS):
        known = towns.get(place_key(row["town"]), ())
        town = next((each for each in known if each.province == row["province"]), None)
        if town is None:
            raise TaxonomyError(
                f"{path}:{number}: expected a town of places.csv, "
                f"found {row['town']!r} in {row['province']!r}"
            )
        regions[row["region"]] = replace(town.location, precision_km=_REGION_KM)
    return regions
