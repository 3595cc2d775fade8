"""Sentences of a report as a workbook."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "workbook.first": "Page 1",
    "workbook.rules": "Every rule, with what was agreed and found",
    "workbook.charts": "Drawn charts",
    "workbook.charts-lead": "Drawn from the numbers beside them. An empty cell is a week that nobody recorded: it is not a zero.",
    "workbook.column.what": "What",
    "workbook.column.agreed": "Agreed",
    "workbook.column.counted": "Counted",
    "workbook.column.verdict": "Verdict",
    "workbook.column.sure": "How sure",
    "workbook.column.next": "Next step",
    "workbook.column.rule": "Rule",
    "workbook.column.definition": "Definition",
    "workbook.column.found": "Found",
}
