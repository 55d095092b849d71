"""The known word that was probably meant by an unknown one."""

from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from heapq import nlargest
from typing import NamedTuple

_CLOSE = 0.6
_COMPARED = 8
_LONGEST = 64


class Meant(NamedTuple):
    """`sure`: it is one slip of the hand away and nothing else is, so it may stand for the word."""

    word: str
    sure: bool


class Words:
    """Known words by the pairs of letters in them, so that most of them are never compared."""

    def __init__(self, known: Iterable[str]) -> None:
        self._words = list(dict.fromkeys(known))
        self._by_pair: dict[str, list[int]] = {}
        for number, word in enumerate(self._words):
            for pair in _pairs(word):
                self._by_pair.setdefault(pair, []).append(number)

    def meant(self, word: str) -> Meant | None:
        """None where no word is close."""
        shared: Counter[int] = Counter()
        for pair in _pairs(word):
            shared.update(self._by_pair.get(pair, ()))
        length = len(word)
        ranked = sorted(shared, key=lambda one: (-shared[one], abs(len(self._words[one]) - length), one))
        likely = [self._words[one] for one in ranked[:_COMPARED]]
        slips = [other for other in likely if _is_one_slip(word.casefold(), other.casefold())]
        if len(slips) == 1:
            found = slips[0]
            return Meant(found, length > 2 and _digits(found) == _digits(word))
        best = max(likely, key=lambda other: _likeness(word, other), default=None)
        return Meant(best, sure=False) if best is not None and _likeness(word, best) >= _CLOSE else None


def nearest(word: str, known: Iterable[str], most: int = 5) -> list[str]:
    """The known words, the most alike first; where few are alike, others in their order."""
    pairs = _pairs(word)
    words = list(dict.fromkeys(known))
    likely = nlargest(_COMPARED, words, key=lambda other: len(pairs & _pairs(other)))
    return sorted(likely, key=lambda other: -_likeness(word, other))[:most]


def _pairs(word: str) -> set[str]:
    marked = f"^{word[:_LONGEST].casefold()}$"
    return {marked[place : place + 2] for place in range(len(marked) - 1)}


def _likeness(word: str, other: str) -> float:
    return SequenceMatcher(None, word[:_LONGEST].casefold(), other[:_LONGEST].casefold()).ratio()


def _is_one_slip(word: str, other: str) -> bool:
    """A letter too many, too few, another, or two turned round; or only the case."""
    if len(word) < len(other):
        word, other = other, word
    if len(word) - len(other) > 1:
        return False
    at = next((n for n, (one, two) in enumerate(zip(word, other, strict=False)) if one != two), len(other))
    if len(word) > len(other):
        return word[at + 1 :] == other[at:]
    turned = word[at : at + 2] == other[at : at + 2][::-1] and word[at + 2 :] == other[at + 2 :]
    return turned or word[at + 1 :] == other[at + 1 :]


def _digits(word: str) -> str:
    """step_1 is not meant by step_2."""
    return "".join(sign for sign in word if sign.isdigit())
