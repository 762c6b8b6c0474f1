"""Files with fields: JSON and XML of CVs, and the postings that a page carries."""

import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Any

from matching.reading.records import CandidateRecord
from service.documents import europass, europass_profile
from service.documents.errors import UnknownKindError
from service.documents.job_posting import postings_in, read_job_posting
from service.documents.json_resume import is_json_resume, read_json_resume
from service.documents.markup import as_tree, local, parse_xml
from service.documents.model import Contact, Document, DocumentKind
from service.documents.plain import decoded

__all__ = ["posted", "read_json", "read_xml"]

_Reader = Callable[[Any, str], tuple[CandidateRecord, Contact]]


def read_json(content: bytes) -> Document:
    """A CV or postings as JSON.

    Raises:
        UnknownKindError: It is something else.
        ValueError: It is no JSON.
    """
    text, _ = decoded(content)
    found = json.loads(text)
    if is_json_resume(found):
        return _told(DocumentKind.JSON_RESUME, read_json_resume, found, content)
    if isinstance(found, dict) and europass.ROOT in found:
        passport = found[europass.ROOT]
        return _told(DocumentKind.EUROPASS, europass.read_skills_passport, passport, content)
    postings = posted([text], content)
    if postings is None:
        raise UnknownKindError(
            expected="a JSON Resume, a Europass CV or a JobPosting of schema.org",
            found="other JSON",
            way_out="paste the text",
        )
    return postings


def read_xml(content: bytes) -> Document:
    """A Europass CV as XML.

    Raises:
        BrokenDocumentError: It is no XML, or declares a document type.
        UnknownKindError: It is something else.
    """
    root = parse_xml(content)
    readers: dict[str, _Reader] = {
        europass.ROOT: europass.read_skills_passport,
        europass_profile.ROOT: europass_profile.read_candidate,
    }
    reader = readers.get(local(root))
    if reader is None:
        raise UnknownKindError(
            expected="a Europass CV", found="other XML", way_out="save it as PDF, or paste the text"
        )
    return _told(DocumentKind.EUROPASS, reader, as_tree(root), content)


def posted(data: Iterable[str], content: bytes) -> Document | None:
    """The postings in pieces of JSON-LD; None where there are none."""
    postings = [found for each in data for found in postings_in(_parsed(each))]
    made = _made_id(content)
    vacancies = tuple(
        read_job_posting(found, f"{made}-{number}" if len(postings) > 1 else made)
        for number, found in enumerate(postings, start=1)
    )
    if not vacancies:
        return None
    text = "\n\n".join(f"{each.title}\n\n{each.text}".strip() for each in vacancies)
    return Document(kind=DocumentKind.JOB_POSTING, text=text, vacancies=vacancies)


def _told(kind: DocumentKind, reader: _Reader, found: Any, content: bytes) -> Document:
    candidate, contact = reader(found, _made_id(content))
    return Document(kind=kind, text=candidate.text, candidate=candidate, contact=contact)


def _parsed(data: str) -> Any:
    """What a piece of JSON-LD says; pages with broken ones are common."""
    try:
        return json.loads(data)
    except ValueError:
        return None


def _made_id(content: bytes) -> str:
    """An id that the same file gets again."""
    return f"file-{hashlib.sha256(content).hexdigest()[:16]}"
