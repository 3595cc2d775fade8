"""Отчёт в виде книги Excel. Sentences of a report as a workbook."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "workbook.first": "Страница 1",
    "workbook.rules": "Все правила: что согласовано и что найдено",
    "workbook.charts": "Построенные диаграммы",
    "workbook.charts-lead": "Построены по числам рядом с ними. Пустая ячейка – неделя, которую никто не учёл: это не ноль.",
    "workbook.column.what": "Что",
    "workbook.column.agreed": "Согласовано",
    "workbook.column.counted": "Посчитано",
    "workbook.column.verdict": "Вывод",
    "workbook.column.sure": "Надёжность",
    "workbook.column.next": "Следующий шаг",
    "workbook.column.rule": "Правило",
    "workbook.column.definition": "Как считается",
    "workbook.column.found": "Найдено",
}
