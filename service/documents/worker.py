"""The process that reads one document: a request on standard input, the answer on standard output.

A request is a line of JSON with the extension and the limits, and then the bytes of the file.
"""

import json
import sys

from service.documents.answers import Answer, Refusal
from service.documents.confinement import confine
from service.documents.errors import DocumentError
from service.documents.limits import Limits
from service.documents.reading import read_content

__all__ = ["main"]


def main() -> None:
    """Answer the request, having given up everything else first."""
    request = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**request["limits"])
    confine(limits)
    answer = _answer(request["extension"], sys.stdin.buffer.read(), limits)
    sys.stdout.buffer.write(answer.model_dump_json(exclude_none=True).encode())


def _answer(extension: str, content: bytes, limits: Limits) -> Answer:
    try:
        return Answer(document=read_content(extension, content, limits))
    except DocumentError as error:
        return Answer(refusal=Refusal.of(error))


if __name__ == "__main__":
    main()
