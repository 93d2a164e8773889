"""Mails (.eml) taken apart: their own text and their attachments as files. Knows no Outlook files."""

from __future__ import annotations

from collections.abc import Iterator
from email import errors, policy
from email.message import EmailMessage
from email.parser import BytesParser
from io import BytesIO
from pathlib import Path

from extract import members
from extract.members import Contents, Sink
from extract.problems import FileProblem

BODY = "nội dung"
_UNNAMED = "tệp đính kèm"
_ENDINGS = {"text/plain": ".txt", "text/html": ".html", "message/rfc822": ".eml", "application/pdf": ".pdf"}
_CUT = (errors.CloseBoundaryNotFoundDefect, errors.StartBoundaryNotFoundDefect)
_MOST_PARTS = 1_000
# What the standard library raises at headers that break its rules.
_ODD = (ValueError, LookupError, AttributeError, TypeError)


def unpack_eml(path: Path, sink: Sink) -> Contents:
    """The text of a mail as `nội dung.txt` (or `.html`), then its attachments in their order."""
    try:
        mail = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
    # Headers of real mails break every rule; the standard parser gives up on some with odd errors.
    except (*_ODD, RecursionError) as error:
        raise damaged_mail() from error
    assert isinstance(mail, EmailMessage)
    parts = list(_parts(mail))
    if len(parts) > _MOST_PARTS:
        raise members.too_many_members()
    body = _body(parts)
    shown = _content(body) if body is not None else b""
    markup = body is not None and body.get_content_type() == "text/html"
    if shown.strip():
        put(sink, f"{BODY}.html" if markup else f"{BODY}.txt", shown)
    inline = shown.decode("utf-8", "replace") if markup else ""
    left_out = 0
    for part in parts:
        if part is body or _says_body_again(part):
            continue
        if _is_picture_of(part, inline):
            left_out += 1
        else:
            _attachment(sink, part)
    note = mail_note(header(mail, "subject"), header(mail, "from"), header(mail, "date"), left_out)
    return members.contents("eml", sink, note, _is_whole(mail))


def put(sink: Sink, name: str, data: bytes) -> None:
    """One member whose bytes are at hand."""
    sink.take(name, BytesIO(data), len(data))


def mail_note(subject: str, sender: str, date: str, left_out: int) -> str:
    """One sentence about a mail, with a place for the count of its members."""
    said = " ".join(f"“{subject}”".split()) if subject else "không có tiêu đề"
    said += f" của {sender}" * bool(sender) + f" gửi {date}" * bool(date)
    said = said.replace("{", "(").replace("}", ")")[:300]
    pictures = f", {left_out} hình trang trí không tính" if left_out else ""
    return f"Thư {said} có {{count}} phần{pictures}; mỗi phần được đọc và ghi riêng."


def damaged_mail() -> FileProblem:
    """The problem of a mail that is no mail."""
    return FileProblem(
        "corrupt",
        "damaged_mail",
        "Thư điện tử bị hỏng nên không mở được; hãy tải tệp đính kèm về rồi nộp chính tệp đó.",
    )


def header(mail: EmailMessage, name: str) -> str:
    """A header as text, empty where it is missing or cannot be read."""
    try:
        return " ".join(str(mail[name] or "").split())
    except _ODD:
        return ""


def _parts(mail: EmailMessage) -> Iterator[EmailMessage]:
    """The leaves of a mail in order; a mail within it is one leaf."""
    waiting: list[EmailMessage] = [mail]
    while waiting:
        part = waiting.pop(0)
        if part.get_content_maintype() == "multipart":
            waiting[:0] = _inner(part)
        else:
            yield part


def _is_whole(mail: EmailMessage) -> bool:
    """Whether all boundaries of its parts are closed."""
    waiting: list[EmailMessage] = [mail]
    while waiting:
        part = waiting.pop()
        if any(isinstance(defect, _CUT) for defect in part.defects):
            return False
        waiting += _inner(part)
    return True


def _body(parts: list[EmailMessage]) -> EmailMessage | None:
    """The mail's own text: plain, but HTML where that is all or has a table."""
    texts = [p for p in parts if p.get_content_maintype() == "text" and not _is_attached(p)]
    said = [p for p in texts if _content(p).strip()]
    plain = next((p for p in said if p.get_content_type() == "text/plain"), None)
    markup = next((p for p in said if p.get_content_type() == "text/html"), None)
    return markup if plain is None or (markup is not None and _has_table(_content(markup))) else plain


def _has_table(markup: bytes) -> bool:
    """Whether there is a table of rows and columns, which plain text would lose."""
    tags = markup.lower()
    return tags.count(b"<tr") > 1 and tags.count(b"<td") > 3


def _says_body_again(part: EmailMessage) -> bool:
    return part.get_content_type() in ("text/plain", "text/html") and not _is_attached(part)


def _is_attached(part: EmailMessage) -> bool:
    return bool(_name(part)) or part.get_content_disposition() == "attachment"


def _is_picture_of(part: EmailMessage, markup: str) -> bool:
    """Whether a part is a picture that the HTML text shows, such as a logo."""
    id = header(part, "content-id").strip("<> ")
    return part.get_content_maintype() == "image" and bool(id) and f"cid:{id}" in markup


def _name(part: EmailMessage) -> str:
    try:
        return part.get_filename() or ""
    except _ODD:
        return ""


def _attachment(sink: Sink, part: EmailMessage) -> None:
    kind = part.get_content_type()
    name = _name(part) or _UNNAMED + _ENDINGS.get(kind, "")
    if kind in ("application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"):
        sink.refuse(name, members.locked_member())
        return
    if kind == "message/rfc822":
        for inner in _inner(part)[:1]:
            subject = header(inner, "subject")
            put(sink, _name(part) or f"{subject or _UNNAMED}.eml", bytes(inner))
            return
    put(sink, name, _payload(part))


def _inner(part: EmailMessage) -> list[EmailMessage]:
    """The parts of a part."""
    inner = part.get_payload() if part.is_multipart() else ()
    return [one for one in inner if isinstance(one, EmailMessage)]


def _payload(part: EmailMessage) -> bytes:
    """The bytes of a leaf, whatever its encoding claims."""
    try:
        data = part.get_payload(decode=True)
    except _ODD:
        return b""
    return data if isinstance(data, bytes) else b""


def _content(part: EmailMessage) -> bytes:
    """The text of a part in UTF-8, whatever its encoding says."""
    data = _payload(part)
    try:
        return data.decode(part.get_content_charset() or "utf-8").encode()
    except _ODD:
        # The reader of texts finds out by the letters.
        return data
