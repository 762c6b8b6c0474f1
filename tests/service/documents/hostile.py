"""Files that were damaged on purpose, and what becomes of them.

python -m tests.service.documents.hostile N damages N files, has each read in a process of its own,
and counts what came of it. Anything but a document or a refusal fails.
"""

import io
import sys
import zipfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from random import Random

from service.documents import DocumentError, read_document
from tests.service.documents.making import make_archive, samples

PIECES = (
    b"\0", b"\xff\xfe", b"<", b">", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"%PDF-1.7",
    b"PK\x03\x04", b"PK\x05\x06", b"obj\n<<", b"stream\n", b"/Kids [1 0 R]", b"{", b"]", b'"',
    b"99999999999999999999", b"\\ud800", b"NaN", b"\xed\xa0\x80", b"w:t", b"\x1e\x1f",
)  # fmt: skip


def damaged(content: bytes, random: Random) -> bytes:
    """The bytes with a few things wrong: flipped, cut, repeated, replaced or put in."""
    found = bytearray(content)
    for _ in range(random.randint(1, 12)):
        start = random.randrange(len(found) + 1)
        end = min(len(found), start + random.randint(1, 200))
        match random.randrange(5):
            case 0 if found:
                found[start % len(found)] ^= 1 << random.randrange(8)
            case 1:
                del found[start:end]
            case 2:
                found[start:start] = found[start:end] * random.randint(1, 20)
            case 3:
                found[start:start] = random.choice(PIECES)
            case _:
                found[start:end] = random.randbytes(end - start)
    return bytes(found)


def damaged_inside(content: bytes, random: Random) -> bytes:
    """An archive that is whole, but one of its parts is not; other files as `damaged`."""
    if not content.startswith(b"PK"):
        return damaged(content, random)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = random.choice([each for each in parts if each.endswith(".xml")])
    return make_archive({**parts, name: damaged(parts[name], random)})


def outcome(name: str, content: bytes) -> str:
    """What came of reading it in a process of its own."""
    try:
        return f"{read_document(name, content).kind} read"
    except DocumentError as error:
        return f"{type(error).__name__}: {error.found}"


def main(count: int) -> None:
    """Damage that many files and tell what came of them."""
    wholes = list(samples().items())
    files = []
    for seed in range(count):
        random = Random(seed)
        name, whole = wholes[seed % len(wholes)]
        files.append((name, random.choice((damaged, damaged_inside))(whole, random)))
    with ThreadPoolExecutor(2) as pool:
        outcomes = Counter(pool.map(lambda file: outcome(*file), files))
    for what, times in outcomes.most_common():
        print(f"{times:6} {what}")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]))
