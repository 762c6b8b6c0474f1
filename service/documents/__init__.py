"""Documents that others upload: bytes of a file to text and records, safely.

    from service.documents import read_document

    document = read_document("cv.pdf", content)

The file is opened only in a process of its own: see `sandbox` and `confinement`. docs/importing.md
says which kinds are read and what is left out.
"""

from service.documents.errors import DocumentError
from service.documents.model import Document
from service.documents.sandbox import read_document

__all__ = ["Document", "DocumentError", "read_document"]
