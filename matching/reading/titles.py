"""Job titles: without their noise, and the occupations that they may mean."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matching.reading.linking import Link, Linker
from matching.reading.text import Text, TokenTrie, tokenise
from matching.reading.wording import Wording

__all__ = ["Title", "link_title", "link_titles", "read_title"]

_AMOUNT_REACH = 4
_FIELDS = (("de",), ("het",), ("the",))  # «in de zorg» is no place


@dataclass(frozen=True, slots=True)
class Title:
    """A job title: what is left without noise, with and without its words of seniority."""

    core: str
    full: str
    seniority: tuple[str, ...]


def read_title(raw: str, wording: Wording) -> Title:
    """A job title without seniority, hours, «m/v», places and the employer.

    Falls back to the title as it is where nothing is left.
    """
    text = tokenise(raw)
    noise = _covered(text, wording.title_noise)
    noise |= {index for index in range(len(text)) if _is_amount(text, index, noise)}
    senior = list(wording.seniority.find(text))
    seniority = {index for found in senior for index in range(found.start, found.end)}
    end = next(
        (index for index in range(1, len(text)) if _cuts(text, index, noise | seniority, wording)),
        len(text),
    )
    kept = [index for index in range(end) if index not in noise]
    full = _words(text, kept) or raw.strip()
    core = _words(text, [index for index in kept if index not in seniority]) or full
    return Title(core, full, tuple(text.words(found.start, found.end) for found in senior))


def link_title(linker: Linker, raw: str, wording: Wording, k: int = 10) -> tuple[Title, list[Link]]:
    """A job title without its noise, and the occupations that it may mean, best first.

    A title that is an occupation's name as a whole, or with its words of seniority («lead
    developer»), means that one first.
    """
    return link_titles(linker, [raw], wording, k)[0]


def link_titles(
    linker: Linker, raws: Sequence[str], wording: Wording, k: int = 10
) -> list[tuple[Title, list[Link]]]:
    """The same for many titles at once, which is faster."""
    titles = [read_title(raw, wording) for raw in raws]
    linked = []
    for raw, title, links in zip(
        raws, titles, linker.link_all([each.core for each in titles], k), strict=True
    ):
        whole = linker.same(raw) or linker.same(title.full)
        others = [each for each in links if each.concept != whole]
        first = [Link(whole, 1.0, title.full)] if whole else []
        linked.append((title, [*first, *others][:k]))
    return linked


def _words(text: Text, indices: Iterable[int]) -> str:
    return " ".join(text.tokens[index] for index in indices)


def _is_amount(text: Text, index: int, noise: set[int]) -> bool:
    """A number of hours: digits with «uur» close behind them."""
    return text.tokens[index].isdigit() and any(
        near in noise for near in range(index + 1, index + _AMOUNT_REACH)
    )


def _cuts(text: Text, index: int, dropped: set[int], wording: Wording) -> bool:
    if all(before in dropped for before in range(index)):
        return False
    if text.folded[index] in wording.title_cuts:
        return text.folded[index + 1 : index + 2] not in _FIELDS
    return _is_break(text.gaps[index])


def _covered(text: Text, trie: TokenTrie[bool]) -> set[int]:
    return {index for found in trie.find(text) for index in range(found.start, found.end)}


def _is_break(gap: str) -> bool:
    """A sign behind which something else begins; not so in «tuin-, park- en bosmachines»."""
    if gap.startswith("-,"):
        return False
    return any(sign in gap for sign in ("|", " - ", " – ", "(", ",", ":", "@"))
