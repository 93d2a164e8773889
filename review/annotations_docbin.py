"""Annotations as a spaCy DocBin: a Doc a report, its spans in the groups figures, units, models."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.problems import Problem
from review.annotations import LAYERS, Annotated, Told, parsed, unknown_label
from review.annotations_tokens import words_and_spaces

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_MOST_UNPACKED = 2_000_000_000
_REPORT, _FILE, _SEQ = "tonghop.report", "tonghop.file", "tonghop.seq"


def write(reports: Iterable[Annotated], path: Path) -> list[Told]:
    """Write the file; nothing is lost: span groups overlap as they like, and tokens are cut at every span."""
    import spacy
    from spacy.tokens import DocBin

    vocab = spacy.blank("xx").vocab
    made = DocBin(store_user_data=True)
    for report in reports:
        made.add(_doc(vocab, report))
    path.write_bytes(made.to_bytes())
    return []


def read(path: Path, _texts: Mapping[str, str]) -> tuple[list[Annotated], list[Told]]:
    """The reports of the file, and what could not be understood. Raises Problem where it is none."""
    import spacy
    from spacy.tokens import DocBin

    data = path.read_bytes()
    _weigh(data)
    vocab = spacy.blank("xx").vocab
    reports, told = [], []
    try:
        docs = list(DocBin().from_bytes(data).get_docs(vocab))
        for doc in docs:
            report, more = _annotated(doc)
            reports.append(report)
            told += more
    except Exception as error:
        raise _no_docbin() from error
    return reports, told


def _doc(vocab: Vocab, report: Annotated) -> Doc:
    from spacy.tokens import Doc

    words, spaces = words_and_spaces(report.text, report.spans)
    doc = Doc(vocab, words=words, spaces=spaces)
    assert doc.text == report.text
    for layer in LAYERS:
        spans = [
            doc.char_span(span.start, span.end, label=span.label, span_id=span.id or "")
            for span in report.spans
            if span.layer == layer
        ]
        assert None not in spans
        doc.spans[layer] = [span for span in spans if span is not None]
    doc.user_data |= {_REPORT: report.sha256, _FILE: report.file, _SEQ: report.seq}
    return doc


def _annotated(doc: Doc) -> tuple[Annotated, list[Told]]:
    known: dict[str, Any] = {key: value for key, value in doc.user_data.items() if isinstance(key, str)}
    file = str(known.get(_FILE) or "")
    spans, told = [], []
    # Other tools have one group of their own, or named entities.
    groups = list(doc.spans.values()) or [doc.ents]
    for group in groups:
        for found in group:
            span = parsed(found.label_, found.start_char, found.end_char, found.id_ or None)
            if span is None:
                told.append(unknown_label(file, found.label_, found.text, found.start_char))
            else:
                spans.append(span)
    seq = known.get(_SEQ)
    seq = seq if isinstance(seq, int) else None
    return Annotated(str(known.get(_REPORT) or ""), file, doc.text, tuple(spans), seq), told


def _weigh(data: bytes) -> None:
    """A small file must not unfold to more than memory holds."""
    unpacking, left = zlib.decompressobj(), _MOST_UNPACKED
    try:
        while data and not unpacking.eof:
            left -= len(unpacking.decompress(data, 1 << 24))
            data = unpacking.unconsumed_tail
            if left < 0:
                raise Problem("too_big", "Tệp DocBin bung ra quá lớn; hãy chia nhỏ.")
    except zlib.error as error:
        raise _no_docbin() from error


def _no_docbin() -> Problem:
    return Problem(
        "unreadable", "Tệp không phải DocBin của spaCy, hoặc bị hỏng; hãy lưu lại từ công cụ gán nhãn."
    )
