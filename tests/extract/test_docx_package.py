"""Word packages open although python-docx refuses them, and what is missing is said."""

from __future__ import annotations

import io
import zipfile

import pytest

from extract import docx_package
from extract.problems import FileProblem
from tests.extract.word_files import RELATIONS, codes, p, r, read, word, zipped

BODY = p("Có 12 chi bộ.")


def changed(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = {entry: archive.read(entry) for entry in archive.namelist()}
    assert old in entries[name]
    return zipped({**entries, name: entries[name].replace(old, new)})


def test_a_relationship_that_leads_nowhere_is_passed_over() -> None:
    link = f'<Relationship Id="x" Type="{RELATIONS}/image" Target="media/mat.png"/>'
    document = read(word(BODY, relations=link))
    assert (document.text, document.status, codes(document)) == ("Có 12 chi bộ.", "ok", ["package_mended"])


def test_notes_that_are_missing_are_a_loss_that_is_said() -> None:
    link = f'<Relationship Id="x" Type="{RELATIONS}/footnotes" Target="footnotes.xml"/>'
    document = read(word(BODY, relations=link))
    assert (document.status, codes(document)[0]) == ("ok_with_loss", "missing_part")


def test_a_damaged_picture_does_not_stop_the_reading() -> None:
    link = f'<Relationship Id="x" Type="{RELATIONS}/image" Target="anh.bin"/>'
    data = bytearray(word(BODY, relations=link, files={"word/anh.bin": bytes(range(256))}))
    at = data.index(b"word/anh.bin") + 40
    data[at] ^= 0xFF
    assert read(bytes(data)).text == "Có 12 chi bộ."


def test_damage_in_the_text_itself_is_never_passed_over() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word(BODY))) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    with pytest.raises(FileProblem) as problem:
        read(data.getvalue().replace("Có 12".encode(), "Có 72".encode(), 1))
    assert problem.value.status == "corrupt"


def test_lost_content_types_and_relationships_are_done_without() -> None:
    with zipfile.ZipFile(io.BytesIO(word(BODY))) as archive:
        main = archive.read("word/document.xml")
    assert read(zipped({"word/document.xml": main})).text == "Có 12 chi bộ."


def test_names_with_backslashes_are_found() -> None:
    with zipfile.ZipFile(io.BytesIO(word(BODY))) as archive:
        entries = {name.replace("/", "\\"): archive.read(name) for name in archive.namelist()}
    assert read(zipped(entries)).text == "Có 12 chi bộ."


def test_a_main_part_by_another_name_is_found_by_its_relationship() -> None:
    data = word(BODY)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = {n.replace("document.xml", "bai.xml"): archive.read(n) for n in archive.namelist()}
    for name in ("_rels/.rels", "[Content_Types].xml"):
        entries[name] = entries[name].replace(b"word/document.xml", b"word/bai.xml")
    assert read(zipped(entries)).text == "Có 12 chi bộ."


def test_a_reference_to_an_outside_file_is_refused_not_swallowed() -> None:
    entity = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    data = changed(
        word(p("Có &#49;2")),
        "word/document.xml",
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
        entity,
    )
    with pytest.raises(FileProblem, match="doctype"):
        read(data)


def test_a_document_type_behind_a_long_comment_is_refused_too() -> None:
    late = b"<!--" + bytes(str(list(range(3000))), "ascii") + b"--><!DOCTYPE w>"
    declaration = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    data = changed(word(BODY), "word/document.xml", declaration, declaration + late)
    with pytest.raises(FileProblem, match="doctype"):
        read(data)


def test_pictures_of_a_heavy_file_are_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_package, "_HEAVY", 10)
    monkeypatch.setattr(docx_package, "_by_library", None)
    assert (read(word(BODY)).text, codes(read(word(BODY)))) == ("Có 12 chi bộ.", [])


def test_elements_nested_beyond_all_measure_are_corrupt() -> None:
    deep = "<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000
    with pytest.raises(FileProblem) as problem:
        read(word(f"<w:p>{r('x')}</w:p>{deep}"))
    assert problem.value.status == "corrupt"
