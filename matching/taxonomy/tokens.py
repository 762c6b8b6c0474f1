"""How text and labels are cut into tokens: the one definition that both sides share.

A token is a run of letters and digits, with the signs that make it another word: a dot before it
(.NET, node.js) and +, ++ or # behind it (C++, C#). Everything between tokens is a gap.
"""

import re
import unicodedata

__all__ = ["fold", "label_key", "split_tokens"]

_TOKEN = re.compile(r"(\.?[^\W_]+(?:\+\+|#|\+(?![^\W_]))?)")


def split_tokens(text: str) -> list[str]:
    """Cut `text` into gap, token, gap, token, …, gap; joined they are the text again.

    >>> split_tokens("C# of .NET")
    ['', 'C#', ' ', 'of', ' ', '.NET', '']
    """
    return _TOKEN.split(text)


def fold(token: str) -> str:
    """The token without case and accents, by which tokens are compared.

    >>> fold("Pré")
    'pre'
    """
    lowered = token.casefold()
    if lowered.isascii():
        return lowered
    decomposed = unicodedata.normalize("NFKD", lowered)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def label_key(label: str) -> tuple[str, ...]:
    """The folded tokens of a label: two labels with one key are the same name.

    >>> label_key("Front-end ontwikkelaar")
    ('front', 'end', 'ontwikkelaar')
    """
    return tuple(fold(token) for token in split_tokens(label)[1::2])
