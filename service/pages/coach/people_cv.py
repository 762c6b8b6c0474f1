"""A CV in pieces: the words that claims cite are marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from service.claims.schemas import ClaimRead
from service.words import ClaimState

__all__ = ["Piece", "pieces_of"]

_ORDER = (ClaimState.CONFIRMED, ClaimState.PROPOSED, ClaimState.REJECTED)


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A run of a CV.

    Attributes:
        text: Its words.
        labels: The skills of which it is cited; empty where it is not.
        state: Of the claim that is furthest: confirmed before proposed before rejected.
        anchors: Offsets by which claims point here.
    """

    text: str
    labels: Sequence[str] = ()
    state: ClaimState | None = None
    anchors: Sequence[int] = ()


def pieces_of(text: str, claims: Iterable[ClaimRead]) -> Sequence[Piece]:
    """A CV with the words marked that claims cite; words that overlap are one piece."""
    cited = [
        (s, e, each)
        for each in claims
        if (s := each.span_start) is not None
        if (e := each.span_end) is not None and s < e <= len(text)
    ]
    pieces: list[Piece] = []
    at = 0
    for start, end, group in _runs(sorted(cited, key=lambda each: each[:2])):
        pieces.append(Piece(text=text[at:start]))
        pieces.append(_marked(text[start:end], group))
        at = end
    return [each for each in (*pieces, Piece(text=text[at:])) if each.text]


_Cited = tuple[int, int, ClaimRead]


def _runs(cited: Sequence[_Cited]) -> list[tuple[int, int, list[ClaimRead]]]:
    """Spans that overlap as one, with all their claims."""
    runs: list[tuple[int, int, list[ClaimRead]]] = []
    for start, end, claim in cited:
        if runs and start < runs[-1][1]:
            first, last, group = runs[-1]
            runs[-1] = (first, max(last, end), [*group, claim])
        else:
            runs.append((start, end, [claim]))
    return runs


def _marked(words: str, group: Sequence[ClaimRead]) -> Piece:
    states = {each.state for each in group}
    return Piece(
        text=words,
        labels=list(dict.fromkeys(each.label for each in group)),
        state=next(each for each in _ORDER if each in states),
        anchors=sorted({each.span_start for each in group if each.span_start is not None}),
    )
