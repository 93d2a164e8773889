"""Where a title without quotes ends before the sentence that goes on with it.

Knows predicates with a number behind them, and the qualities that go on a title after a comma.
"""

from __future__ import annotations

import re

from nlp import model_heads as words
from nlp.lexicon import lexicon
from nlp.model_found import trim_end
from nlp.unit_lexicon import word_set

_SYLLABLE = re.compile(r"\w+")
_NUMBER = re.compile(r"\s(?:[1-9]\d*(?:[.,]\d+)*)\s(?=[^\W\d_])")
_AMOUNT = re.compile(r"\s*(?:(?:được|ra|thu)\s+)?(?:~\s*)?\d")
# Between a predicate and its number: "khám từ thiện cho 540 người", "viết được 31 bản".
_ABOUT = frozenset("khoảng gần hơn trên chừng".split())
_LINKS = frozenset("cho được với tới đến lên thêm về".split()) | _ABOUT
_PREDICATES = frozenset(("verbs", "light", "change", "transparent"))
_BACK = 4
_FEWEST = 2
_GOES_ON = re.compile(
    r",\s(?=(?:không|giỏi|sạch|đẹp|xanh|sáng|gọn|vững|mạnh|tinh thông|văn minh|an toàn|nghĩa tình|hạnh phúc"
    r"|hiện đại|thân thiện|hiệu quả|bền vững|đoàn kết|sáng tạo|kỷ cương|trách nhiệm|tiến bộ|ấm no|đảm)\s)"
)


def counted(low: str, begin: int, end: int) -> int:
    """Where a number with its noun begins inside `low[begin:end]`, else `end`."""
    nouns, known = lexicon().classes, word_set("counted")
    for number in _NUMBER.finditer(low, begin, end):
        said = [word.group() for word in _SYLLABLE.finditer(low, number.end(), number.end() + 24)][:2]
        phrases = (said[0], " ".join(said))
        if any(phrase in known for phrase in phrases) or "nouns" in nouns.get(phrases[1], ()):
            return number.start()
    return end


def named_end(low: str, begin: int, stop: int, end: int) -> int:
    """The end of a title that opens with a capital: past commas of its own, not into a predicate."""
    while stop < end and _GOES_ON.match(low, stop):
        stop = words.bare_end(low, stop + 2, end)
    stop = counted(low, begin, stop)
    return _before_predicate(low, begin, stop) if _AMOUNT.match(low, stop) else stop


def plain_end(low: str, begin: int, stop: int) -> int:
    """The end of a title written small: not into "làm trên 40 ha", where the number tells itself apart."""
    tail = low[begin:stop].split()[-1:]
    return (
        _before_predicate(low, begin, stop)
        if tail and tail[0] in _ABOUT and _AMOUNT.match(low, stop)
        else stop
    )


def _before_predicate(low: str, begin: int, stop: int) -> int:
    """Where the verb begins that governs the number behind `stop`, else `stop`."""
    classes = lexicon().classes
    said = list(_SYLLABLE.finditer(low, begin, stop))
    last = len(said) - 1
    linked = last >= 0 and said[last].group() in _LINKS
    for at in range(last, max(last - (_BACK if linked else 1), _FEWEST - 1), -1):
        for first in (at - 1, at):
            phrase = " ".join(word.group() for word in said[first : at + 1])
            if first >= _FEWEST and phrase not in _LINKS and _PREDICATES & classes.get(phrase, frozenset()):
                if phrase == "ra" and _PREDICATES & classes.get(said[first - 1].group(), frozenset()):
                    first -= 1
                return trim_end(low, begin, said[first].start())
    return stop
