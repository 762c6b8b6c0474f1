"""Objects of the interchange as tables, with the columns that an import reads again."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from matching.taxonomy import Taxonomy
from service.exports.repository import Record
from service.exports.schemas import ExportFormat, ExportKind, SheetFormat
from service.tables.columns import COLUMNS
from service.tables.sheet import Language, Sheet, Value

__all__ = ["as_lines", "as_sheet", "folded", "written"]

_TITLES = {
    ExportKind.CANDIDATES: ("Kandidaten", "Candidates"),
    ExportKind.VACANCIES: ("Vacatures", "Vacancies"),
    ExportKind.PROGRAMMES: ("Trajecten", "Programmes"),
    ExportKind.ORGANISATIONS: ("Organisaties", "Organisations"),
}
_WORDS: Mapping[str, tuple[str, str]] = {
    "onsite": ("op locatie", "onsite"),
    "hybrid": ("hybride", "hybrid"),
    "remote": ("op afstand", "remote"),
    "employer": ("werkgever", "employer"),
    "school": ("opleider", "school"),
    "public body": ("overheid", "public body"),
}
_CONTACT = {"name", "email", "phone"}
_TOO_MUCH_FOR_PAPER = {"text", "outcomes", "licence_to_work", "max_travel_km"}
_SAID = ("self", "skills")  # kind and source of a skill that a cell of a table brings


def as_lines(records: Iterable[Record]) -> bytes:
    """JSON Lines."""
    lines = (json.dumps(each, ensure_ascii=False, default=str) for each in records)
    return "".join(f"{line}\n" for line in lines).encode()


def as_sheet(
    kind: ExportKind,
    records: Iterable[Record],
    taxonomy: Taxonomy,
    language: Language,
    made_on: date,
    *,
    format: ExportFormat,
    with_contact: bool,
) -> Sheet:
    """A table with the columns of the template, in the language asked.

    On paper long texts are left out; without contact data, so are its columns.
    """
    leave_out: set[str] = set()
    if format is ExportFormat.PDF:
        leave_out |= _TOO_MUCH_FOR_PAPER
    if kind is ExportKind.CANDIDATES and not with_contact:
        leave_out |= _CONTACT
    columns = [each for each in COLUMNS[kind] if each.field not in leave_out]
    nth = 0 if language == "nl" else 1
    cells = _Cells(taxonomy, language)
    return Sheet(
        title=_TITLES[kind][nth],
        columns=[each.header[nth] for each in columns],
        rows=[
            [cells.of(row, each.field) for each in columns]
            for record in records
            for row in _rows(kind, record)
        ],
        made_on=made_on,
        language=language,
    )


def written(sheet: Sheet, format: str) -> bytes:
    """The table as a file; no text in it becomes a formula.

    Raises:
        TooLongForPdfError: It is too long for a PDF.
    """
    return _writer(format)(sheet)


def _writer(format: str) -> Callable[[Sheet], bytes]:
    """Imported when it is asked for, for what writes PDF takes long to import."""
    if format == SheetFormat.PDF:
        from service.tables.pdf import write_pdf

        return write_pdf
    from service.tables.writing import write_csv, write_xlsx

    return write_xlsx if format == SheetFormat.XLSX else write_csv


def _rows(kind: ExportKind, record: Record) -> Iterator[Record]:
    """The rows of one object: of a programme each module is one, of others there is one."""
    if kind is ExportKind.VACANCIES:
        asked = record.get("requirements", [])
        for importance in ("must", "nice"):
            record[importance] = [each for each in asked if each["importance"] == importance]
    if kind is ExportKind.CANDIDATES:
        skills = record.get("skills", [])
        record["skills"] = [x for x in skills if (x["evidence"], x["source"]) == _SAID]
    if kind is not ExportKind.PROGRAMMES or not record.get("modules"):
        yield record
        return
    head = record
    for module in record["modules"]:
        said = {"module": module["name"], "module_hours": module.get("hours")}
        yield {**head, **said, "outcomes": module["outcomes"], "skills": module["skills"]}
        head = {"id": record["id"]}


class _Cells:
    """What stands in a cell, as an import reads it."""

    def __init__(self, taxonomy: Taxonomy, language: Language) -> None:
        self._taxonomy = taxonomy
        self._language = language

    def of(self, row: Record, name: str) -> Value:
        """The cell of a field; empty where it is unknown."""
        value = row.get(name)
        if name == "hours" and value:
            return "-".join(f"{each:g}" for each in value)
        if isinstance(value, list | tuple):
            return "; ".join(self._part(each) for each in value)
        return value

    def _part(self, item: str | Record) -> str:
        if isinstance(item, str):
            nl, en = _WORDS.get(item, (item, item))
            return (nl if self._language == "nl" else en).replace(";", ",").replace("\n", " ")
        if "cefr" in item:
            return f"{item['code']}:{item['cefr']}"
        skill = self._taxonomy.skills.get(item["skill"])
        label = skill.label(self._language) if skill else item["skill"]
        return f"{label}:{item['level']}" if item.get("level") else label


def folded(columns: Sequence[str], row: Sequence[str], several: Collection[int]) -> list[str]:
    """A row with several of its cells as lines of one, which stands where the first of them was."""
    lines = "\n".join(f"{columns[each]}: {row[each]}" for each in sorted(several))
    first = min(several)
    return [
        lines if place == first else cell
        for place, cell in enumerate(row)
        if place == first or place not in several
    ]
