"""Names as they are written, in one text or in many at once."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from matching.lasting import lasting
from matching.reading.names import Name, Span
from matching.reading.text import Text, TokenTrie, is_shown, tokenise

if TYPE_CHECKING:
    from matching.reading.kernel import Columns, FlatTrie

__all__ = ["ExactNames"]

_PORTION = 1 << 16
"""Characters that are read in one go."""


class ExactNames:
    """Finds names as they are written, and none of their other forms.

    Args:
        names: The folded tokens of each; complete before the first text is read.
    """

    def __init__(self, names: TokenTrie[Name]) -> None:
        self._names = names

    def spans(self, text: Text, *, apart: bool) -> Iterator[Span]:
        """The longest name at each token; with `apart` none that begins in one."""
        if text.scan is not None:
            return map(Span, *self._flat.find(text.scan, apart=apart))
        found = self._names.find(text) if apart else self._names.each(text)
        return (Span(start, end, text.ends[end - 1], name) for start, end, name in found)

    def columns(self, raws: Iterable[str]) -> "Iterator[Columns]":
        """The longest names in each of many texts, no two overlapping: the quick way for many.

        Texts are taken in portions, each of which is one call of compiled code; so a stream of any
        length takes little memory.

        Yields:
            For each text where its names begin and end, and their numbers, which `name` takes.
        """
        waiting: deque[str] = deque()
        for columns in self._flat.find_all(_portions(raws, waiting)):
            raw = waiting.popleft()
            yield self._plainly(raw) if columns is None else columns

    def name(self, number: int) -> Name:
        """The name with a number that `columns` gave.

        Raises:
            LookupError: It gives no such number.
        """
        name = self._flat.values[number]
        if name is None:
            raise LookupError(f"expected a number that `columns` gave, found {number}")
        return name

    def _plainly(self, raw: str) -> "Columns":
        """What `columns` gives for a text with characters that the kernel does not take."""
        if "\n" in raw and is_shown(raw):
            return self._by_line(raw)
        text = tokenise(raw)
        spans = list(self.spans(text, apart=True))
        starts = [text.starts[span.start] for span in spans]
        numbers = [self._numbers[span.name] for span in spans]
        return starts, [span.stop for span in spans], numbers

    def _by_line(self, raw: str) -> "Columns":
        """The same, line by line, as no name goes over a line's end: most the kernel takes."""
        lines = raw.split("\n")
        starts: list[int] = []
        stops: list[int] = []
        numbers: list[int] = []
        at = 0
        for line, columns in zip(lines, self._flat.find_all([lines]), strict=True):
            begun, ended, named = self._plainly(line) if columns is None else columns
            starts.extend(at + each for each in begun)
            stops.extend(at + each for each in ended)
            numbers.extend(named)
            at += len(line) + 1
        return starts, stops, numbers

    @cached_property
    def _numbers(self) -> Mapping[Name, int]:
        return {name: number for number, name in enumerate(self._flat.values) if name}

    @cached_property
    @lasting()
    def _flat(self) -> "FlatTrie[Name]":
        from matching.reading.kernel import FlatTrie  # takes a while: once there is a text

        return FlatTrie(self._names)


def _portions(raws: Iterable[str], waiting: deque[str]) -> Iterator[list[str]]:
    """The texts in portions that are read in one go; each is put in the queue before it is read."""
    portion: list[str] = []
    size = 0
    for raw in raws:
        portion.append(raw)
        size += len(raw)
        if size >= _PORTION:
            waiting.extend(portion)
            yield portion
            portion, size = [], 0
    waiting.extend(portion)
    yield portion
