"""What speaks for and against a phrase as the one who did what a number counts: its place and its role.

Knows one sentence; `actor_choice` makes the candidates.
"""

from __future__ import annotations

from nlp.slot_context import Context, marks, near
from nlp.subjects import Subject

# Where any word starts with a capital.
_OPENS = frozenset(("^", "-", "+", "*", "•", ".", ":", "“", '"'))
_SKIPPED = frozenset(("adverbs", "transparent", "determiners", "approx", "time", "conjunctions"))


def subject_traits(context: Context, subject: Subject, rank: int, seg: str) -> list[str]:
    """Traits of a phrase that acts, `rank` such phrases away; `seg`: the number's `segment`."""
    at, line = context.q.at, context.line
    verbs = min(sum([subject.end <= p.first < at for p in line.phrases]), 2)
    numbers = min(sum([o.at >= subject.end for o in line.quantities[: context.place]]), 3)
    inner = line.depths[at] - line.depths[subject.first]
    role = f"{subject.role}{'+' if subject.joint else ''}"
    more = min(numbers, 1)
    own = [
        f"left={subject.left}",
        f"role={role}",
        f"lr={subject.left}{role}",
        f"first={subject.first == 0}{role}",
        f"m={marks(context, subject.end, at)}",
        f"in={inner}{more}",
        f"rv={rank}{verbs}{numbers}",
        f"rl={rank}{subject.left}",
        f"rr={rank}{role}{more}",
        f"new={between(context, subject.end + 1)}{min(verbs, 1)}{more}",
        f"seg={seg}",
        f"segr={seg}{rank}{more}",
        f"asked={subject.asked or _asked(context, subject)}{_asks(context, subject)}",
        f"v={subject.verb}",
        f"k={context.q.kind}{more}",
        f"clause={subject.first >= context.clause.start}",
        f"d={near(at - subject.end)}",
        f"root={subject.root}{role}{min(subject.rank, 1)}",
        f"rootk={subject.root}{role}{context.q.kind}",
    ]
    if subject.kind == "group":
        own += [
            f"h={subject.head}",
            f"hl={subject.head}{subject.left}",
            f"cap={context.words[subject.first].capital}{subject.left in _OPENS}",
            f"len={min(subject.end - subject.first, 3)}",
        ]
    return own


def followed(context: Context, subject: Subject, value: str, seg: str) -> list[str]:
    """What the numbers since the phrase made of it, and what the number's total and its list did.

    `value`: how the actor would be called.
    """
    since = [told for told in context.told if told.q.at >= subject.end]
    had = sum([told.actor == value for told in since])
    last = bool(since) and since[-1].actor == value
    before = [told for told in context.told if told.q.at < subject.first]
    alike = "-"
    if subject.rank and before:
        # "A góp 5 triệu, B 6 triệu": whether the item before has its own name.
        alike = str(before[-1].actor is not None)
    total = context.total()
    of_total = "-" if total is None or total.q.at < subject.end else str(total.actor == value)
    # Somebody nearer has taken over since.
    taken = bool(since) and since[-1].actor not in (None, value)
    return [
        f"taken={taken}{min(had, 1)}",
        f"had={min(had, 2)}{min(len(since), 3)}",
        f"hl={min(had, 2)}{last}{seg}",
        f"hk={min(had, 1)}{last}{context.q.kind}",
        f"alike={alike}{subject.role}",
        f"tot={of_total}",
        f"totb={of_total}{min(context.bracket, 1)}",
    ]


def _asked(context: Context, subject: Subject) -> bool:
    """Whether an earlier phrase of the same list is asked: "Đề nghị Sở A cấp 2 máy, Sở B cấp 3"."""
    return any(s.asked for s in context.line.subjects if s.first < subject.first)


def _asks(context: Context, subject: Subject) -> bool:
    """Whether the phrase asks another one for it: "Huyện ủy đề nghị tỉnh khen 2 tập thể"."""
    return any(s.asked for s in context.line.subjects if subject.end <= s.first < context.q.at)


def between(context: Context, first: int) -> str:
    """What else stands in front of a verb between word `first` and the number ("dân góp"), or "-"."""
    words, at = context.words, context.q.at
    for phrase in context.line.phrases:
        if not first <= phrase.first < at:
            continue
        behind = phrase.first
        while behind > first and words[behind - 1].has("adverbs", "transparent"):
            behind -= 1
        if behind > first and not words[behind - 1].has("verbs"):
            found = next((name for name in ("unit", "levels", "nouns") if words[behind - 1].has(name)), None)
            if found:
                return found
    return "-"


def segment(context: Context) -> str:
    """What opens the number's own piece of its clause: the mark before it and its first word, no helper."""
    words, shapes, at = context.words, context.shapes, context.q.at
    first = at - len(context.gap)
    start = next((i for i in range(at - 1, first - 1, -1) if words[i].has("mark", "parts")), first - 1)
    lead = shapes[start] if start >= first else ("#" if first else "^")
    index = start + 1
    passive = False
    while (
        index < at and not words[index].classes.isdisjoint(_SKIPPED) and "verbs" not in words[index].classes
    ):
        passive = passive or words[index].text in ("được", "bị")
        index += 1
    opener = shapes[index] if index < at else "="
    if index < at and "verbs" in words[index].classes and "light" not in words[index].classes:
        opener = "verbs"
    return f"{lead}{opener}{'p' if passive else ''}"


def ruled(context: Context, subject: Subject) -> str:
    """How the nearest acting phrase lies to the number: in its clause, before a semicolon, in a bracket."""
    depths, at = context.line.depths, context.q.at
    inner = depths[at] - depths[subject.first]
    between = marks(context, subject.end, at)
    numbers = sum([other.at >= subject.end for other in context.line.quantities[: context.place]])
    return f"{subject.role}{inner}{';' in between}{min(numbers, 2)}"
