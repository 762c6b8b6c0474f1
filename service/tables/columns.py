"""The columns of each kind of table: their headers in both languages, and what they hold."""

from types import MappingProxyType

from service.tables.column_types import Both, Column, TableKind
from service.tables.values import (
    DATE,
    EDUCATION,
    EMAIL,
    HOURS,
    IDENTIFIER,
    LANGUAGES,
    ORGANISATION_KINDS,
    PHONE,
    SKILLS,
    WORK_MODES,
    YES_NO,
    decimal,
    text,
    texts,
    whole,
)

__all__ = ["COLUMNS"]

_LONG = 50_000


def _id(nl: str, en: str, example: str, also_nl: str = "", also_en: str = "") -> Column:
    holds = Both(f"uw eigen nummer of code{also_nl}", f"your own number or code{also_en}")
    return Column("id", Both(nl, en), holds, example, IDENTIFIER, required=True)


_EDUCATION_LEVEL = Column(
    "education_level",
    Both("Opleidingsniveau", "Education level"),
    Both("EQF 1-8, of mbo 1-4, hbo, wo", "EQF 1-8, or mbo 1-4, hbo, wo"),
    "mbo 4",
    EDUCATION,
)
_CONDITIONS = (
    _EDUCATION_LEVEL,
    Column(
        "languages",
        Both("Talen", "Languages"),
        Both("taal en niveau A1-C2, met ; ertussen", "language and level A1-C2, with ; between"),
        "nl:C2; en:B1",
        LANGUAGES,
    ),
    Column(
        "place",
        Both("Plaats", "Place"),
        Both("plaats of vier cijfers van de postcode", "a town or a postcode's four digits"),
        "Gouda",
        text(200),
    ),
    Column(
        "work_mode",
        Both("Werkvorm", "Work mode"),
        Both("op locatie, hybride, op afstand; met ; ertussen", "onsite, hybrid, remote"),
        "hybride; op locatie",
        WORK_MODES,
    ),
    Column(
        "hours",
        Both("Uren per week", "Hours a week"),
        Both("minste en meeste uren", "fewest and most hours"),
        "24-36",
        HOURS,
    ),
    Column(
        "licence_to_work",
        Both("Werkvergunning", "Licence to work"),
        Both("mag in Nederland werken: ja of nee", "may work in the Netherlands: yes or no"),
        "ja",
        YES_NO,
    ),
)

_CANDIDATES = (
    _id("Kandidaatnummer", "Candidate id", "K-001"),
    Column(
        "name",
        Both("Naam", "Name"),
        Both("voor- en achternaam", "first and last name"),
        "Sam Voorbeeld",
        text(200),
    ),
    Column(
        "email",
        Both("E-mail", "E-mail address"),
        Both("e-mailadres", "address"),
        "sam@example.org",
        EMAIL,
    ),
    Column(
        "phone",
        Both("Telefoon", "Phone"),
        Both("telefoonnummer", "telephone number"),
        "010 000 00 00",
        PHONE,
    ),
    Column(
        "programme",
        Both("Traject", "Programme"),
        Both("nummer van het scholingstraject", "id of the programme"),
        "T-01",
        IDENTIFIER,
    ),
    Column(
        "completed_on",
        Both("Afgerond op", "Completed on"),
        Both("dag waarop het traject klaar is of zal zijn", "day the programme is or will be over"),
        "31-1-2026",
        DATE,
    ),
    Column(
        "skills",
        Both("Vaardigheden", "Skills"),
        Both("naam:niveau 1-4, met ; ertussen", "name:level 1-4, with ; between"),
        "Python:3; SQL:2; Git",
        SKILLS,
    ),
    Column(
        "text",
        Both("Cv-tekst", "CV text"),
        Both("het cv als gewone tekst", "the CV as plain text"),
        "Drie jaar administratie, daarna een traject tot data-analist.",
        text(_LONG),
    ),
    *_CONDITIONS,
    Column(
        "max_travel_km",
        Both("Reisafstand km", "Max travel km"),
        Both("hoe ver, hemelsbreed", "how far, as the crow flies"),
        "25",
        decimal(0, 1000),
    ),
    Column(
        "available_from",
        Both("Beschikbaar vanaf", "Available from"),
        Both("dag; anders de dag van afronding", "day; without it the day of completion"),
        "1-3-2026",
        DATE,
    ),
    Column(
        "wants",
        Both("Gewenste beroepen", "Wanted occupations"),
        Both("in woorden, met ; ertussen", "in words, with ; between"),
        "data-analist; tester",
        texts(200),
    ),
    Column(
        "consent",
        Both("Toestemming", "Consent"),
        Both("mag op lijsten staan: ja of nee", "may be put on lists: yes or no"),
        "ja",
        YES_NO,
    ),
)

