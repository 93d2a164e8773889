"""Small OpenDocument texts put together from XML."""

from __future__ import annotations

from collections.abc import Mapping

from tests.extract.word_files import zipped

MIME = "application/vnd.oasis.opendocument.text"
_SPACES = (
    " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("style", "style"),
            ("draw", "drawing"),
            ("fo", "xsl-fo-compatible"),
            ("svg", "svg-compatible"),
            ("manifest", "manifest"),
        )
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def p(text: str, style: str = "") -> str:
    """A paragraph."""
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def cell(text: str, attributes: str = "") -> str:
    """A table cell."""
    return f"<table:table-cell {attributes}>{p(text)}</table:table-cell>"


def table(*rows: str) -> str:
    """A table of rows, each the XML of its cells."""
    return (
        f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in rows)}</table:table>"
    )


def content(body: str, styles: str = "") -> bytes:
    """The main part."""
    automatic = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    return _xml("document-content", f"{automatic}{_text(body)}")


def flat(body: str) -> bytes:
    """A file of one XML part."""
    return _xml("document", _text(body), f'office:mimetype="{MIME}"')


def style(family: str, name: str, properties: str) -> str:
    """A style of a family with its properties."""
    return f'<style:style style:name="{name}" style:family="{family}">{properties}</style:style>'


def odt(
    body: str,
    *,
    styles: str = "",
    pages: str = "",
    manifest: str = "",
    files: Mapping[str, bytes] | None = None,
) -> bytes:
    """A file. `styles`: automatic ones of the main part, `pages`: headers and footers of the master page."""
    page = f'<style:master-page style:name="A">{pages}</style:master-page>'
    entries = {
        "mimetype": MIME.encode(),
        "content.xml": content(body, styles),
        "styles.xml": _xml("document-styles", f"<office:master-styles>{page}</office:master-styles>"),
        "META-INF/manifest.xml": f"<manifest:manifest {_SPACES}>{manifest}</manifest:manifest>".encode(),
    }
    return zipped({**entries, **(files or {})})


def _text(body: str) -> str:
    return f"<office:body><office:text>{body}</office:text></office:body>"


def _xml(name: str, inner: str, attributes: str = "") -> bytes:
    return f'<?xml version="1.0"?><office:{name} {_SPACES} {attributes}>{inner}</office:{name}>'.encode()
