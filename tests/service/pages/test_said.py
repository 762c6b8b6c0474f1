"""What services say of fields and lines is said in the language of the page, all of it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic_core import _pydantic_core

import matching
import service
from service.pages.said.fields import FIELDS
from service.pages.said.lines import LINES
from service.pages.said.telling import head_of, known, told
from service.words import Role
from tests.service.api.people import Alliance

SERVICE, READING = Path(service.__path__[0]), Path(matching.__path__[0]) / "reading"
CELLS = {"refuse": 2, "ValueKind": 0, "BadCell": 2, "_RefusedError": 0}
SENTENCES = {"BadField": 1, "Told": 2, "of": 1, "_refused": 0}
VALIDATING = ("schemas.py", "records.py", "interchange.py")
TYPES = (
    *("missing", "extra_forbidden", "greater_than", "greater_than_equal", "less_than"),
    *("less_than_equal", "finite_number", "too_short", "too_long", "string_type", "enum"),
    *("string_too_short", "string_too_long", "string_pattern_mismatch", "bool_parsing"),
    *("bool_type", "int_type", "int_parsing", "int_parsing_size", "int_from_float", "float_type"),
    *("float_parsing", "literal_error", "date_type", "date_from_datetime_parsing", "uuid_type"),
    *("uuid_parsing", "list_type", "tuple_type", "dict_type", "model_type"),
)


def texts(node: ast.expr, named: dict[str, list[ast.expr]]) -> Iterator[str]:
    """What an expression says, with 7 for all that is filled in; nothing where that is all."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        said = [each.value if isinstance(each, ast.Constant) else "7" for each in node.values]
        whole = "".join(map(str, said))
        if whole.strip(" 7") not in ("", "expected", "expected 7, found"):
            yield whole
    elif isinstance(node, ast.Name):
        for each in named.get(node.id, []):
            yield from texts(each, {})


def said_in(file: Path) -> Iterator[str]:
    """The sentences about fields and lines that a module can say."""
    tree = ast.parse(file.read_text())
    named: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            named.setdefault(node.targets[0].id, []).append(node.value)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = str(getattr(node.func, "attr", None) or getattr(node.func, "id", ""))
        place = CELLS.get(name, SENTENCES.get(name))
        if name == "ValueError" and file.name in VALIDATING:
            place = 0
        whole = "expected " if name in CELLS else ""
        given = [each.value for each in node.keywords if each.arg == "expected"]
        if given and name not in CELLS:
            whole = "expected "
        elif place is not None:
            given = node.args[place : place + 1]
        yield from (f"{whole}{text}" for each in given for text in texts(each, named))


def all_said() -> Iterator[tuple[str, str]]:
    files = [*SERVICE.rglob("*.py"), READING / "records.py", READING / "interchange.py"]
    for file in sorted(each for each in files if "pages" not in each.parts):
        for text in said_in(file):
            if text.startswith("expected "):
                yield f"{file.parent.name}/{file.name}", text


def test_every_sentence_of_a_service_is_known() -> None:
    found = list(all_said())
    assert len(found) > 90
    assert not [each for each in found if known(each[1]) is None]


def test_every_sentence_of_pydantic_that_a_form_can_meet_is_known() -> None:
    sentences = {
        str(each["type"]): re.sub(r"\{\w+\}", "7", each["message_template_python"])
        for each in _pydantic_core.list_all_errors()
    }
    assert not [each for each in TYPES if known(sentences[each]) is None]


@pytest.mark.parametrize("table", [FIELDS, LINES])
def test_a_message_fills_in_only_what_its_sentence_has(table: tuple[tuple[str, str], ...]) -> None:
    for head, said in table:
        assert set(re.findall(r"%\((\w+)\)", said)) <= set(re.findall(r"<(\w+)>", head)), head


@pytest.mark.parametrize(
    ("detail", "dutch"),
    [
        ("String should have at least 1 character", "Dit is nodig."),
        ("Input should be greater than or equal to 3", "Dit moet 3 of meer zijn."),
        ("Input should be 'a', 'b' or 'c'", "Kies een van deze: a, b, c."),
        ("expected a whole number from 0 to 1,000", "een heel getal van 0 tot en met 1.000"),
        ("expected Input should be a valid integer", "Vul een heel getal in."),
        (
            "Value error, expected at most 100000 characters in all outcomes, found 7; shorten",
            "Alle leeruitkomsten van een traject samen kunnen hoogstens 100000 tekens hebben.",
        ),
        ("expected a column <b> (or x), found only y", "een kolom &lt;b&gt; (of x)"),
        ("no <such> sentence", '<span lang="en">no &lt;such&gt; sentence</span>'),
    ],
)
def test_a_sentence_is_said_in_dutch_with_what_it_fills_in(detail: str, dutch: str) -> None:
    assert told(detail, "nl") == dutch


def test_what_was_found_is_not_repeated() -> None:
    assert head_of("expected a date, found 'Jan Jansen'; mend it") == "expected a date"


def test_a_refused_file_is_told_in_dutch(alliance: Alliance) -> None:
    admin = alliance.person(Role.ADMIN)
    lines = "Organisatienummer;Naam;Soort\nR1;;school\nR2;X;kerk\n"
    file = {"file": ("o.csv", lines.encode(), "text/csv")}
    for language, words in (("nl", "een of meer van deze"), ("en", "one or more of these")):
        headers = {"Accept-Language": language}
        page = admin.client.post(
            "/imports", data={"kind": "organisations"}, files=file, headers=headers
        )
        assert page.status_code == 422
        assert words in page.text
        assert '<span lang="en">' not in page.text
        kept = admin.client.get("/imports", headers=headers).text
        path = re.search(r'href="(/imports/[0-9a-f-]{36})"', kept)
        assert path
        assert words in admin.client.get(path[1], headers=headers).text
