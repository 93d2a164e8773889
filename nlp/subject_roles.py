"""What follows a phrase that may be a subject: a verb, the number itself, a mark with a verb behind it.

Knows words; which words make the phrase is `subjects`' work.
"""

from __future__ import annotations

from collections.abc import Sequence

from nlp.predicates import shape
from nlp.words import Word

_MOST_ASIDE = 14
_MOST_BEFORE_TITLE = 5
# What is named or quoted behind "có": who has it then does something with it.
_OWNED = frozenset(
    ("“", '"', "‘", "mô hình", "cách làm", "phong trào", "câu lạc bộ", "clb", "sáng kiến", "công trình")
)
_HELPERS = ("adverbs", "transparent")
# "Hội phối hợp với Công an xã tuyên truyền": the first does what the second helps with.
WITH = frozenset(("phối hợp", "cùng", "với", "cùng với", "và"))


def role_of(words: Sequence[Word], end: int, helper: tuple[int, int] | None) -> tuple[str, str, bool]:
    """What follows the phrase that ends before `end`, the verb that does, whether a helper stands between.

    `helper`: where the next phrase begins and ends, with all that stands beside it.
    """
    at, aside = _behind_aside(words, end)
    if at < 0:
        return "aside", "-", False
    passive = helped = False
    while at < len(words) and words[at].has(*_HELPERS, "time") and not _says(words, at):
        passive = passive or words[at].text in ("được", "bị")
        helped = words[at].text in WITH
        at += 1
    while at < len(words) and words[at].text in WITH:
        helped = True
        at += 1
    if helped and helper is not None and helper[0] == at:
        role, verb, _ = role_of(words, helper[1], None)
        return role, verb, True
    if at == len(words):
        return "end", "-", False
    if words[at].text in (")", ":", ",") and not aside:
        return (*_behind_mark(words, at), False)
    if acts(words[at]):
        return ("passive" if passive else "verb"), words[at].text, False
    return (*_without_verb(words, at), False)


def _behind_aside(words: Sequence[Word], at: int) -> tuple[int, bool]:
    """Where the clause goes on behind a bracket, and whether there is one; -1 where it holds the number."""
    if at == len(words) or words[at].text != "(":
        return at, False
    reach = min(at + _MOST_ASIDE, len(words))
    close = next((i for i in range(at, reach) if words[i].text == ")"), 0)
    if any(word.has("number") for word in words[at:close]):
        return -1, True
    return (close + 1, True) if close else (at, False)


def _behind_mark(words: Sequence[Word], mark: int) -> tuple[str, str]:
    """ "(xã Tiên Nha, lắp 86 mắt)", "của Đoàn xã: trồng 20 cây"."""
    at = mark + 1
    while at < len(words) and words[at].has(*_HELPERS) and not acts(words[at]):
        at += 1
    if at < len(words) and acts(words[at]):
        return f"{words[mark].text}verb", words[at].text
    if at < len(words) and words[at].has("number") and words[mark].text != ",":
        return f"{words[mark].text}bare", "-"
    return words[mark].text, "-"


def _without_verb(words: Sequence[Word], at: int) -> tuple[str, str]:
    word = words[at]
    if word.has("number", "approx"):
        return "bare", "-"
    if word.text in ("cho", "chi", "đến", "tới") and at + 1 < len(words) and words[at + 1].has("number"):
        return "gives", word.text
    if word.text == "có" and _has_and_does(words, at + 1):
        return "has", "có"
    return ("owns", word.text) if word.has("light") else (shape(word), "-")


def _has_and_does(words: Sequence[Word], at: int) -> bool:
    """ "có mô hình “Ao cá” giúp 22 hộ", "có bác sĩ nên khám 80 lượt": more than a count follows."""
    for word in words[at : at + _MOST_BEFORE_TITLE]:
        if word.has("title") or word.text in _OWNED or acts(word):
            return True
        if word.has("mark", "number"):
            return False
    return False


def _says(words: Sequence[Word], at: int) -> bool:
    """Whether the word is the clause's verb: "có" is unless one follows ("Hội còn tặng", "có vận động")."""
    linking = words[at].has("light") and not (at + 1 < len(words) and acts(words[at + 1]))
    return linking or acts(words[at])


def acts(word: Word) -> bool:
    """Whether the word is a verb that says what was done."""
    return "verbs" in word.classes and "light" not in word.classes
