from pathlib import Path

import pytest

from evaluation.check_places import measure
from matching.errors import TaxonomyError
from matching.taxonomy.places import PLACES_VARIABLE, Places
from matching.taxonomy.postcodes import build_postcodes

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"
PLACES = Places.load()
HEADER = "name,alternatives,province,latitude,longitude,population\n"


def name_of(text: str) -> str | None:
    location = PLACES.locate(text)
    return location.name if location else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rotterdam", "Rotterdam"),
        ("den haag", "Den Haag"),
        ("'s-Gravenhage", "Den Haag"),
        ("The Hague", "Den Haag"),
        ("Den Bosch", "'s-Hertogenbosch"),
        ("S HERTOGENBOSCH", "'s-Hertogenbosch"),
        ("Capelle a/d IJssel", "Capelle aan den IJssel"),
        ("Capelle Aan Den Ijssel", "Capelle aan den IJssel"),
        ("Hendrik Ido Ambacht", "Hendrik-Ido-Ambacht"),
        ("Westland", "Naaldwijk"),
        ("Súdwest-Fryslan", "Sneek"),
    ],
)
def test_a_town_is_found_by_each_of_its_names(text: str, name: str) -> None:
    assert name_of(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rotterdam (Centrum)", "Rotterdam"),
        ("regio Leiden", "Leiden"),
        ("omgeving van Delft", "Delft"),
        ("Rotterdam Zuid", "Rotterdam"),
        ("Rotterdam, Zuid-Holland", "Rotterdam"),
        ("Hybride, Delft", "Delft"),
        ("Gouda / Utrecht", "Gouda"),
        ("Vianen, Utrecht", "Vianen"),
    ],
)
def test_words_around_a_town_do_not_hide_it(text: str, name: str) -> None:
    assert name_of(text) == name


@pytest.mark.parametrize("text", ["3011", "3011 AB", "3011AB", "3011ab Rotterdam", "NL-3011"])
def test_a_postcode_is_put_at_the_main_town_of_its_region(text: str) -> None:
    assert name_of(text) == "Rotterdam"


def test_the_town_behind_a_postcode_says_more_than_the_region() -> None:
    assert name_of("2991 AB Barendrecht") == "Barendrecht"


@pytest.mark.parametrize(
    "text", ["Zuid-Holland", "Noord Brabant", "Zeeland", "provincie Utrecht", "Nederland"]
)
def test_a_province_or_country_is_no_place(text: str) -> None:
    assert PLACES.locate(text) is None


@pytest.mark.parametrize("text", ["", "thuis", "Een baan", "Onbekend", "0123", "12345", "(,)"])
def test_what_names_no_place_is_unknown(text: str) -> None:
    assert PLACES.locate(text) is None


def test_of_places_with_one_name_the_largest_counts() -> None:
    assert PLACES.locate("Hengelo") == PLACES.locate("Hengelo (Overijssel)")


def test_the_province_decides_between_places_with_one_name() -> None:
    assert PLACES.locate("Hengelo (Gld)") != PLACES.locate("Hengelo")
    assert PLACES.locate("Hengelo (Zeeland)") is None


def test_a_town_that_is_unknown_does_not_become_the_province_in_brackets() -> None:
    assert PLACES.locate("Onbekend (Groningen)") is None


def test_every_postcode_region_has_a_town() -> None:
    assert all(PLACES.locate(f"{region}00") for region in range(10, 100))


def test_imported_postcodes_go_before_regions(tmp_path: Path) -> None:
    source = tmp_path / "NL.txt"
    source.write_text(
        "NL\t3011 AB\tRotterdam\tZuid-Holland\t\t\t\t\t\t51.91\t4.48\t6\n"
        "NL\t3011 AC\tRotterdam\tZuid-Holland\t\t\t\t\t\t51.93\t4.50\t6\n"
        "BE\t1000\tBrussel\t\t\t\t\t\t\t50.85\t4.35\t6\n",
        encoding="utf-8",
    )
    assert build_postcodes(source, tmp_path) == 1
    location = Places.load(tmp_path).locate("3011")
    assert location is not None
    assert (location.latitude, location.longitude) == (51.92, 4.49)


def test_imported_postcodes_are_found_where_the_variable_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "postcodes.csv").write_text(
        "postcode,place,latitude,longitude\n9999,Stitswerd,53.36,6.59\n", encoding="utf-8"
    )
    monkeypatch.setenv(PLACES_VARIABLE, str(tmp_path))
    location = Places.load().locate("9999 AB")
    assert location is not None
    assert location.name == "Stitswerd"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("name,province\n", "expected the columns"),
        (HEADER + "Delft,,Zuid-Holland,north,4.36,1\n", ":2: latitude"),
        (HEADER + "Delft,,Zuid-Holland,152,4.36,1\n", ":2: expected degrees"),
        (HEADER + "Delft,,Zuid-Holland,52,4.36,many\n", ":2: population"),
        (HEADER + "# a comment\nDelft,52\n", ":3: expected 6 fields, found 2"),
    ],
)
def test_a_malformed_table_is_named_with_its_line(tmp_path: Path, lines: str, words: str) -> None:
    (tmp_path / "places.csv").write_text(lines, encoding="utf-8")
    with pytest.raises(TaxonomyError, match=words):
        Places.load(tmp_path)


def test_a_region_needs_a_town_that_is_known(tmp_path: Path) -> None:
    (tmp_path / "postcode_regions.csv").write_text(
        "region,town,province\n10,Atlantis,Zeeland\n", encoding="utf-8"
    )
    with pytest.raises(TaxonomyError, match="Atlantis"):
        Places.load(tmp_path)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("NL\t3011\tRotterdam\n", ":1: expected 11 fields"),
        ("NL\tABCD\tX\t\t\t\t\t\t\t1\t2\t\n", "expected a postcode"),
        ("NL\t3011\tX\t\t\t\t\t\t\tn\t2\t\n", "latitude"),
        ("BE\t1000\tX\t\t\t\t\t\t\t1\t2\t\n", "found none"),
    ],
)
def test_a_malformed_postal_file_is_named_with_its_line(
    tmp_path: Path, line: str, words: str
) -> None:
    source = tmp_path / "NL.txt"
    source.write_text(line, encoding="utf-8")
    with pytest.raises(TaxonomyError, match=words):
        build_postcodes(source, tmp_path / "out")


def test_a_postal_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TaxonomyError, match="postal file"):
        build_postcodes(tmp_path / "NL.txt", tmp_path)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the measuring data (../shared/data) is not here")
def test_nearly_all_places_of_zuid_holland_are_found_near_where_they_are() -> None:
    figures = measure(SHARED / "nl" / "pc4_clean.csv", PLACES)
    assert figures["places of Zuid-Holland"]["found"] >= 0.95
    assert figures["places of Zuid-Holland"]["p95_km"] <= 5
    assert figures["postcodes"]["median_km"] <= 10
