"""Learning the vectors: texts that mean the same come near, all others of a batch go away.

Words begin as the vectors that multilingual-e5-small gives them (reduced to their main
directions, rarer words longer), letter runs as noise; both are then fitted together.

References:
    van den Oord, Li, Vinyals (2018), arXiv:1807.03748: the contrastive loss.
    Arora, Liang, Ma (2017), ICLR: rarer words weigh more.
"""

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluation.vectors.pairs import Pair, Sources, draw
from matching.reading.similarity.table import letter_runs
from matching.reading.similarity.types import Floats
from matching.taxonomy.tokens import label_key

__all__ = ["Settings", "Trained", "train", "vocabulary", "word_vectors"]

Ids = npt.NDArray[np.int32]
Parameters = dict[str, Any]

_LONGEST_WORD = 40
_LONGEST_NAME = 60
_ENOUGH = 20_000


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How to learn; the defaults are what the held-out competences chose (docs/vectors.md).

    Attributes:
        words: Numbers in the vector of a word.
        letters: Numbers in the vector of a letter run.
        rows: Rows of the table of letter runs.
        rounds: How often all pairs are drawn.
        batch: Pairs that are contrasted with each other.
        sharpness: Logarithm of how sharply near and far differ at first.
        rate_words: Step size for words.
        rate_letters: Step size for letter runs.
        most_words: Words of a text that are read.
        most_runs: Letter runs of a text that are read.
        seed: Of all chance.
    """

    words: int = 192
    letters: int = 128
    rows: int = 2**16
    rounds: int = 5
    batch: int = 768
    sharpness: float = 3.2
    rate_words: float = 1e-3
    rate_letters: float = 6e-3
    most_words: int = 24
    most_runs: int = 72
    seed: int = 0


@dataclass(frozen=True, kw_only=True)
class Trained:
    """Words in the order of their rows (row 0 is none), and the two tables."""

    vocabulary: tuple[str, ...]
    words: Floats
    letters: Floats


def vocabulary(texts: Sequence[str]) -> Counter[str]:
    """The words of texts, with how many texts have them: all of names, else those of two texts."""
    counts = Counter(word for text in texts for word in set(label_key(text)))
    named = {word for text in texts if len(text) <= _LONGEST_NAME for word in label_key(text)}
    return Counter(
        {
            word: count
            for word, count in sorted(counts.items())
            if (count > 1 or word in named) and len(word) <= _LONGEST_WORD
        }
    )


def word_vectors(words: Mapping[str, int], vectors: Floats, size: int) -> Floats:
    """(words + 1, size): where words begin; row 0 is empty.

    The main directions of `vectors`, a row for each word, rarer words longer.
    """
    apart = vectors.astype(np.float64) - vectors.mean(axis=0)
    _, _, directions = np.linalg.svd(apart[:: 1 + len(apart) // _ENOUGH], full_matrices=False)
    found = apart @ directions[:size].T
    found /= np.linalg.norm(found, axis=1, keepdims=True) + 1e-9
    counts = np.array(list(words.values()))
    rarity = np.log1p(len(words) / counts)
    found *= (rarity / rarity.mean())[:, None]
    return np.vstack([np.zeros((1, found.shape[1])), found]).astype(np.float32)


class _Rows:
    """The rows of both tables for every text, cut to one length."""

    def __init__(self, texts: Sequence[str], words: Sequence[str], settings: Settings) -> None:
        self.place = {text: number for number, text in enumerate(texts)}
        known = {word: row for row, word in enumerate(words, start=1)}
        self.words = np.zeros((len(texts), settings.most_words), np.int32)
        self.letters = np.zeros((len(texts), settings.most_runs), np.int32)
        runs: dict[str, Ids] = {}
        for number, text in enumerate(texts):
            key = label_key(text)
            _fill(self.words[number], [known[word] for word in key if word in known])
            for word in key:
                if word not in runs:
                    runs[word] = letter_runs(word, settings.rows)
            _fill(self.letters[number], [run for word in key for run in runs[word]])

    def of(self, texts: Sequence[str]) -> tuple[Ids, Ids]:
        """(n, most_words) and (n, most_runs)."""
        places = [self.place[text] for text in texts]
        return self.words[places], self.letters[places]


def _fill(row: Ids, values: Sequence[int]) -> None:
    kept = values[: len(row)]
    row[: len(kept)] = kept


def train(
    sources: Sources,
    words: Sequence[str],
    begin: Floats,
    settings: Settings,
    report: Callable[[str], None],
) -> Trained:
    """Learn both tables from all pairs.

    Args:
        sources: The pairs.
        words: The vocabulary.
        begin: (words + 1, settings.words), from `word_vectors`.
        settings: How.
        report: Called with a line after each round.
    """
    import jax
    import optax

    chance = random.Random(settings.seed)
    rows = _Rows(sources.texts(), words, settings)
    noise = np.random.default_rng(settings.seed).normal(0, 0.1, (settings.rows, settings.letters))
    parameters: Parameters = {
        "words": begin,
        "letters": noise.astype(np.float32),
        "sharpness": (settings.sharpness - np.array([0, 0, 0.4, 0.4])).astype(np.float32),
    }
    batches = len(draw(sources, random.Random(settings.seed))) // settings.batch
    optimiser = _optimiser(settings, batches * settings.rounds)
    state = optimiser.init(parameters)

    def stepped(parameters: Parameters, state: Any, *batch: Any) -> tuple[Parameters, Any, Any]:
        loss, slope = jax.value_and_grad(_loss)(parameters, *batch)
        update, state = optimiser.update(slope, state, parameters)
        return optax.apply_updates(parameters, update), state, loss

    step = jax.jit(stepped)
    for number in range(1, settings.rounds + 1):
        pairs = draw(sources, chance)
        total = 0.0
        for start in range(0, batches * settings.batch, settings.batch):
            batch = _batch(pairs[start : start + settings.batch], rows)
            parameters, state, loss = step(parameters, state, *batch)
            total += float(loss)
        report(f"round {number} of {settings.rounds}: loss {total / batches:.3f}")
    return Trained(
        vocabulary=tuple(words),
        words=np.asarray(parameters["words"]),
        letters=np.asarray(parameters["letters"]),
    )


def _optimiser(settings: Settings, steps: int) -> Any:
    import optax

    rates = {
        "words": settings.rate_words,
        "letters": settings.rate_letters,
        "sharpness": 2e-3,
    }
    return optax.multi_transform(
        {
            name: optax.adam(optax.cosine_decay_schedule(rate, steps))
            for name, rate in rates.items()
        },
        {name: name for name in rates},
    )


def _batch(pairs: Sequence[Pair], rows: _Rows) -> tuple[Any, ...]:
    """Rows of both sides, which pairs are no contrast, and weights."""
    first, second = [each.first for each in pairs], [each.second for each in pairs]
    keys = np.unique([each.key for each in pairs], return_inverse=True)[1]
    texts = np.array([rows.place[each] for each in second])
    same = (keys[:, None] == keys) | (texts[:, None] == texts)
    np.fill_diagonal(same, val=False)
    weights = np.array([each.weight for each in pairs], np.float32)
    return (*rows.of(first), *rows.of(second), same, weights)


def _loss(
    parameters: Parameters,
    words: Any,
    letters: Any,
    other_words: Any,
    other_letters: Any,
    same: Any,
    weights: Any,
) -> Any:
    """Contrastive, both ways; of words alone, of letters alone, and mostly of both together."""
    import jax.numpy as jnp

    by_words = _sums(parameters["words"], words) @ _sums(parameters["words"], other_words).T
    by_letters = (
        _sums(parameters["letters"], letters) @ _sums(parameters["letters"], other_letters).T
    )
    sharp = jnp.exp(parameters["sharpness"])
    every = (
        (sharp[0] * by_words, 0.3),
        (sharp[1] * by_letters, 0.3),
        (sharp[2] * by_words + sharp[3] * by_letters, 1.0),
    )
    return sum(share * _contrast(scores, same, weights) for scores, share in every)


def _contrast(scores: Any, same: Any, weights: Any) -> Any:
    import jax
    import jax.numpy as jnp

    apart = jnp.where(same, -1e9, scores)
    right = [jnp.diag(jax.nn.log_softmax(apart, axis)) for axis in (0, 1)]
    return -(weights * (right[0] + right[1]) / 2).sum() / weights.sum()


def _sums(table: Any, rows: Any) -> Any:
    """The sum of the rows of each text, scaled to length 1; row 0 adds nothing."""
    import jax.numpy as jnp

    total = (table[rows] * (rows > 0)[..., None]).sum(axis=1)
    return total / jnp.sqrt((total**2).sum(axis=1, keepdims=True) + 1e-6)
