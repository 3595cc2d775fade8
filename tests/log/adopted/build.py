"""Writes the old logs of this folder anew: `python -m tests.log.adopted.build`. All of it is invented."""
# ruff: noqa: DTZ001 - the logs hold local wall times

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from tests.log.ods_file import cell, row, table, write_ods

HERE = Path(__file__).parent
Sheets = dict[str, list[tuple[Any, ...]]]


def workbook(name: str, sheets: Sheets, merged: dict[str, list[str]] | None = None) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for cells in rows:
            sheet.append(cells)
        for area in (merged or {}).get(title, []):
            sheet.merge_cells(area)
    book.save(HERE / name)


def text(name: str, *lines: str, encoding: str = "utf-8") -> None:
    (HERE / name).write_text("\n".join(lines) + "\n", encoding=encoding)


def main() -> None:
    """Write every log."""
    text(
        "plain.csv",
        "date,time,what happened,exact words,where,who saw,written on",
        "04/03/2026,evening,threw a cup at the wall,You made me,kitchen,nobody,05/03/2026",
        '17/03/2026,22:40,"read my letters, then laughed",,hall,Robin,17/03/2026',
        "last Tuesday,,hid the car keys,,,,",
        ",,,,,,",
    )
    workbook(
        "german.xlsx",
        {
            "Vorfälle": [
                ("Mein Heft",),
                ("Datum", "Uhrzeit", "Was ist passiert?", "Wörtlich", "Wetter", "Art"),
                ("3. März 2026", "abends", "Tür zugeschlagen", "geh weg", "Regen", "insult"),
                ("Mo, 16.02.2026", "22:10 Uhr", "mein Telefon durchsucht", None, None, "Kontrolle"),
                (datetime(2026, 2, 20), "gegen zehn", "ausgelacht vor Gästen", None, None, None),
            ],
            "geprüft": [("Tag", "nichts passiert"), (date(2026, 2, 8), "x"), (date(2026, 2, 9), "✓")],
        },
    )
    text(
        "polish.csv",
        "Data;Godzina;Zdarzenie;Świadek;Samopoczucie",
        "3 lutego 2026;21:15;krzyczał w kuchni;nikt;źle",
        "13.02.2026;wieczorem;schował moje dokumenty;siostra;",
        encoding="utf-8-sig",
    )
    workbook(
        "two_header_rows.xlsx",
        {
            "Feuille1": [
                ("Quand", None, "Quoi", None, "Qui était là"),
                ("date", "heure", "faits", "paroles", None),
                (date(2026, 2, 3), time(8, 30), "a claqué la porte", "va-t'en", "personne"),
                ("21 février 2026", "soir", "a jeté mon livre", None, "ma sœur"),
            ]
        },
        {"Feuille1": ["A1:B1", "C1:D1", "E1:E2"]},
    )
    text(
        "one_column.txt",
        '"3.2.2026 abends: hat im Flur geschrien, dann die Tür zugeschlagen"',
        '"14.2.2026, 22:30 - hat mein Telefon aus dem Fenster geworfen"',
        '"irgendwann im Januar: hat mich vor den Nachbarn verspottet"',
        '"20. Februar 2026: hat drei Tage nicht mit mir gesprochen"',
    )
    workbook(
        "merged_dates.xlsx",
        {
            "Log": [
                ("Day", "Hour", "Event"),
                (date(2026, 2, 3), "8:15", "swore at me at breakfast"),
                (None, "13:00", "called eleven times during my shift"),
                (None, None, None),
                (date(2026, 2, 5), "night", "stood in front of the door"),
            ]
        },
        {"Log": ["A2:A4"]},
    )
    workbook(
        "many_sheets.xlsx",
        {
            "January": [("Date", "What"), (date(2026, 1, 9), "turned the heating off on me")],
            "February": [("What", "Date"), ("took my bank card", date(2026, 2, 11)), ("shouted", date(2026, 2, 12))],
            "Numbers": [("Plumber", "555 0101"), ("Dentist", "555 0102")],
            "Empty": [],
        },
    )
    head = ("Дата", "Время", "Что произошло", "Слова")
    body = ("2026-02-03", "вечером", "кричал на меня в коридоре", "замолчи"), ("17.02.2026", "", "сломал дверь", "")
    write_ods(HERE / "russian.ods", table("".join(row(*(cell(each) for each in said)) for said in (head, *body)), "Л1"))
    text(
        "unknown_words.csv",
        "Tarehe,Saa,Kilichotokea,Mahali",
        "2026-02-03,21:00,alinipigia kelele mbele ya watu,jikoni",
        "2026-02-18,07:45,alificha funguo za nyumba yangu,mlangoni",
    )
    workbook(
        "month_first.xlsx",
        {
            "Sheet1": [
                ("When", "Story", "Other story"),
                ("2/3/2026 9:05 PM", "locked me out of the flat", "had gone to the shop for milk"),
                ("2/14/2026", "broke the picture of my mother", "it was her birthday that day"),
            ]
        },
    )
    text("no_headers.csv", "2026-02-03\t20:10\tpoured water over my papers", "2026-02-04\t\tsaid nothing for two days")


if __name__ == "__main__":
    main()