_VACANCIES = (
    _id("Vacaturenummer", "Vacancy id", "V-001"),
    Column(
        "title",
        Both("Functie", "Title"),
        Both("naam van de functie", "name of the job"),
        "Junior data-analist",
        text(300),
        required=True,
    ),
    Column(
        "text",
        Both("Vacaturetekst", "Text"),
        Both("de tekst van de vacature", "the text of the vacancy"),
        "Je maakt rapporten in Power BI en schrijft queries in SQL.",
        text(_LONG),
        required=True,
    ),
    Column(
        "partner",
        Both("Werkgever", "Partner"),
        Both("nummer van de organisatie", "id of the organisation"),
        "O-01",
        IDENTIFIER,
    ),
    Column(
        "must",
        Both("Eisen", "Must have"),
        Both("vaardigheid:niveau 1-4, met ; ertussen", "skill:level 1-4, with ; between"),
        "SQL:3; Power BI:2",
        SKILLS,
    ),
    Column(
        "nice",
        Both("Wensen", "Nice to have"),
        Both("vaardigheid:niveau 1-4, met ; ertussen", "skill:level 1-4, with ; between"),
        "Python",
        SKILLS,
    ),
    *_CONDITIONS,
    Column(
        "start_by",
        Both("Start uiterlijk", "Start by"),
        Both("laatste dag om te beginnen", "last day to start"),
        "1-4-2026",
        DATE,
    ),
    Column(
        "positions",
        Both("Aantal plaatsen", "Positions"),
        Both("hoeveel mensen; anders 1", "how many people; without it 1"),
        "1",
        whole(1, 1000),
    ),
)

_PROGRAMMES = (
    _id("Trajectnummer", "Programme id", "T-01", "; op elke rij", "; on every row"),
    Column(
        "name",
        Both("Trajectnaam", "Programme name"),
        Both("op de eerste rij van het traject", "on the programme's first row"),
        "Data-analist",
        text(200),
    ),
    Column(
        "provider",
        Both("Opleider", "Provider"),
        Both("wie het geeft; op de eerste rij", "who gives it; on the first row"),
        "Voorbeeldschool",
        text(200),
    ),
    Column(
        "text",
        Both("Omschrijving", "Description"),
        Both("wat het is; op de eerste rij", "what it is; on the first row"),
        "In zes maanden tot data-analist.",
        text(_LONG),
    ),
    _EDUCATION_LEVEL,
    Column(
        "module",
        Both("Module", "Module"),
        Both("naam van de module", "name of the module"),
        "Databases",
        text(200),
    ),
    Column(
        "module_hours",
        Both("Studie-uren", "Study hours"),
        Both("uren van de module", "hours of the module"),
        "60",
        decimal(0.1, 10_000),
    ),
    Column(
        "outcomes",
        Both("Leeruitkomsten", "Outcomes"),
        Both("wat een student dan kan, met ; ertussen", "what a student can do, with ; between"),
        "De student schrijft queries in SQL; De student ontwerpt een datamodel",
        texts(2000),
    ),
    Column(
        "skills",
        Both("Vaardigheden", "Skills"),
        Both("naam:niveau 1-4, met ; ertussen", "name:level 1-4, with ; between"),
        "SQL:3; datamodellering:2",
        SKILLS,
    ),
)

_ORGANISATIONS = (
    _id("Organisatienummer", "Organisation id", "O-01"),
    Column(
        "name",
        Both("Naam", "Name"),
        Both("naam van de organisatie", "name of the organisation"),
        "Voorbeeldbedrijf",
        text(200),
        required=True,
    ),
    Column(
        "kind",
        Both("Soort", "Kind"),
        Both("werkgever, opleider, overheid; met ; ertussen", "employer, school, public body"),
        "werkgever",
        ORGANISATION_KINDS,
        required=True,
    ),
)

COLUMNS = MappingProxyType(
    {
        TableKind.CANDIDATES: _CANDIDATES,
        TableKind.VACANCIES: _VACANCIES,
        TableKind.PROGRAMMES: _PROGRAMMES,
        TableKind.ORGANISATIONS: _ORGANISATIONS,
    }
)
"""The columns of each kind of table, in the order of its template."""
