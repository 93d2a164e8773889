"""The pipeline: a `Document` goes through the components in one visible order and comes out as records.

Each component reads what stands before it, keeps its records, and puts their spans into the spaCy group of
its name. Knows the order of the layers, none of their rules.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from extract.document import Document
from nlp.cells import find_cells, numeric_blocks
from nlp.checks import find_checks, with_checks
from nlp.figures import find_figures
from nlp.gazetteer_keys import with_codes
from nlp.indicators import with_indicators
from nlp.meta import find_meta
from nlp.model_cited import cited_spans
from nlp.model_counts import with_counts
from nlp.model_fields import with_fields
from nlp.models import attach_units, find_titles, title_spans
from nlp.recognised import with_recognition
from nlp.records import Extraction
from nlp.tables import read_tables
from nlp.unit_identity import with_identity
from nlp.units import find_units
from nlp.zones import find_zones

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_KEY = "tonghop"


def _zones(found: dict[str, Any]) -> None:
    document = found["document"]
    found["zones"] = find_zones(document)
    found["cited"] = cited_spans(document, found["zones"])


def _meta(found: dict[str, Any]) -> None:
    found["meta"] = find_meta(found["document"], found["zones"])


def _models(found: dict[str, Any]) -> None:
    found["models"] = find_titles(found["document"], found["zones"])


def _units(found: dict[str, Any]) -> None:
    excluded = sorted((*title_spans(found["models"]), *found["cited"]))
    units = find_units(found["document"], found["zones"], excluded, found["meta"])
    found["units"] = with_identity(with_codes(units, found["meta"]), found["meta"])


def _owners(found: dict[str, Any]) -> None:
    owned = attach_units(found["document"], found["models"], found["units"])
    found["models"] = with_fields(found["document"], owned, found["units"])


def _cells(found: dict[str, Any]) -> None:
    found["tables"] = read_tables(found["document"], frozenset(found["zones"].body))
    found["cells"] = find_cells(found["document"], found["tables"])


def _figures(found: dict[str, Any]) -> None:
    document, zones = found["document"], found["zones"]
    skipped = numeric_blocks(document, found["tables"])
    found["figures"] = find_figures(
        document, zones, found["units"], found["models"], found["meta"], skipped, found["cited"]
    )


def _indicators(found: dict[str, Any]) -> None:
    found["figures"], found["cells"] = with_indicators(
        found["figures"], found["cells"], found["document"].text
    )


def _counts(found: dict[str, Any]) -> None:
    layers = (found["models"], found["figures"], found["cells"])
    found["models"] = with_counts(found["document"], *layers)


def _checks(found: dict[str, Any]) -> None:
    layers = (found["figures"], found["units"], found["models"], found["cells"])
    found["checks"] = find_checks(found["document"], found["tables"], *layers)
    found["figures"], found["cells"] = with_checks(found["figures"], found["cells"], found["checks"])


def _recognised(found: dict[str, Any]) -> None:
    for layer in ("figures", "cells"):
        found[layer] = with_recognition(found["document"], found[layer])


# Order matters: titles shield their words from the units, units and titles their numbers from the figures.
COMPONENTS: tuple[tuple[str, Callable[[dict[str, Any]], None]], ...] = (
    ("zones", _zones),
    ("meta", _meta),
    ("models", _models),
    ("units", _units),
    ("owners", _owners),
    ("cells", _cells),
    ("figures", _figures),
    ("indicators", _indicators),
    ("counts", _counts),
    ("checks", _checks),
    ("recognised", _recognised),
)
_GROUPS = ("figures", "units", "models", "cells")


@cache
def pipeline() -> Language:
    """The spaCy pipeline with all components, built once a process."""
    import spacy
    from spacy.language import Language

    from nlp.tokenizer import OffsetTokenizer

    language = spacy.blank("xx")
    # Its limit is for parsers that hold much for each word.
    language.max_length = sys.maxsize
    language.tokenizer = OffsetTokenizer(language.vocab)
    for name, step in COMPONENTS:
        Language.component(f"{_KEY}_{name}", func=_component(name, step))
        language.add_pipe(f"{_KEY}_{name}", name=name)
    return language


def analyse(document: Document) -> Extraction:
    """Everything that is found in one document."""
    return records(process(document))


def process(document: Document) -> Doc:
    """The document as a spaCy `Doc`: span groups figures, units, models and cells, records in `user_data`."""
    language = pipeline()
    doc = language.make_doc(document.text)
    doc.user_data[_KEY] = {"document": document}
    return language(doc)


def records(doc: Doc) -> Extraction:
    """The records that a processed `Doc` carries."""
    found = doc.user_data[_KEY]
    return Extraction(
        found["meta"],
        tuple(found["figures"]),
        tuple(found["units"]),
        tuple(found["models"]),
        tuple(found["cells"]),
        tuple(found["checks"]),
    )


def _component(name: str, step: Callable[[dict[str, Any]], None]) -> Callable[[Doc], Doc]:
    def component(doc: Doc) -> Doc:
        found = doc.user_data[_KEY]
        step(found)
        if name in _GROUPS:
            doc.spans[name] = _spans(doc, found[name])
        return doc

    return component


def _spans(doc: Doc, rows: Iterable[Any]) -> list[Any]:
    """Token spans of the records; a mention within a token is widened to it."""
    from spacy.tokens import Span

    starts = doc.to_array("IDX")
    marked = [row for row in rows if row.evidence.end > row.evidence.start]
    firsts = starts.searchsorted([row.evidence.start for row in marked], "right") - 1
    ends = starts.searchsorted([row.evidence.end for row in marked])
    return [
        Span(doc, first, end, span_id=row.id)
        for row, first, end in zip(marked, firsts.tolist(), ends.tolist(), strict=True)
    ]
