"""What a file is, told by its bytes and never by its name. Knows containers, reads no text."""

from __future__ import annotations

from extract.problems import FileProblem


def sniff(data: bytes) -> str:
    """The format: docx, pdf, doc or txt. Raises FileProblem for everything else."""
    if not data.strip(b"\0 \r\n\t"):
        raise FileProblem("empty", "empty_file", "Tệp rỗng, không có nội dung; hãy nộp lại tệp báo cáo.")
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "doc"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return "txt"
