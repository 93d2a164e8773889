"""Registers over all reports: one line a model, one line a unit, whatever their spellings.

Knows the rows of the models and units tables; merges spellings, decides nothing about figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from nlp.variants import same_titles

Columns = dict[str, list[Any]]


def title_register(models: Columns) -> Columns:
    """One row a model in the order of first mention.

    `key`: of its usual spelling; `variants`: other spellings; `owners`: who runs it; `mentions`, `files`.
    """
    stands_for = same_titles(models["text"])
    groups: dict[str, list[int]] = {}
    for place, title in enumerate(models["text"]):
        groups.setdefault(stands_for[title], []).append(place)
    found: Columns = {name: [] for name in ("key", "title", "kind", "field")}
    found |= {name: [] for name in ("owners", "variants", "mentions", "reports", "files")}
    for title, places in groups.items():
        spellings = _distinct(models["text"][place] for place in places)
        files = _distinct(models["file"][place] for place in places)
        found["key"].append(models["key"][places[0]])
        found["title"].append(title)
        for name in ("kind", "field"):
            found[name].append(_usual(models[name][place] for place in places))
        found["owners"].append(_distinct(models["unit"][place] for place in places) or None)
        found["variants"].append([spelling for spelling in spellings if spelling != title] or None)
        found["mentions"].append(len(places))
        found["reports"].append(len(files))
        found["files"].append(files)
    return found


def unit_register(units: Columns) -> Columns:
    """One row a unit in the order of first mention; `variants`: as it is written elsewhere."""
    groups: dict[str, list[int]] = {}
    for place, (key, name) in enumerate(zip(units["key"], units["name"], strict=True)):
        groups.setdefault(key or name, []).append(place)
    found: Columns = {name: [] for name in ("key", "name", "type", "code", "seat", "today")}
    found |= {name: [] for name in ("variants", "mentions", "reports", "files")}
    for key, places in groups.items():
        name = _fullest(units["name"][place] for place in places)
        files = _distinct(units["file"][place] for place in places)
        written = _distinct(units["text"][place] for place in places)
        found["key"].append(key)
        found["name"].append(name)
        found["type"].append(_usual(units["type"][place] for place in places))
        for column in ("code", "seat", "today"):
            found[column].append(next((v for place in places if (v := units[column][place])), None))
        found["variants"].append([text for text in written if text != name] or None)
        found["mentions"].append(len(places))
        found["reports"].append(len(files))
        found["files"].append(files)
    return found


def _distinct(values: Iterable[Any]) -> list[Any]:
    return [value for value in dict.fromkeys(values) if value is not None]


def _usual(values: Iterable[Any]) -> Any:
    """The value met most often, of those alike the first; None where none is stated."""
    counted = Counter(value for value in values if value is not None)
    return max(counted, key=lambda value: counted[value]) if counted else None


def _fullest(names: Iterable[str]) -> str:
    """The name of most words: "Đảng ủy xã Minh Tân" before "Đảng ủy xã"; of those alike the usual one."""
    counted = Counter(names)
    return max(counted, key=lambda name: (len(name.split()), counted[name]))
