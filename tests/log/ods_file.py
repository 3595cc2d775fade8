"""A small OpenDocument spreadsheet, written by hand."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def write_ods(path: Path, sheets: str, manifest: str = "<manifest/>", before: str = "") -> Path:
    content = (
        f'<?xml version="1.0"?>{before}<office:document-content {NAMES}><office:body><office:spreadsheet>{sheets}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", manifest)
    return path


def table(rows: str, name: str = "Incidents") -> str:
    return f'<table:table table:name="{name}">{rows}</table:table>'


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def cell(words: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{escape(words)}</text:p></table:table-cell>'
