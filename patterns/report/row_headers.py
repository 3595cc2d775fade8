"""Tables of a PDF whose first column names its rows, for those who hear them: typst marks only the head of a table.

Typst writes plain objects and one table of their places. Each cell of a first column becomes a row's header, and the
lists of column headers that typst gives every cell, which would hide a row's name, go: the scopes say it all.
"""

from __future__ import annotations

import re

FIRST = re.compile(
    rb"(\d+ \d+ obj\n<</Type/StructElem/S)/TD(/P \d+ \d+ R/A\[<</O/Table)/Headers\[\(U\d+x0y\d+\)\](>>)"
)
OTHER = re.compile(rb"(\d+ \d+ obj\n<</Type/StructElem/S/TD/P \d+ \d+ R/A\[)<</O/Table/Headers\[\(U\d+x\d+y\d+\)\]>>")
PLACES = re.compile(rb"xref\n0 (\d+)\n((?:\d{10} \d{5} [nf]\r\n)+)trailer\n")
START = re.compile(rb"startxref\n(\d+)\n%%EOF\s*$")


def with_row_headers(pdf: bytes) -> bytes:
    """Return `pdf` with the first cell of every row marked as that row's header.

    A file whose table of places is not written as expected comes back as it is.
    """
    found = START.search(pdf)
    table = PLACES.match(pdf, int(found[1])) if found else None
    if found is None or table is None:
        return pdf
    begins = {number: int(line[:10]) for number, line in enumerate(table[2].splitlines()) if line[17:18] == b"n"}
    order = sorted(begins, key=begins.__getitem__)
    ends = [*(begins[number] for number in order[1:]), table.start()]
    parts, moved, length = [pdf[: begins[order[0]]]], {}, begins[order[0]]
    for number, end in zip(order, ends, strict=True):
        part = _marked(pdf[begins[number] : end])
        moved[number] = length
        parts.append(part)
        length += len(part)
    lines = [
        b"%010d" % moved[number] + line[10:] if number in moved else line
        for number, line in enumerate(table[2].splitlines(keepends=True))
    ]
    tail = pdf[table.end() - len(b"trailer\n") : found.start(1)]
    return b"".join([*parts, b"xref\n0 ", table[1], b"\n", *lines, tail, b"%d\n%%%%EOF" % length])


def _marked(part: bytes) -> bytes:
    head, separator, rest = part.partition(b"stream\n")  # what is packed is never touched
    head = OTHER.sub(rb"\1", FIRST.sub(rb"\1/TH\2/Scope/Row\3", head))
    return head + separator + rest
