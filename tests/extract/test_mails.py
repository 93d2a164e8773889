"""Mails give their own text and each attachment as files."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from extract.containers import container_kind
from extract.members import Contents
from tests.extract.archive_files import compound, mail, shown, unpacked
from tests.extract.word_files import p, word

REPORT = word(p("Có 12 chi bộ."))


def content(found: Contents, folder: Path, name: str) -> bytes:
    (member,) = (member for member in found.members if member.name == name)
    return (folder / "members" / member.file).read_bytes()


def test_the_text_and_the_attachments_are_files(tmp_path: Path) -> None:
    found = unpacked(bytes(mail("Trong quý có 12 chi bộ.", **{"báo cáo": REPORT})), tmp_path)
    assert list(shown(found)) == ["nội dung.txt", "báo cáo.docx"]
    assert content(found, tmp_path, "nội dung.txt").decode().strip() == "Trong quý có 12 chi bộ."
    assert content(found, tmp_path, "báo cáo.docx") == REPORT
    assert "“Báo cáo quý I”" in found.note and "Nguyễn Văn A" in found.note and "2 phần" in found.note


def test_a_mail_without_text_has_attachments_only(tmp_path: Path) -> None:
    assert list(shown(unpacked(bytes(mail(a=REPORT)), tmp_path))) == ["a.docx"]


def test_text_in_markup_is_taken_where_there_is_no_other(tmp_path: Path) -> None:
    made = mail()
    made.set_content("<p>Có 12 chi bộ.</p>", subtype="html")
    found = unpacked(bytes(made), tmp_path)
    assert list(shown(found)) == ["nội dung.html"]


def test_a_table_in_markup_is_kept_as_one(tmp_path: Path) -> None:
    made = mail("Chỉ tiêu Số")
    made.add_alternative("<table><tr><td>Chỉ tiêu<td>Số<tr><td>Chi bộ<td>12</table>", subtype="html")
    assert list(shown(unpacked(bytes(made), tmp_path))) == ["nội dung.html"]


def test_pictures_of_the_text_are_counted_only(tmp_path: Path) -> None:
    made = mail()
    made.set_content('<p>Có 12 chi bộ.</p><img src="cid:logo">', subtype="html")
    made.add_related(b"\x89PNG", "image", "png", cid="<logo>")
    found = unpacked(bytes(made), tmp_path)
    assert list(shown(found)) == ["nội dung.html"]
    assert "1 hình trang trí" in found.note


def test_a_mail_within_a_mail_is_a_mail(tmp_path: Path) -> None:
    outer = mail("Xin chuyển tiếp.")
    outer.add_attachment(mail("Có 12 chi bộ."))
    found = unpacked(bytes(outer), tmp_path)
    assert list(shown(found)) == ["nội dung.txt", "Báo cáo quý I.eml"]
    (tmp_path / "inner.eml").write_bytes(content(found, tmp_path, "Báo cáo quý I.eml"))
    assert container_kind(tmp_path / "inner.eml") == "eml"


def test_a_mail_that_is_cut_off_says_so(tmp_path: Path) -> None:
    whole = bytes(mail("Có 12 chi bộ.", bc=REPORT))
    assert unpacked(whole, tmp_path).whole
    (half := tmp_path / "half").mkdir()
    assert not unpacked(whole[: len(whole) // 2], half).whole


def test_an_enciphered_mail_is_named(tmp_path: Path) -> None:
    made = EmailMessage()
    for name, value in mail().items():
        if name in ("From", "To", "Subject"):
            made[name] = value
    made.set_content(b"\x30\x82", "application", "pkcs7-mime", filename="smime.p7m")
    assert shown(unpacked(bytes(made), tmp_path)) == {"smime.p7m": "password_protected"}


@pytest.mark.parametrize(
    "head",
    [
        b"From: a\nTo: b\nSubject: c\nContent-Type: text/plain; charset=x-khong-co\n\nbao cao",
        b"From: =?utf-8?q?=\xff?=\nDate: x\nSubject: =?x?=\n\nbao cao",
        b"Received: x\nFrom: a\nTo: b\nContent-Type: multipart/mixed; boundary=\n\n--\nbao cao",
        b"From: a\nTo: b\nSubject: c\nContent-Transfer-Encoding: base64\n\n!!!bao cao",
    ],
)
def test_broken_headers_are_borne(head: bytes, tmp_path: Path) -> None:
    unpacked(head, tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "Kính gửi: Huyện ủy\nNgày: 12\n",
        "From: <Saved by Blink>\nSubject: x\nMIME-Version: 1.0\n\n",
        "To: x\n",
    ],
)
def test_reports_and_saved_pages_are_no_mails(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(text.encode())
    assert container_kind(path) is None


def text_of(number: str, text: str) -> dict[str, bytes]:
    return {f"__substg1.0_{number}001F": text.encode("utf-16-le")}


def outlook(**more: object) -> dict[str, object]:
    sent = (13_356_000_000 * 10_000_000).to_bytes(8, "little")
    properties = bytes(32) + (0x00390040).to_bytes(4, "little") + bytes(4) + sent
    return {"__properties_version1.0": properties, **text_of("0037", "Báo cáo quý I"), **more}


def attached(name: str, data: bytes) -> dict[str, object]:
    return {"__properties_version1.0": bytes(8), **text_of("3707", name), "__substg1.0_37010102": data}


def test_outlook_mails_give_text_and_attachments(tmp_path: Path) -> None:
    tree = outlook(
        **text_of("1000", "Có 12 chi bộ."), **{"__attach_version1.0_#00000000": attached("bc.docx", REPORT)}
    )
    found = unpacked(compound(tree), tmp_path)  # type: ignore[arg-type]
    assert (found.format, list(shown(found))) == ("msg", ["nội dung.txt", "bc.docx"])
    assert content(found, tmp_path, "bc.docx").startswith(REPORT)
    assert content(found, tmp_path, "nội dung.txt").decode() == "Có 12 chi bộ."
    assert "“Báo cáo quý I”" in found.note and "2024" in found.note


def test_a_mail_within_an_outlook_mail_is_taken_apart(tmp_path: Path) -> None:
    inner = outlook(
        **text_of("1000", "Bên trong"), **{"__attach_version1.0_#00000000": attached("a.docx", REPORT)}
    )
    holder = {"__properties_version1.0": bytes(8), "__substg1.0_3701000D": inner}
    found = unpacked(compound(outlook(**{"__attach_version1.0_#00000000": holder})), tmp_path)  # type: ignore[arg-type]
    assert list(shown(found)) == ["Báo cáo quý I.msg/nội dung.txt", "Báo cáo quý I.msg/a.docx"]


def test_a_document_that_holds_a_mail_is_a_document(tmp_path: Path) -> None:
    from extract.containers import unpack
    from extract.members import Sink

    path = tmp_path / "a.doc"
    path.write_bytes(compound({"WordDocument": bytes(9), "ObjectPool": {"_1": outlook()}}))  # type: ignore[dict-item]
    assert container_kind(path) == "msg"
    assert unpack("msg", path, "a.doc", Sink(tmp_path, 1)) is None
