"""The `Document` of a report whose stories have been read, with what is said of losses. Knows no format."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field

from extract.document import Document, Notice, ReadStatus
from extract.docx_coverage import coverage, notices
from extract.docx_runs import Tally
from extract.joining import joined
from extract.letters_runs import Letters, with_letters
from extract.story import Report, runs_of
from extract.story_layout import lay_out


@dataclass(slots=True)
class Findings:
    """What a reader met beside text. `tally`: text left out, hidden, pictures and the like.

    `cut`: the file ends before its time or is damaged within, so that text may be missing.
    """

    tally: Tally = field(default_factory=Tally)
    cut: bool = False


def document_of(
    report: Report,
    findings: Findings,
    format: str,
    mime: str,
    name: str,
    sha256: str,
    there: str | None = None,
) -> Document:
    """The document that a reader's stories make.

    `there`: all text of the file, counted without the reader's walk; None takes the text of all runs.
    """
    if there is None:
        there = "".join(run.text for run in runs_of(report))
    found = there

    def read(letters: Letters | None) -> Document:
        own = Findings(deepcopy(findings.tally), findings.cut)
        return _laid_out(report, own, (format, mime, name, sha256), found, letters)

    return with_letters(read)


def _laid_out(
    report: Report, findings: Findings, file: tuple[str, str, str, str], there: str, letters: Letters | None
) -> Document:
    format, mime, name, sha256 = file
    tally = findings.tally
    layout = lay_out(report, f"own-{format}", tally, letters)
    text, blocks = joined(layout.pieces)
    # Separators of empty cells are no text.
    said = text if text.strip() else ""
    covered = coverage(there, "".join(tally.kept), text, tally, "".join(layout.repeated))
    warnings, lossy = notices(tally, said, covered, missing=0, mended=False)
    if findings.cut:
        warnings.insert(0, Notice("cut_off", _CUT))
    status: ReadStatus = "ok_with_loss" if lossy else "ok" if said else "empty"
    return Document(
        name,
        sha256,
        mime,
        format,
        text,
        blocks,
        tuple(layout.grids),
        tuple(warnings),
        status="partial" if findings.cut and said else status,
        coverage=covered,
        starts=tuple(block.start for block in blocks),
    )


_CUT = "Tệp bị hỏng hoặc tải về chưa hết nên có thể thiếu chữ; hãy mở bằng Word, lưu lại rồi nộp lại."
