"""Exact names in a text at the speed of compiled code: one pass for tokens, one for names.

Importing this module loads numba and the functions here, compiled: from its cache, or after
compiling them where there is none yet (`python -c "import matching.reading.kernel"` makes one).

What they find is what `split_tokens`, `fold`, `joins` and `TokenTrie` define. Texts with characters
that the table leaves out are not theirs: letters that fold to two such as ß, scripts other than
Latin, Greek and Cyrillic, and what `tokenise` takes away or puts together first. Tokens are
compared by a hash of 64 bits: no two words of names share one, which is checked, and that another
word has the hash of one of 30,000 has a chance of 2 in 10^15.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar, cast

import numpy as np

from matching.reading import passes
from matching.reading.passes import Codes, Ints, Kinds
from matching.reading.text import HIDDEN, Origin, TokenTrie, joins
from matching.taxonomy.tokens import fold

__all__ = ["Columns", "FlatTrie", "Scan", "offsets", "scan"]

T = TypeVar("T")

Columns = tuple[list[int], list[int], list[int]]
"""Where phrases begin in a text, where they end, and their numbers in the trie, side by side."""

_COVERED = (
    range(0x300),  # Latin
    range(0x370, 0x530),  # Greek, Cyrillic
    range(0x1E00, 0x2E00),  # more of these, and signs
    range(0xE000, 0xF900),  # signs of fonts, such as bullets
    range(0xFE0F, 0xFE10),  # stands behind emoji
    range(0x1F300, passes.SIZE),  # emoji
)
_EMOJI_FOLLOWER = "\ufe0f"


def _characters() -> Kinds:
    table = np.full(passes.SIZE, passes.STRANGE, np.int32)
    for covered in _COVERED:
        table[covered.start : covered.stop] = [_character(chr(code)) for code in covered]
    return table


def _character(char: str) -> int:
    if ord(char) in HIDDEN or _composes(char):
        return passes.STRANGE
    if not char.isalnum():
        kind = 0 if not joins(char) else passes.BLANK if char.isspace() else passes.JOINER
        return ord(char) << passes.KIND_BITS | kind
    folded = fold(char)
    return ord(folded) << passes.KIND_BITS | passes.WORD if len(folded) == 1 else passes.STRANGE


def _composes(char: str) -> bool:
    """Whether it may change when a text with it is normalised."""
    mark = unicodedata.category(char).startswith("M") and char != _EMOJI_FOLLOWER
    return mark or not unicodedata.is_normalized("NFC", char)


_TABLE = _characters()

Scan = tuple[Ints, int]
"""The tokens of a text, `passes.STEP` numbers each, and how many: what `FlatTrie` searches."""
Offsets = tuple[Sequence[int], Sequence[int]]
"""Where each token begins, and where each ends."""


def scan(raw: str, origin: Origin = ()) -> Scan | None:
    """Cut a text into tokens.

    Args:
        raw: The text.
        origin: If it stands for another one, where each character begins and ends there.

    Returns:
        The tokens (their offsets in the other text), or None if there are other characters.
    """
    codes = _codes(raw)
    cuts = _room(codes)
    size = passes.cut(codes, _TABLE, cuts)
    if size < 0:
        return None
    if origin and size:
        tokens = cuts[: size * passes.STEP].reshape(size, passes.STEP)
        begins, ends = (np.asarray(each, np.int64) for each in origin)
        tokens[:, passes.START] = begins[tokens[:, passes.START]]
        tokens[:, passes.END] = ends[tokens[:, passes.END] - 1]
    return cuts, size


def offsets(text: Scan) -> Offsets:
    """The offsets of all tokens."""
    cuts, size = text
    view, last = cuts.data, size * passes.STEP
    return view[passes.START : last : passes.STEP], view[passes.END : last : passes.STEP]


def _codes(raw: str) -> Codes:
    """The characters of a text, a line end, and one more that `cut` looks at."""
    return np.frombuffer(f"{raw}\n\n".encode("utf-32-le", "surrogatepass"), np.uint32)


def _most_tokens(codes: Codes) -> int:
    return len(codes) // 2 + 1


def _room(codes: Codes) -> Ints:
    """Room for all tokens."""
    return np.empty(_most_tokens(codes) * passes.STEP, np.int64)


class FlatTrie(Generic[T]):
    """The phrases of a `TokenTrie` in one open table of the steps from token to token.

    Nodes are numbered level by level from the root, 0. A step has the hash of its token, mixed with
    the number of the node from which it goes.

    Attributes:
        values: What is kept for each node: for a phrase by its number, None where no phrase ends.

    Raises:
        ValueError: Two steps have one hash.
    """

    def __init__(self, phrases: TokenTrie[T]) -> None:
        tokens, values, sizes = zip(*phrases.nodes(), strict=True)
        parents = np.repeat(np.arange(len(sizes)), sizes)
        keys = _hashes(tokens)[1:] ^ (parents * passes.FACTOR)
        ends = enumerate(values[1:], start=1)
        children = [child << 1 | (value is not None) for child, value in ends]
        entries = dict(zip(keys.tolist(), children, strict=True))
        if len(entries) < len(children):
            raise ValueError("expected words of names to have a hash each, but two share one")
        self._edges = _slots(entries)
        self._begins = _flags(keys[parents == 0])
        self.values: Sequence[T | None] = values

    def find(
        self, text: Scan, *, apart: bool
    ) -> tuple[list[int], list[int], list[int], Iterator[T]]:
        """The longest phrase at each token where one begins; with `apart` none that begins in one.

        Returns:
            Side by side: first tokens, ends, offsets behind their last letters, and values.
        """
        found = np.empty((passes.ROWS, text[1] + 1), np.int64)
        count = passes.find(*text, self._edges, self._begins, apart, 0, found)
        firsts, ends, stops, numbers = found[: passes.STARTS, :count].tolist()
        return firsts, ends, stops, cast(Iterator[T], map(self.values.__getitem__, numbers))

    def find_all(self, portions: Iterable[Sequence[str]]) -> Iterator[Columns | None]:
        """The longest phrases in many texts, left to right; each portion of texts in one go.

        Yields:
            For each text where its phrases begin and end, and their numbers; or None if there are
            characters that the table leaves out.
        """
        cuts, found = np.empty(0, np.int64), np.empty((passes.ROWS, 0), np.int64)
        for raws in portions:
            codes = _codes("\n".join(raws))
            if found.shape[1] < _most_tokens(codes):
                cuts = _room(codes)
                found = np.empty((passes.ROWS, _most_tokens(codes)), np.int64)
            counts = np.cumsum(np.fromiter(map(len, raws), np.int64, len(raws)) + 1)
            steps = self._edges, self._begins
            total = passes.find_all(codes, counts, _TABLE, *steps, cuts, found)
            yield from _apart(found[:, :total], counts.tolist())


def _apart(found: Ints, counts: Iterable[int]) -> Iterator[Columns | None]:
    """What was found in each text, if it is so many, or -1 for None."""
    starts, stops = found[passes.STARTS].tolist(), found[passes.STOPS].tolist()
    numbers = found[passes.NODES].tolist()
    end = 0
    for count in counts:
        start, end = end, end + max(count, 0)
        yield None if count < 0 else (starts[start:end], stops[start:end], numbers[start:end])


def _slots(entries: Mapping[int, int]) -> Ints:
    """An open table: each hash where its last bits say or in the next free place; its entry."""
    size = 2 << (2 * len(entries)).bit_length()
    slots = [0] * size
    for mixed, entry in entries.items():
        slot = 2 * mixed % size
        while slots[slot + 1]:
            slot = (slot + 2) % size
        slots[slot : slot + 2] = mixed, entry
    return np.array(slots, np.int64)


def _flags(hashes: Ints) -> passes.Flags:
    """A bit for each hash, by its last bits."""
    flags = np.zeros(passes.FLAGS, np.uint8)
    flags[hashes & passes.FLAGS - 1] = 1
    packed: passes.Flags = np.packbits(flags, bitorder="little")
    return packed


def _hashes(words: Sequence[str]) -> Ints:
    """The hashes of folded tokens, at least one, as `cut` makes them, (n,)."""
    letters = np.array(words, np.str_).view(np.uint32).reshape(len(words), -1).astype(np.int64)
    mixed: Ints = np.full(len(words), passes.SEED)
    for column in letters.T:
        mixed = np.where(column, (mixed ^ column) * passes.FACTOR, mixed)
    hashes: Ints = mixed ^ (mixed >> passes.HALF)
    return hashes
